"""How the product is served: one process of many threads, told to its neighbours by Redis only.

bin/run, the systemd units and the tests all start ``gunicorn -c deploy/gunicorn.py wsgi:app``.
"""

import os
import signal
import sys
import threading

from deploy import place

bind = place.bind()
worker_class = "gthread"
workers = 1
threads = int(os.environ.get("THREADS") or 100)
worker_connections = 2000
backlog = 2048
control_socket_disable = True
# In-flight requests have this long to finish; sockets are told to reconnect at once.
graceful_timeout = 10
timeout = 60
keepalive = 5
accesslog = None
loglevel = "warning"
# Trusted hops are counted by the application (PROXIES), not here.
forwarded_allow_ips = "127.0.0.1,::1"

leaving: list[threading.Thread] = []  # the thread that tells browsers that the process ends

SEVERAL = (
    "Plusieurs processus demandent REDIS_URL : sans lui, ils ne s’entendraient pas. Restez à un seul (-w 1)."
)


def on_starting(server):
    """Refuse a second process that nobody could hear."""
    if server.cfg.workers > 1 and not os.environ.get("REDIS_URL"):
        sys.exit(f"\n{SEVERAL}")
    if refusal := place.hold(patience=10):
        sys.exit(f"\n{refusal}")


def when_ready(server):
    """Say where the product answers."""
    address = os.environ.get("PUBLIC_URL") or ", ".join(str(listener) for listener in server.LISTENERS)
    print(f"\nFabrique répond sur {address}  (Ctrl+C pour arrêter)", flush=True)


def post_worker_init(worker):
    """Start what watches and works beside the requests, and let sockets go first when asked to stop."""
    from socle.jobs import start_runner

    start_runner(worker.wsgi)
    stop = signal.getsignal(signal.SIGTERM)

    def leave(signum, frame):
        if callable(stop):
            stop(signum, frame)
        leaving.append(threading.Thread(target=let_sockets_go, args=(worker.wsgi,), daemon=True))
        leaving[-1].start()

    signal.signal(signal.SIGTERM, leave)


def let_sockets_go(app):
    """Tell every browser to come back, each at an hour of its own."""
    from socle.prises import take_leave

    take_leave(app)


def worker_exit(server, worker):
    """Let browsers be told, and the embedded runner end its current job; the rest is in the database."""
    for thread in leaving:
        thread.join(3)
    runner = worker.wsgi.extensions.get("runner") if worker.wsgi else None
    if runner:
        runner.stop(graceful=True)
