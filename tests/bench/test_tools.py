"""What the bench counts with: requests as they travel, CPU of processes, tables and their document."""

import http.server
import os
import subprocess
import sys
import threading
from urllib.parse import parse_qs

import pytest

from bench.actes import Demande, travelling
from bench.base import entry, secret_of
from bench.charge import Ordre, run
from bench.croissance import sizes
from bench.documents import keep
from bench.mesures import scaled
from bench.processus import cpu, family, memory
from bench.tableau import table, told


class Echo(http.server.BaseHTTPRequestHandler):
    """Answers with the length of what it was sent, and keeps it."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((self.path, body.decode(), self.headers["Cookie"]))
        self.send_response(201)
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b"fait")

    def log_message(self, *_) -> None:
        """Say nothing."""


@pytest.fixture
def echo():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        server.heard = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_each_connection_sends_its_own_requests_and_no_number_comes_twice(app, echo):
    asked = [
        Demande(one, f"/fils/{one}", {"texte": "à dire & redire", "cle": "c-{n}"}) for one in (1, 2, 3, 4)
    ]
    requests = [travelling(app, echo.server_port, one) for one in asked]
    told = run(Ordre(echo.server_port, requests, 0.2, 2))
    assert told.statuses == {"201": told.done}
    assert told.done == len(echo.heard) > 8
    paths = [path for path, _, _ in echo.heard]
    assert all(0 <= paths.count(f"/fils/{one}") - paths.count(f"/fils/{one + 2}") <= 1 for one in (1, 2))
    answers = [parse_qs(body, strict_parsing=True) for _, body, _ in echo.heard]
    assert len({said["cle"][0] for said in answers}) == told.done
    assert {said["texte"][0] for said in answers} == {"à dire & redire"}
    assert all(cookie for _, _, cookie in echo.heard)


def test_the_cookie_of_each_person_carries_the_token_of_their_forms(app):
    signer = app.session_interface.get_signing_serializer(app)
    for compte_id in (1, 2):
        said = signer.loads(entry(app, compte_id)[0].partition("=")[2])
        assert said["_user_id"] == secret_of(compte_id) and said["csrf_token"]


def test_the_cpu_of_children_is_counted_even_once_they_are_gone():
    burn = "import time; end = time.process_time() + 0.3\nwhile time.process_time() < end: pass"
    before = cpu(os.getpid())
    subprocess.run([sys.executable, "-c", burn], check=True)
    assert cpu(os.getpid()) - before > 0.25
    with subprocess.Popen(["sleep", "20"]) as child:
        assert child.pid in family(os.getpid())
        assert memory(os.getpid()) > memory(child.pid) > 0
        child.kill()


def test_numbers_are_told_as_french_readers_write_them():
    assert [told(one) for one in (None, float("nan"), 3, 1204.4, 12.34, 1.234)] == [
        *("—", "—", "3", "1 204", "12,3", "1,23")
    ]
    lines = table(["page", "CPU ms"], [["fil", 9.5], ["accueil", 12.0]]).splitlines()
    assert lines[0].startswith("| page ") and lines[2].split("|")[2].strip() == "9,50"
    assert len({len(line) for line in lines}) == 1


def test_a_table_measured_again_takes_the_place_of_the_other(tmp_path):
    page = tmp_path / "mesures.md"
    page.write_text("# Mesures\n\nDes mots.\n")
    keep(page, "Pages", "| un |")
    keep(page, "Actes", "| deux |")
    keep(page, "Pages", "| trois |")
    text = page.read_text()
    assert text.startswith("# Mesures\n\nDes mots.\n")
    assert "| un |" not in text and text.index("| trois |") < text.index("| deux |")


def test_scales_grow_what_they_say():
    assert (scaled(10).messages, scaled(10).fils, scaled(10).comptes) == (1_000_000, 20_000, 5_000)
    assert [one.messages for one in sizes("messages", 1)] == [10_000, 100_000]
    assert [one.messages for one in sizes("messages", 10)][-1] == 1_000_000
    assert [one.grande for one in sizes("membres", 1)] == [250, 1_200, 5_000]
