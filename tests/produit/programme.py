"""A program that uses the served product as any other: tokens, JSON, retries."""

import json
import urllib.error
import urllib.request
from typing import Any

from tests.serveurs import PASSWORD


class Programme:
    """Someone's program: ``Programme(url, "amina").post("/fils/2/messages", texte=…, cle=…)``."""

    def __init__(self, url: str, name: str) -> None:
        self.url, self.jeton = url, None
        said = self.ask(
            "POST", "/jetons", courriel=f"{name}@demo.example", mot_de_passe=PASSWORD, nom="essai"
        )[1]
        self.jeton = said["jeton"]

    def post(self, path: str, **body: Any) -> tuple[int, dict]:
        """Status and JSON of a POST."""
        return self.ask("POST", path, **body)

    def get(self, path: str) -> tuple[int, dict]:
        """Status and JSON of a GET."""
        return self.ask("GET", path)

    def ask(self, method: str, path: str, **body: Any) -> tuple[int, dict]:
        """Any request; a refusal is an answer, a broken connection raises ``OSError``."""
        request = urllib.request.Request(f"{self.url}/api/v1{path}", method=method)
        request.add_header("Content-Type", "application/json")
        if self.jeton:
            request.add_header("Authorization", f"Bearer {self.jeton}")
        payload = json.dumps(body).encode() if method != "GET" else None
        try:
            with urllib.request.urlopen(request, payload, timeout=20) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refused:
            return refused.code, json.loads(refused.read() or b"{}")

    def everything(self, fil_id: int) -> list[dict]:
        """Every movement of a fil, page after page."""
        told, after = [], 0
        while after is not None:
            page = self.get(f"/fils/{fil_id}/messages?after={after}&limit=100")[1]
            told += page["messages"]
            after = page["next"]
        return told
