"""The threads that run what sockets ask: few, shared, in order for each socket."""

import logging
import queue
import threading
from collections.abc import Callable

logger = logging.getLogger(__name__)


class Handlers:
    """``submit`` from any thread; the threads begin with the first work, after any fork."""

    def __init__(self, threads: int) -> None:
        self.threads = threads
        self.works: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.lock = threading.Lock()
        self.begun = False

    def submit(self, work: Callable[[], None]) -> None:
        """Have it done as soon as a thread is free."""
        self.works.put(work)
        if not self.begun:
            self._begin()

    def _begin(self) -> None:
        with self.lock:
            if self.begun:
                return
            self.begun = True
        for number in range(self.threads):
            threading.Thread(target=self._run, name=f"prises-{number}", daemon=True).start()

    def _run(self) -> None:
        while True:
            work = self.works.get()
            try:
                work()
            except Exception:
                logger.exception("what a socket asked could not be done")
