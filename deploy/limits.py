"""How much one process takes on: open files, threads of sockets."""

import resource
from typing import Any

SPARE = 4  # threads for sockets that knock: they are answered that there is no room


def raise_limit_of_files() -> int:
    """Ask for as many open files as this account may have; tell how many."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65_536 if most == resource.RLIM_INFINITY else most
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
    return wanted


def threads_of_sockets(config: Any) -> int:
    """Tell how many threads sockets may take: simple-websocket keeps one for the whole life of each."""
    return int(config["SOCKETS_MOST"]) + SPARE
