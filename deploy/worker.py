"""The worker of the house: gunicorn's threads, taken only by requests that are whole (ADR 0022).

One loop accepts, reads heads and bodies without blocking, keeps idle connections and lets the last bytes of
closed ones pass. A thread gets gunicorn's own parser with all the bytes of a request, and leaves the others.
"""

import errno
import math
import selectors
import socket
import struct
import sys
import time
from collections import OrderedDict
from concurrent.futures import Future
from functools import partial
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from deploy.connection import PIECE, Connection, Patience
from deploy.limits import raise_limit_of_files, share_heaps, threads_of_sockets
from deploy.refusals import FULL, GO_ON, STOPPING, TOO_LONG, TOO_SLOW
from deploy.threads import Threads

ACCEPTED_AT_ONCE = 64
TURN = 0.25  # seconds between two looks at the clock
FAREWELL = 2.0  # seconds given to a client to read the end of its answer (RFC 9112 §9.6)
LAST_WORD = 0.5  # seconds that idle connections stay open when the worker stops
LAST_BYTES = 2.0  # the same for requests that are still arriving
SENDING_AT_ONCE = 262_144  # bytes that the kernel takes from a thread at once: a whole page
NO_ROOM = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
UNENCRYPTED = "Ce serveur ne chiffre pas et ne lit pas le protocole PROXY : c’est le rôle de nginx."


