"""How the product is served: one process of many threads, told to its neighbours by Redis only.

bin/run, the systemd units and the tests all start ``python -m deploy.serve``, which reads this file.
"""

import gc
import os
import signal
import sys
import threading

from deploy import place

bind = place.bind()
worker_class = "deploy.worker.Worker"
workers = 1
# Threads meet whole requests only: more of them would share one interpreter, and answer later.
threads = int(os.environ.get("THREADS") or 12)
worker_connections = 12_000
backlog = 4096
control_socket_disable = True
# In-flight requests have this long to finish; sockets are told to reconnect at once.
graceful_timeout = 10
timeout = 60
# Longer than nginx keeps them (60 s): it never sends a request on a connection that closes meanwhile.
keepalive = 75
limit_request_line = 8190
accesslog = None
loglevel = "warning"
# Trusted hops are counted by the application (PROXIES), not here.
forwarded_allow_ips = "127.0.0.1,::1"
# Nobody says where the product begins: a visitor who could (SCRIPT_NAME) would choose where links lead.
forwarder_headers = ""

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


def post_fork(server, worker):
    """Load the application without looking for garbage at each step: there is little, and it takes long."""
    gc.disable()


def post_worker_init(worker):
    """Start what watches and works beside the requests, and let sockets go first when asked to stop."""
    from portail.demonstration.cli import tell_accounts
    from socle.jobs import start_runner
    from socle.prises import take_leave

    if worker.age == 1 and worker.wsgi.config["PLACE"] != "production":
        with worker.wsgi.app_context():
            tell_accounts()
    # What was loaded stays for ever: no later search needs to walk through it.
    gc.collect()
    gc.freeze()
    gc.enable()
    start_runner(worker.wsgi)
    stop = signal.getsignal(signal.SIGTERM)

    def leave(signum, frame):
        if callable(stop):
            stop(signum, frame)
        leaving.append(threading.Thread(target=take_leave, args=(worker.wsgi,), daemon=True))
        leaving[-1].start()

    signal.signal(signal.SIGTERM, leave)


def worker_exit(server, worker):
    """Let browsers be told, and the embedded runner end its current job; the rest is in the database."""
    for thread in leaving:
        thread.join(3)
    app = getattr(worker, "wsgi", None)  # absent when the application could not be made
    runner = app.extensions.get("runner") if app else None
    if runner:
        runner.stop(graceful=True)
