"""Faults of the server: what it waits for, how much it holds, what it lets pass, how it stops."""

from .faults import Fault, of

PATIENCE = "tests/deploy/test_patience.py"
REQUESTS = "tests/deploy/test_requests.py"
worker = of("deploy/worker.py", PATIENCE)
conn = of("deploy/connection.py", "tests/deploy/test_connection.py", REQUESTS)
framing = of("deploy/framing.py", "tests/deploy/test_framing.py")
served = of(
    "deploy/gunicorn.py",
    "tests/produit/prises/test_fin.py::test_browsers_are_told_that_the_process_ends_and_it_ends",
)
ready = of("deploy/readiness.py", "tests/commandes/test_start.py")

FAULTS: tuple[Fault, ...] = (
    conn(
        "a head has as long as it likes",
        "            self.deadline = now + self.patience.head\n",
        "            self.deadline = now + 60 * self.patience.head\n",
    ),
    conn(
        "each byte of a head earns time",
        "        if not self.framing.begun:\n",
        "        if not self.framing.in_body:\n",
    ),
    conn(
        "a body comes as slowly as it likes",
        "            self.deadline = min(earned, now + self.patience.body)\n",
        "            self.deadline = now + self.patience.body\n",
    ),
    conn(
        "a body earns time without bound",
        "            self.deadline = min(earned, now + self.patience.body)\n",
        "            self.deadline = earned\n",
    ),
    conn(
        "long bodies wait in memory",
        "MEMORY_MOST = 65_536",
        "MEMORY_MOST = 1 << 30",
        f"{PATIENCE}::test_long_bodies_wait_on_the_disk",
    ),
    conn(
        "what came with a request is lost",
        "        left: bytes = self.take_buffered() + self.spool.read()\n",
        "        left: bytes = self.take_buffered()\n",
    ),
    conn(
        "what follows half a request is read as another",
        "        return not (self.framing.cut or self.received.starved)\n",
        "        return not self.received.starved\n",
    ),
    conn(
        "what follows a request that was longer is read as another",
        "        return not (self.framing.cut or self.received.starved)\n",
        "        return not self.framing.cut\n",
    ),
    worker(
        "who waits for nothing is never let go",
        "conn for conn in self.waiting if conn.deadline <= now or",
        "conn for conn in self.waiting if conn.deadline <= 0 or",
        f"{PATIENCE}::test_who_sends_a_byte_now_and_then_is_let_go",
    ),
    worker(
        "the last to come leaves when there is no more room",
        "        self.drop(next(iter(self.waiting)))\n",
        "        self.drop(next(reversed(self.waiting)))\n",
        f"{PATIENCE}::test_when_there_is_no_more_room_the_longest_wait_ends_first",
    ),
    worker(
        "nobody leaves when there is no more room",
        "            if self.nr_conns > self.worker_connections and not self.make_room():\n",
        "            if self.nr_conns > self.worker_connections:\n",
        f"{PATIENCE}::test_when_there_is_no_more_room_the_longest_wait_ends_first",
    ),
    worker(
        "who leaves for another is counted twice",
        "        if heard and conn not in self.waiting:  #",
        "        if not heard and heard:  #",
        f"{PATIENCE}::test_who_speaks_while_leaving_for_another_is_counted_once",
    ),
    worker(
        "who never reads holds a thread",
        "            conn.sock.settimeout(self.patience.writing)\n",
        "            pass\n",
        f"{PATIENCE}::test_who_never_reads_the_answer_holds_no_thread",
    ),
    worker(
        "sockets that knock take the threads of pages",
        "            pool = self.sockets_pool\n",
        "            pass\n",
        f"{PATIENCE}::test_handshakes_that_hold_their_threads_leave_those_of_pages",
    ),
    worker(
        "who is refused cannot read why",
        "        self.say(conn, answer)\n        self.part_with(conn)\n",
        "        self.part_with(conn)\n",
        f"{PATIENCE}::test_unfinished_requests_silence_nothing_and_are_let_go",
    ),
    worker(
        "an answer is destroyed on its way",
        "        conn.leaving = True\n",
        "        self.drop(conn)\n        return\n",
        REQUESTS,
    ),
    worker(
        "one goes on though nobody waits for it",
        "            if conn.framing.goes_on and not conn.told_to_go_on:\n",
        "            if not conn.told_to_go_on:\n",
        REQUESTS,
    ),
    worker(
        "one is told to go on at each piece",
        "                conn.told_to_go_on = True\n",
        "                pass\n",
        REQUESTS,
    ),
    worker(
        "a request handed before its end is followed by others",
        "        if conn.framing.cut:\n            req.force_close()\n",
        "",
        REQUESTS,
    ),
    worker(
        "what is left is not read",
        "            self.keep(conn, left)\n",
        "            self.wait_for(conn)\n",
        REQUESTS,
    ),
    worker(
        "a socket holds a worker that stops",
        "                self.hang_up()\n",
        "                pass\n",
        f"{PATIENCE}::test_asked_to_stop_it_cuts_the_sockets_that_still_hold_their_thread",
    ),
    worker(
        "half a request holds a worker that stops",
        "        self.end = now + LAST_BYTES\n",
        "        self.end = now + 60\n",
        f"{PATIENCE}::test_asked_to_stop_it_answers_who_was_served_and_lets_the_others_go",
    ),
    worker(
        "it is served though it needs what is not read here",
        "            sys.exit(UNENCRYPTED)\n",
        "            pass\n",
        "tests/deploy/test_connection.py",
    ),
    framing(
        "two lengths are followed",
        "            case [length], [] if length.isdigit()",
        "            case [length, *_], [] if length.isdigit()",
    ),
    framing(
        "a length hides chunks",
        "            case [length], [] if length.isdigit()",
        "            case [length], _ if length.isdigit()",
    ),
    framing(
        "a bare LF ends a line",
        "            raise Odd\n        if at > HEAD_MOST",
        "            pass\n        if at > HEAD_MOST",
    ),
    framing("a head has no end", "            self.too_long = True\n", "            pass\n"),
    framing(
        "a body in chunks has no bound", "        if self.told > self.most:\n            raise Odd\n", ""
    ),
    framing(
        "chunks of one byte have no bound",
        "                if not self.ready and self.received > HEAD_MOST + 2 * self.most:\n"
        "                    raise Odd\n",
        "",
    ),
    framing(
        "a trailer has no bound",
        "        if len(self.line) > LINE_MOST:\n            raise Odd\n        return",
        "        return",
    ),
    framing(
        "a request is handed before its trailer",
        '        return self.line.startswith(b"\\r\\n") or END in self.line\n',
        "        return True\n",
    ),
    served(
        "sockets are not told that the process ends",
        "        leaving[-1].start()\n",
        "        str(leaving[-1])\n",
    ),
    served(
        "a visitor says where the product begins",
        'forwarder_headers = ""',
        'forwarder_headers = "SCRIPT_NAME"',
        "tests/produit/test_devant.py",
    ),
    ready(
        "a database of yesterday passes for ready",
        '        ask("SELECT version_num FROM alembic_version") == head()\n',
        '        ask("SELECT version_num FROM alembic_version") is not None\n',
    ),
    ready(
        "an empty house passes for ready",
        '        and ask("SELECT id FROM compte LIMIT 1") is not None\n',
        "",
    ),
)
