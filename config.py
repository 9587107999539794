"""Settings, read from the environment only. One class per place the site lives; unsafe starts are refused."""

import logging
import os
import secrets
from contextlib import suppress
from datetime import timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path
from socket import inet_aton
from urllib.parse import urlsplit

logger = logging.getLogger(__name__)
ROOT = Path(__file__).parent
STRONG = 32  # characters of a key
# What a development place may be called by: this machine, or those of one's own network (RFC 1918, 4193).
NETWORKS = tuple(
    ip_network(known)
    for known in ("0.0.0.0", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16")
    + ("::", "fc00::/7", "fe80::/10")
)
NEAR = (
    "PUBLIC_URL=%s : d'autres machines de votre réseau peuvent venir dans un lieu fait pour développer "
    "(second facteur non exigé, clés faites ici). Pour des données réelles : FABRIQUE_PLACE=production."
)
NAMES = ("local", "lan", "home", "internal", "localdomain", "test", "home.arpa")
SMTP = {"smtp", "smtps", "smtp+starttls"}


def _setting(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def is_loopback(url: str) -> bool:
    """Whether an address leads to this very machine, and to no other."""
    host = _host(url)
    return host.is_loopback if not isinstance(host, str) else f".{host}".endswith(".localhost")


def is_public(url: str) -> bool:
    """Whether people elsewhere may come by an address: its host is neither this machine nor a private one."""
    host = _host(url)
    if isinstance(host, str):
        near = "." not in host or any(host.endswith(f".{name}") for name in NAMES)
        return not near and not is_loopback(url)
    return not host.is_loopback and not any(host in network for network in NETWORKS)


def _host(url: str) -> IPv4Address | IPv6Address | str:
    """The host of an address: a number, however it is spelled, or a name."""
    name = (urlsplit(url).hostname or "").rstrip(".")
    try:
        number = ip_address(name.partition("%")[0])
        return getattr(number, "ipv4_mapped", None) or number
    except ValueError:
        with suppress(OSError):
            return ip_address(inet_aton(name))
        return name


class Config:
    """What every place shares. Instances read the environment when they are made."""

    PLACE = "development"
    TESTING = False
    DEBUG = False
    MAX_CONTENT_LENGTH = 1024 * 1024
    MAX_FORM_MEMORY_SIZE = 512 * 1024
    MAX_FORM_PARTS = 500
    SESSION_COOKIE_HTTPONLY = True
    SESSION_COOKIE_SAMESITE = "Lax"
    SEND_FILE_MAX_AGE_DEFAULT = timedelta(days=365)
    WTF_CSRF_ENABLED = True
    WTF_CSRF_TIME_LIMIT = None
    WTF_CSRF_SSL_STRICT = False
    WTF_CSRF_FIELD_NAME = "csrf_token"
    WTF_CSRF_HEADERS = ["X-CSRFToken"]
    BABEL_DEFAULT_LOCALE = "fr"
    BABEL_DEFAULT_TIMEZONE = "Europe/Paris"
    SOCKETIO_ASYNC_MODE = "threading"
    NOM_DU_LIEU = "Fabrique"
    SECOND_FACTEUR = False
    COURRIELS_LISIBLES = False
    PAGES_GARDEES = True

    def __init__(self) -> None:
        self.HOST, self.PORT = _setting("HOST", "127.0.0.1"), _setting("PORT", "8000")
        self.PUBLIC_URL = _setting("PUBLIC_URL", f"http://{self.HOST}:{self.PORT}").rstrip("/")
        self.DATA_DIR = Path(_setting("DATA_DIR", str(ROOT / "var"))).resolve()
        self.SQLALCHEMY_DATABASE_URI = self._database(_setting("DATABASE_URL"))
        self.REDIS_URL = _setting("REDIS_URL")
        self.SMTP_URL = _setting("SMTP_URL")
        self.DEMO_PASSWORD = _setting("DEMO_PASSWORD", "Fabrique-demo-2026")
        self.RATELIMIT_ENABLED = _setting("RATE_LIMITS", "on") != "off"
        self.RATELIMIT_STORAGE_URI = self.REDIS_URL or "memory://"
        self.RATELIMIT_IN_MEMORY_FALLBACK_ENABLED = True
        self.RATELIMIT_SWALLOW_ERRORS = True
        self.TACHES = _setting("TACHES", "embarquees")
        self.PROXIES = int(_setting("PROXIES", "0"))
        self.DELAI_ENTETE = float(_setting("DELAI_ENTETE", "10"))
        self.DELAI_CORPS = float(_setting("DELAI_CORPS", "10"))
        self.DEBIT_CORPS = float(_setting("DEBIT_CORPS", "1000"))
        self.DELAI_ENVOI = float(_setting("DELAI_ENVOI", "30"))
        self.PRISES = _setting("PRISES", "maison")
        # Of the other driver each socket takes threads: as many as of this one would end the process.
        self.PRISES_MAX = int(_setting("PRISES_MAX", "20000" if self.PRISES == "maison" else "80"))
        self.PRISES_PAR_ADRESSE = int(_setting("PRISES_PAR_ADRESSE", "10000"))
        self.PRISES_PAR_PERSONNE = int(_setting("PRISES_PAR_PERSONNE", "12"))
        self.REGION = _setting("REGION", "32")
        self.SECRET_KEY = _setting("SECRET_KEY") or self._own_key()
        self.CLE_DES_COMPTES = _setting("CLE_DES_COMPTES") or self._accounts_key()
        self.ORIGINS = self._origins()
        self._cookie()

    def _database(self, url: str) -> str:
        if not url:
            return f"sqlite:///{self.DATA_DIR / 'fabrique.db'}"
        return url.replace("postgresql://", "postgresql+psycopg://", 1).replace(
            "postgres://", "postgresql+psycopg://", 1
        )

    def _own_key(self) -> str:
        """A key made once for this machine, readable by its owner only."""
        return self._kept("secret", secrets.token_urlsafe(48))

    def _accounts_key(self) -> str:
        """What passwords, factors and rescue codes are sealed with: ``SECRET_KEY`` as it first was.

        ADR 0025. A key that will be refused is not kept.
        """
        return self._kept("comptes", self.SECRET_KEY) if len(self.SECRET_KEY) >= STRONG else self.SECRET_KEY

    def _kept(self, name: str, key: str) -> str:
        """The key kept under a name: this one the first time, whole or not at all, whoever starts beside."""
        path = self.DATA_DIR / "cles" / name
        try:
            if not path.is_file():
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                draft = path.with_name(f"{name}.{os.getpid()}")
                draft.touch(mode=0o600)
                draft.write_text(key)
                with suppress(FileExistsError):
                    os.link(draft, path)
                draft.unlink()
            return path.read_text().strip()
        except OSError as wrong:
            raise SystemExit(f"Les clés ne peuvent pas être gardées dans {path.parent} : {wrong}") from wrong

    def _origins(self) -> list[str]:
        return [self.PUBLIC_URL]

    def _cookie(self) -> None:
        secure = self.PUBLIC_URL.startswith("https://")
        self.SESSION_COOKIE_SECURE = secure
        self.SESSION_COOKIE_NAME = "__Host-session" if secure else "session"

    def check(self) -> None:
        """Refuse to start rather than run unsafe. Raises ``SystemExit`` with a sentence."""
        if self.TACHES not in ("embarquees", "separees"):
            raise SystemExit("TACHES vaut « embarquees » ou « separees ».")
        if self.PRISES not in ("maison", "simple"):
            raise SystemExit("PRISES vaut « maison » ou « simple ».")
        if len(self.CLE_DES_COMPTES) < STRONG <= len(self.SECRET_KEY):
            raise SystemExit(f"CLE_DES_COMPTES doit compter au moins {STRONG} caractères.")
        self._check_mails()

    def _check_mails(self) -> None:
        """Refuse an address of the mail server that can never work."""
        if not self.SMTP_URL:
            return
        parts = urlsplit(self.SMTP_URL)
        if parts.scheme not in SMTP:
            raise SystemExit("SMTP_URL commence par smtp://, smtps:// ou smtp+starttls://.")
        if not parts.hostname:
            raise SystemExit("SMTP_URL ne nomme aucun serveur : smtp://compte:mot-de-passe@serveur:587.")
        if bool(parts.username) != bool(parts.password):
            raise SystemExit("SMTP_URL demande un compte et son mot de passe, ou aucun des deux.")
        try:
            _ = parts.port
        except ValueError:
            raise SystemExit("Le port de SMTP_URL est un nombre de 0 à 65535.") from None


class Development(Config):
    """A machine of one's own: localhost answers too, the key is made here, mails are at /dev/courriels."""

    COURRIELS_LISIBLES = True

    def _origins(self) -> list[str]:
        return sorted({self.PUBLIC_URL, f"http://localhost:{self.PORT}", f"http://127.0.0.1:{self.PORT}"})

    def check(self) -> None:
        """Refuse an address where people come: what is open to who develops would be open to them."""
        super().check()
        if is_public(self.PUBLIC_URL):
            raise SystemExit(
                f"PUBLIC_URL={self.PUBLIC_URL} est une adresse publique : mettez FABRIQUE_PLACE=production, "
                "ou donnez une adresse de cette machine ou de votre réseau."
            )
        if not is_loopback(self.PUBLIC_URL):
            logger.warning(NEAR, self.PUBLIC_URL)


class Testing(Config):
    """The tests, which leave nothing behind."""

    PLACE = "testing"
    TESTING = True
    PAGES_GARDEES = False
    WTF_CSRF_ENABLED = False
    SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS = {"argon2__rounds": 1, "argon2__memory_cost": 1024}

    def __init__(self) -> None:
        super().__init__()
        self.PUBLIC_URL = "http://localhost"
        self.ORIGINS = ["http://localhost"]
        self.RATELIMIT_ENABLED = _setting("RATE_LIMITS", "off") == "on"
        self.TACHES = "separees"
        self._cookie()

    def _own_key(self) -> str:
        return "only for the tests, which leave nothing behind"

    def _accounts_key(self) -> str:
        return "also for the tests, which leave no account behind"


class Production(Config):
    """Where people rely on it."""

    PLACE = "production"
    SECOND_FACTEUR = True

    def _own_key(self) -> str:
        return ""

    def check(self) -> None:
        """Refuse a weak key, an address in clear, limits switched off."""
        super().check()
        parts = urlsplit(self.PUBLIC_URL)
        if len(self.SECRET_KEY) < STRONG:
            raise SystemExit(
                f"SECRET_KEY doit compter au moins {STRONG} caractères : "
                "en production la clé ne s'invente pas."
            )
        if parts.scheme != "https" and not is_loopback(self.PUBLIC_URL):
            raise SystemExit("PUBLIC_URL doit commencer par https:// en production.")
        if not self.RATELIMIT_ENABLED:
            raise SystemExit("RATE_LIMITS=off est refusé en production.")


PLACES = {"development": Development, "testing": Testing, "production": Production}
