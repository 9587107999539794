"""Faults of the sockets: what a browser is told, what it may ask, how many there are, who loses a right."""

from .faults import Fault, of

UNIT = "tests/socle/prises"
LISTENING = "tests/echanges/fils/test_listening.py"
REVOCATION = "tests/droits/test_revocation.py"
CONTRACT = "tests/produit/prises/test_contrat.py"
END = "tests/produit/prises/test_fin.py::test_browsers_are_told_that_the_process_ends_and_it_ends"
CROWD = "tests/produit/test_crowd.py"
SILENT = f"{CROWD}::test_silent_sockets_neither_freeze_the_house_nor_stay"
prise = of("socle/prises/prise.py", f"{UNIT}/test_prise.py")
frame = of("socle/prises/frames.py", f"{UNIT}/test_frames.py")
line = of("socle/prises/line.py", f"{UNIT}/test_line.py")
room = of("socle/prises/rooms.py", f"{UNIT}/test_rooms.py")
porter = of("socle/porter.py", SILENT)
standard = of("socle/standard.py", REVOCATION)
live = of("socle/live.py", REVOCATION, LISTENING)
rhythm = of("socle/cadence.py", "tests/socle/test_cadence.py")

FAULTS: tuple[Fault, ...] = (
    prise(
        "a browser that reads nothing is kept whatever it weighs",
        "        if self.waiting and self.weight + len(frame) > BACKLOG:\n",
        "        if self.waiting and self.weight < 0:\n",
    ),
    prise(
        "a frame overtakes those that wait",
        "        if self.waiting:\n            self._keep(frame)\n            return\n",
        "",
    ),
    prise(
        "a frame begins again where the kernel stopped",
        "            self._keep(frame[sent:])\n",
        "            self._keep(frame)\n",
    ),
    prise(
        "what a writer keeps while the last of it leaves is never sent",
        "            self.loop.watch(self, writing=False)\n",
        "        self.loop.watch(self, writing=False)\n",
    ),
    prise(
        "a close overtakes what waits",
        "            self._write(frames.close(code, reason))\n",
        "            self._send(frames.close(code, reason))\n",
    ),
    prise(
        "who does not answer a close stays", "        self.loop.later(time.monotonic() + LINGER, self)\n", ""
    ),
    prise(
        "what follows a wrong frame is heard",
        "            self.deaf = True\n",
        "            pass\n",
        f"{UNIT}/test_frames.py",
    ),
    prise(
        "a close is answered with another code",
        "self._write(frames.close(code))",
        "self._write(frames.close(frames.NORMAL))",
        f"{UNIT}/test_frames.py",
    ),
    prise(
        "who is gone holds what waited for it",
        "            self.waiting = self.reader = None\n",
        "            self.reader = None\n",
    ),
    frame(
        "a text in parts has no bound",
        "        self._size += len(event.data.encode())\n",
        "        self._size = len(event.data.encode())\n",
    ),
    frame("empty parts are kept without bound", "        if event.data:  #", "        if event:  #"),
    frame(
        "binary passes for text",
        '                raise Broken(UNSUPPORTED, "text only")\n',
        "                continue\n",
    ),
    line(
        "a browser asks as much ahead as it likes",
        "        elif len(self.inbox) >= INBOX:\n",
        "        elif len(self.inbox) < 0:\n",
    ),
    line(
        "two of its questions are answered at once", "            if self.busy:\n                return\n", ""
    ),
    line("its last question is answered first", "words = self.inbox.pop(0)", "words = self.inbox.pop()"),
    line(
        "who asks a lot holds a thread all along", "        for _ in range(TURN):\n", "        while True:\n"
    ),
    line("who leaves gives no place back", "            self.left()\n", "            pass\n"),
    line(
        "who answers no ping stays",
        "        elif moment >= self.last_ping + self.server.ping_timeout:\n",
        "        elif moment < 0:\n",
    ),
    line(
        "it is closed without being told",
        "                self.send(packet.Packet(packet.CLOSE))\n",
        "                pass\n",
    ),
    room(
        "small rooms overtake big ones",
        "(len(here) <= INLINE and not self.telling.busy)",
        "len(here) <= INLINE",
    ),
    room(
        "who posts waits until a crowd is told",
        "            self.telling.put(told)\n",
        "            self._deliver([told])\n",
    ),
    room("what is told twice in a row is written twice", "(other.namespace, other.room, other.skip)", "()"),
    room(
        "two rooms are told together",
        "        return (self.namespace, self.room, self.skip) == (",
        "        return True or () == (",
    ),
    room("who says it hears it", "            if sid in skip:\n", "            if sid is skip:\n"),
    room(
        "who leaves stays in its rooms",
        "            for room in self.held.pop(sid, ()):\n",
        "            for room in ():\n",
    ),
    room(
        "people who come together lose a room",
        "        self.changing = threading.RLock()\n",
        "        self.changing = threading.Semaphore(1_000_000)\n",
    ),
    porter("one address takes every place", " or self.held[address] >= self.per_address:", ":"),
    porter("there is no limit in all", "self.inside >= self.most or ", ""),
    porter(
        "who leaves is still counted at the gate",
        "                self.porter.inside -= 1\n",
        "                pass\n",
        "tests/socle/test_porter.py",
    ),
    porter(
        "mute sockets stay",
        "if moment - since > PATIENCE]:",
        "if moment - since > PATIENCE and moment < 0]:",
        "tests/socle/test_porter.py",
    ),
    porter("who waits for our answer passes for mute", " - asking()", "", "tests/socle/test_porter.py"),
    standard(
        "one person opens as many screens as they like",
        "        if len(_of_people[screen.compte_id]) >= most:\n",
        "        if most < 0:\n",
        f"{CROWD}::test_one_person_has_a_few_sockets",
    ),
    standard(
        "a narrowed right hangs up who keeps it",
        "            lost = set(things) - set(judge(compte_id, list(things)))\n",
        "            lost = set(things)\n",
    ),
    standard(
        "a narrowed right hangs up nobody",
        "            lost = set(things) - set(judge(compte_id, list(things)))\n",
        "            lost = set()\n",
    ),
    standard(
        "a narrowed right hangs up the whole house",
        "    elif type(event) in _narrowings:\n",
        "    elif type(event) is None:\n",
    ),
    standard(
        "a narrowed right closes rooms that it does not concern",
        "            for sid in {sid for number in lost for sid in things[number]}:\n",
        "            for sid in {sid for number in things if lost for sid in things[number]}:\n",
    ),
    standard(
        "who loses a right hears no reason",
        '    socketio.emit("raccroche", {"motif": motif}, to=sid, ignore_queue=True)\n',
        "",
        f"{REVOCATION}::test_who_was_hung_up_hears_why",
    ),
    standard(
        "who leaves is still counted in a fil",
        "            _leavings[kind](int(number))\n",
        "            pass\n",
        LISTENING,
    ),
    live(
        "what comes too early is read",
        "if screen.credit < 1 or (every and moment - screen.heard.get(name, -every) < every):",
        "if screen.credit < 1:",
    ),
    live("one asks at any pace", "    if screen.credit < 1 or (every", "    if (every", LISTENING),
    live(
        "who types asks the database each time",
        "    if kept != asked or time.monotonic() > until:\n",
        "    if asked is not None:\n",
    ),
    live(
        "a right kept for one fil opens another",
        "    if kept != asked or time.monotonic() > until:\n",
        "    if not kept or time.monotonic() > until:\n",
    ),
    live(
        "a right is kept for ever",
        "    if kept != asked or time.monotonic() > until:\n",
        "    if kept != asked:\n",
    ),
    live(
        "a session that ended still asks",
        "        hang_up_screen(screen.sid, SESSION)\n        raise Turned(NOBODY)\n",
        "        return\n",
        f"{REVOCATION}::test_a_session_that_ran_out_is_hung_up_at_the_next_question",
    ),
    live(
        "another site opens a socket with a cookie",
        '    elif request.headers.get("Origin") not in allowed_origins(current_app):\n',
        '    elif request.headers.get("Origin") == "":\n',
        f"{CONTRACT}::test_a_browser_enters_by_its_cookie_and_from_our_pages_only",
    ),
    of("echanges/fils/live.py", LISTENING)(
        "who may not answer is said to type", '    require("post", fetch(Fil, id=asked["fil_id"]))\n', ""
    ),
    rhythm(
        "a crowd that arrives makes a crowd of news",
        "            if moment - self.told.get(key, -self.seconds) < self.seconds:\n",
        "            if moment < 0:\n",
        "tests/socle/test_cadence.py",
        LISTENING,
    ),
    rhythm("the last number is never told", "            self.late.add(key)\n", "            pass\n"),
    rhythm(
        "what was told is remembered for ever",
        "            self.told = {key: at for key, at in self.told.items() if moment - at < self.seconds}\n",
        "            pass\n",
    ),
    of("socle/prises/__init__.py", END)(
        "browsers are not told that the process ends",
        '    socketio.emit("raccroche", {"motif": RESTART}, ignore_queue=True)\n',
        "",
    ),
    of("socle/prises/__init__.py", END)(
        "sockets stay open when the process ends",
        "        socket.prise.close(frames.RESTART, RESTART)\n",
        "        pass\n",
    ),
    of("socle/prises/__init__.py", "tests/socle/test_porter.py")(
        "who knocks while the process ends is let in", '    app.extensions["porter"].closed = True\n', ""
    ),
)
