"""No password leaves before TLS, whose certificate is verified; a setting that can never work is refused."""

import datetime
import ipaddress
import socket
import ssl
import threading

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

import config
from socle.clock import now
from socle.courriels import IN_CLEAR, keep_mail
from socle.database import write
from socle.extensions import db
from socle.jobs import send_outbox


@pytest.fixture
def certificate(tmp_path):
    """A file with a key and a certificate for 127.0.0.1 that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "essai")])
    day = datetime.timedelta(days=1)
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now() - day).not_valid_after(now() + day)
    made = made.add_extension(address, False).add_extension(x509.BasicConstraints(True, None), True)
    signed = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file = tmp_path / "certificat.pem"
    file.write_bytes(key.private_bytes(serialization.Encoding.PEM, *plain) + signed)
    return file


class Server(threading.Thread):
    """Speaks SMTP to one client; ``heard`` keeps its commands, each with whether TLS had begun."""

    def __init__(self, certificate=None) -> None:
        super().__init__(daemon=True)
        self.certificate, self.heard, self.secure = certificate, [], False
        self.door = socket.create_server(("127.0.0.1", 0))
        self.url = f"smtp://boite:sesame@127.0.0.1:{self.door.getsockname()[1]}"
        self.start()

    def run(self) -> None:
        """Answer until the client leaves."""
        self.line, _ = self.door.accept()
        self.line.sendall(b"220 essai\r\n")
        try:
            while words := self._read():
                self.heard.append((words.split()[0].upper(), self.secure))
                self._answer(words)
        except OSError:
            pass

    def _read(self) -> str:
        told = b""
        while not told.endswith(b"\n"):
            if not (more := self.line.recv(1)):
                return ""
            told += more
        return told.decode()

    def _answer(self, words: str) -> None:
        verb = words.split()[0].upper()
        if verb == "EHLO":
            offered = b"" if self.secure or not self.certificate else b"250-STARTTLS\r\n"
            self.line.sendall(b"250-essai\r\n" + offered + b"250 AUTH PLAIN\r\n")
        elif verb == "STARTTLS":
            self.line.sendall(b"220 go\r\n")
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.certificate)
            self.line, self.secure = context.wrap_socket(self.line, server_side=True), True
        elif verb == "DATA":
            self.line.sendall(b"354 go\r\n")
            while self._read() != ".\r\n":
                pass
            self.line.sendall(b"250 kept\r\n")
        else:
            self.line.sendall(b"235 in\r\n" if verb == "AUTH" else b"250 ok\r\n")


@pytest.fixture
def sent(app, monkeypatch):
    """``sent(url)``: one mail, after the outbox was sent there."""

    def sending(url: str):
        monkeypatch.setitem(app.config, "SMTP_URL", url)
        mail = keep_mail("nadia@exemple.fr", "Un", "Texte", None)
        db.session.commit()
        send_outbox()
        db.session.refresh(mail)
        return mail

    return sending


def test_the_password_leaves_after_tls(sent, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server = Server(certificate)
    assert sent(server.url).parti_le
    assert ("AUTH", True) in server.heard and ("AUTH", False) not in server.heard


def test_nobody_waits_for_a_mail_server(app, sent, monkeypatch):
    held = []

    class Slow(Server):
        def _answer(self, words: str) -> None:
            if words.upper().startswith("MAIL"):
                with app.app_context():
                    write()  # would wait ten seconds for a sender that kept the lock
                    keep_mail("paul@exemple.fr", "Deux", "Texte", None)
                    db.session.commit()
                    held.append(words)
            super()._answer(words)

    assert sent(Slow().url.replace("boite:sesame@", "")).parti_le and held


@pytest.mark.parametrize("scheme", ["smtp", "smtp+starttls"])
def test_no_password_is_told_to_a_server_without_tls(sent, scheme):
    server = Server()
    mail = sent(server.url.replace("smtp", scheme, 1))
    assert mail.parti_le is None and mail.erreur == IN_CLEAR and mail.prochain_essai > now()
    assert "AUTH" not in {verb for verb, _ in server.heard}


def test_an_unknown_certificate_gets_no_password(sent, certificate):
    server = Server(certificate)
    assert "certificat" in sent(server.url).erreur
    assert "AUTH" not in {verb for verb, _ in server.heard}


@pytest.mark.parametrize(
    "url", ["http://x", "smtp://", "smtp://a@x", "smtp://:b@x", "smtp://a:b@x:999999", "mail.exemple.fr"]
)
def test_a_setting_that_can_never_work_is_refused(url, monkeypatch):
    monkeypatch.setenv("SMTP_URL", url)
    with pytest.raises(SystemExit, match="SMTP_URL"):
        config.Testing().check()