class Worker(ThreadWorker):
    """A gthread worker whose threads meet whole requests only."""

    patience: Patience
    sockets_pool: Threads

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        share_heaps()
        # The oldest first: the one that has waited longest leaves when there is no more room.
        self.waiting: OrderedDict[Connection, None] = OrderedDict()
        self.upgraded: set[Connection] = set()
        self.looked_at = 0.0
        self.end = math.inf

    def get_thread_pool(self) -> Threads:
        """The threads of pages, which gunicorn asks for at its start."""
        return Threads(self.cfg.threads, "page")

    @classmethod
    def check_config(cls, cfg: Any, log: Any) -> None:
        """Refuse what the loop does not read. Raises ``SystemExit`` with a sentence."""
        if cfg.is_ssl or cfg.proxy_protocol not in (False, "off"):
            sys.exit(UNENCRYPTED)

    def run(self) -> None:
        """Serve until told to stop, then let those who are here finish."""
        # Half of the files are for connections of the loop: sockets, databases and spools need the others.
        self.worker_connections: int = min(self.cfg.worker_connections, raise_limit_of_files() // 2)
        config = self.wsgi.config
        self.patience = Patience(
            head=config["DELAI_ENTETE"],
            body=config["DELAI_CORPS"],
            pace=config["DEBIT_CORPS"],
            writing=config["DELAI_ENVOI"],
            idle=self.cfg.keepalive,
            body_most=config["MAX_CONTENT_LENGTH"],
        )
        self.sockets_pool = Threads(threads_of_sockets(config), "socket")
        self.poller.register(
            self.method_queue.fileno(), selectors.EVENT_READ, self.method_queue.run_callbacks
        )
        self.set_accept_enabled(True)
        while self.alive:
            self.turn()
            if not self.is_parent_alive():
                break
        self.leave()

    def turn(self) -> None:
        """Wait for something to happen, and let go of those who made us wait too long."""
        if not self._accepting and self.alive:
            self.set_accept_enabled(True)
        self.wait_for_and_dispatch_events(timeout=TURN)
        now = time.monotonic()
        if now - self.looked_at >= TURN:
            self.looked_at = now
            self.notify()
            late = (
                conn for conn in self.waiting if conn.deadline <= now or (now > self.end and not conn.leaving)
            )
            for conn in list(late):
                self.expire(conn, TOO_SLOW if self.alive else STOPPING)

    def accept(self, listener: socket.socket) -> None:
        """Let in those who knock; when there is no more room, the one that has waited longest leaves."""
        for _ in range(ACCEPTED_AT_ONCE):
            try:
                line, client = listener.accept()
            except OSError as refused:
                if refused.errno in NO_ROOM and not self.make_room():
                    self.set_accept_enabled(False)  # the next turn tries again
                elif refused.errno not in (*NO_ROOM, errno.EAGAIN, errno.ECONNABORTED):
                    raise
                return
            self.nr_conns += 1
            if self.nr_conns > self.worker_connections and not self.make_room():
                self.set_accept_enabled(False)
            line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SENDING_AT_ONCE)
            conn = Connection(self.cfg, line, client, listener.getsockname(), self.patience)
            conn.deadline = time.monotonic() + self.patience.head
            self.receive(conn)

    def make_room(self) -> bool:
        """Drop the connection that has waited longest. Answers whether there was one."""
        if not self.waiting:
            return False
        self.drop(next(iter(self.waiting)))
        return True

    def receive(self, conn: Connection, heard: Any = None) -> None:
        """Read what a client sent, once; ``heard`` is the socket that the poller saw speak."""
        if heard and conn not in self.waiting:  # it was let go for another since
            return
        try:
            piece = conn.sock.recv(PIECE)
        except (BlockingIOError, InterruptedError):
            self.wait_for(conn)
        except OSError:
            self.drop(conn)
        else:
            if not piece:
                self.drop(conn)
            elif conn.leaving:
                self.wait_for(conn)
            else:
                self.keep(conn, piece)

    def keep(self, conn: Connection, piece: bytes) -> None:
        """Keep what came; where a file could not be made for it, the request is refused."""
        try:
            conn.take(piece, time.monotonic())
        except OSError as full:
            self.log.error("no file for the body of a request: %s", full)
            self.refuse(conn, FULL)
        else:
            self.proceed(conn)

    def proceed(self, conn: Connection) -> None:
        """Hand a whole request to a thread; wait for the rest of the others."""
        if conn.framing.too_long:
            self.refuse(conn, TOO_LONG)
        elif conn.framing.ready:
            self.forget(conn)
            conn.serve()
            self.hand(conn)
        else:
            if conn.framing.goes_on and not conn.told_to_go_on:
                conn.told_to_go_on = True
                self.say(conn, GO_ON)
            self.wait_for(conn)

    def hand(self, conn: Connection) -> None:
        """Give a whole request to a thread: those of sockets may all be taken, pages have theirs."""
        pool = self.tpool
        if conn.framing.upgrades:
            pool = self.sockets_pool
            self.upgraded.add(conn)
        pool.submit(self.handle, conn).add_done_callback(
            lambda done: self.method_queue.defer(self.finish_request, conn, done)
        )

    def wait_for(self, conn: Connection) -> None:
        """Come back when this client says something."""
        if conn not in self.waiting:
            self.waiting[conn] = None
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.receive, conn))

    def forget(self, conn: Connection) -> None:
        """Stop listening to a connection: a thread has it, or it goes."""
        if conn in self.waiting:
            del self.waiting[conn]
            self.poller.unregister(conn.sock)

    def say(self, conn: Connection, words: bytes) -> None:
        """Send some bytes that the kernel surely takes; who does not listen does not count."""
        try:
            conn.sock.send(words)
        except OSError:
            conn.deadline = 0.0

    def expire(self, conn: Connection, answer: bytes) -> None:
        """Close a connection whose time is over, with a word when a request was begun."""
        if conn.framing.begun and not conn.leaving:
            self.refuse(conn, answer)
        else:
            self.drop(conn)

    def refuse(self, conn: Connection, answer: bytes) -> None:
        """Answer without a thread, and close."""
        self.say(conn, answer)
        self.part_with(conn)

    def part_with(self, conn: Connection) -> None:
        """Close after the client has read its answer: closing at once could destroy it on the way."""
        self.forget(conn)
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
        except (OSError, ValueError):
            self.drop(conn)
            return
        conn.leaving = True
        conn.deadline = time.monotonic() + (FAREWELL if self.alive else LAST_WORD)
        self.receive(conn)

    def drop(self, conn: Connection) -> None:
        """Close at once."""
        self.forget(conn)
        if conn.framing.upgrades:
            conn.cut()
        self.nr_conns -= 1
        conn.close()

    def handle_request(self, req: Any, conn: Connection) -> bool:
        """Answer one request, in a thread; who does not read the answer is left.

        The body is already here: nobody has to be told to go on (RFC 9110 §10.1.1). A socket keeps blocking,
        as its driver expects.
        """
        req._expected_100_continue = False
        if conn.framing.cut:
            req.force_close()
        if conn.framing.upgrades:
            limit = struct.pack("ll", math.ceil(self.patience.writing), 0)
            conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)
        else:
            conn.sock.settimeout(self.patience.writing)
        try:
            return bool(super().handle_request(req, conn))
        except (TimeoutError, BlockingIOError) as unread:
            raise OSError(errno.EPIPE, "the client does not read its answer") from unread

    def finish_request(self, conn: Connection, fs: "Future[bool]") -> None:
        """Back in the loop: the next request of this connection, or its end."""
        self.upgraded.discard(conn)
        try:
            kept = not fs.cancelled() and fs.result() and conn.sound()
            if kept:
                conn.sock.setblocking(False)
        except Exception:
            kept = False
        if not kept:
            # The driver of a socket closes it itself: its number would be that of another, and ours still.
            (self.drop if conn.framing.upgrades else self.part_with)(conn)
            return
        now = time.monotonic()
        left = conn.renew(now)
        if not self.alive:
            conn.deadline = min(conn.deadline, now + LAST_WORD)
        if left:
            self.keep(conn, left)
        else:
            self.wait_for(conn)

    def hang_up(self) -> None:
        """Cut the sockets that a thread still holds: they were told, and their clients come back."""
        for conn in self.upgraded:
            conn.cut()

    def leave(self) -> None:
        """Take no one in any more; give those who are here the time of their answer."""
        if self._accepting:
            for listener in self.sockets:
                self.accept(listener)
        self.set_accept_enabled(False)
        for listener in self.sockets:
            listener.close()
        now = time.monotonic()
        self.end = now + LAST_BYTES
        for conn in self.waiting:
            if not conn.framing.begun:
                conn.deadline = min(conn.deadline, now + LAST_WORD)
        while self.nr_conns > 0 and time.monotonic() < now + self.cfg.graceful_timeout:
            self.turn()
            if time.monotonic() > now + LAST_WORD:
                self.hang_up()
        for conn in list(self.waiting):
            self.expire(conn, STOPPING)
        for pool in (self.tpool, self.sockets_pool):
            pool.shutdown()
        self.poller.close()
        self.method_queue.close()
