"""``python -m deploy.serve``: the whole start in one Python, which prepares what is missing, then serves."""

import subprocess
import sys

from gunicorn.app.wsgiapp import WSGIApplication

from deploy import place, readiness

PREPARE = [sys.executable, "-m", "flask", "--app", "wsgi", "prepare"]
STOPPED = "Fabrique ne démarre pas : la préparation s’est arrêtée sur le message ci-dessus."


def prepare() -> None:
    """Prepare in a process of its own: what it loads is given back. Raises ``SystemExit`` when it refuses."""
    done = subprocess.run(PREPARE)
    if done.returncode:
        print(f"\n{STOPPED}", file=sys.stderr)
        sys.exit(done.returncode)


def main() -> None:
    """Take the place, prepare if need be, and become gunicorn. Raises ``SystemExit`` with a sentence."""
    if refusal := place.port_taken() or place.hold():
        sys.exit(f"\n{refusal}")
    if not readiness.ready():
        prepare()
    sys.argv[1:] = ["-c", "deploy/gunicorn.py", "wsgi:app"]
    WSGIApplication("%(prog)s", prog="deploy.serve").run()


if __name__ == "__main__":
    main()
