"""The settings of the product's server, for the bare application: without what the product hangs on them."""

from deploy import gunicorn as settings

NAMES = (
    *("bind", "worker_class", "workers", "threads", "worker_connections", "backlog", "keepalive"),
    *("timeout", "graceful_timeout", "control_socket_disable", "accesslog", "loglevel"),
)
globals().update({name: getattr(settings, name) for name in NAMES if hasattr(settings, name)})
