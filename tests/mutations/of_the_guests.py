"""Faults of what is drawn once for everybody: pages kept for guests, and fragments."""

from .faults import Fault, of

page = of("socle/guests.py", "tests/socle/test_guests.py")
head = of("socle/database.py", "tests/socle/test_guests.py")
fragment = of("socle/fragments.py", "tests/socle/test_fragments.py")
security = of("socle/security.py", "tests/socle/test_guests.py")
KEY = "(address, turned, int(now().timestamp()) // 60)"
NAMES = '("wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT")'

FAULTS: tuple[Fault, ...] = (
    page("a guest reads what was true before", KEY, "(address, 0, int(now().timestamp()) // 60)"),
    page("a guest reads « il y a une minute » all day", KEY, "(address, turned, 0)"),
    page("two questions have one answer", NAMES, NAMES.replace('"QUERY_STRING", ', "")),
    page("two hosts have one page", NAMES, NAMES.replace('"HTTP_HOST", ', "")),
    page("a program is answered a page", NAMES, NAMES.replace(', "HTTP_ACCEPT"', "")),
    page("links of a kept page lead elsewhere", NAMES, NAMES.replace('"SCRIPT_NAME", ', "")),
    page("links of a kept page lose their lock", NAMES, NAMES.replace('"wsgi.url_scheme", ', "")),
    page(
        "who is signed in is shown the page of guests",
        'SAYS_WHO = ("HTTP_COOKIE", "HTTP_AUTHORIZATION")',
        'SAYS_WHO = ("HTTP_AUTHORIZATION",)',
    ),
    page(
        "who shows a token is shown the page of guests",
        'SAYS_WHO = ("HTTP_COOKIE", "HTTP_AUTHORIZATION")',
        'SAYS_WHO = ("HTTP_COOKIE",)',
    ),
    page("a page that leaves a cookie is shared", ' and "Set-Cookie" not in told', ""),
    page("what is somebody's is shared", 'told.get("Cache-Control") == EVERYBODY', "True"),
    page("a refusal is kept", 'status == "200 OK" and ', ""),
    page("what is no page is kept", 'status == "200 OK" and html and', 'status == "200 OK" and'),
    page("kept pages have no bound", "getsizeof=_weight)", "getsizeof=lambda page: 1)"),
    page("an address weighs more than its page", " if sum(map(len, address)) <= LONGEST else None", ""),
    page("who holds a page is sent it again", "    if page.etag in parse_etags", '    if "" in parse_etags'),
    page("who holds an old page keeps it", "blake2b(body, digest_size=12)", "blake2b(digest_size=12)"),
    page("who refuses gzip is sent it", '.quality("gzip") > 0', '.quality("gzip") >= 0'),
    page(
        "kept pages are sent whole",
        "    body = page.gzipped if small else page.body\n",
        "    small = False\n    body = page.body\n",
    ),
    page("a cache on the way mixes who reads gzip", '        told.add("Vary", "Accept-Encoding")\n', ""),
    page(
        "writers turn nothing without their database",
        "        if turned is None:\n",
        "        if turned is address:\n",
    ),
    head(
        "a head opened again says what it said",
        "                return self._times, self",
        "                return 0, self",
    ),
    head(
        "a head that fails stays",
        "                self._line = None\n                return None\n",
        "                return 0\n",
    ),
    security("a page with a form is everybody's", " and not session.modified", ""),
    security("what a cookie was read for is everybody's", "return unknown and read and", "return read and"),
    fragment("fragments have no bound", "LRUCache(weight, getsizeof=len)", "LRUCache(weight)"),
    fragment("a fragment too heavy breaks its page", " and len(drawn) <= self._kept.maxsize", ""),
    fragment(
        "a fragment is drawn each time",
        "        return self.kept(key) or self.draw(key, thing)\n",
        "        return self.draw(key, thing)\n",
    ),
    fragment(
        "another database shows what the last one said",
        "            self._kept.clear()\n",
        "            pass\n",
    ),
    fragment(
        "what is drawn once is drawn each time",
        "return _kind(template, name).of(thing, thing)",
        "return _kind(template, name).sketch(thing)",
    ),
    of("socle/rangees.py", "tests/socle/test_rangees.py")(
        "a head takes what a person wrote for what a macro did",
        "ENTETES.of((head, _written((title, kicker, lead, *head.facts))), head)",
        "ENTETES.of(head, head)",
    ),
    of("socle/templating.py", "tests/socle/test_fragments.py")(
        "a fragment knows who looks",
        "    return Markup(current_app.jinja_env.get_template(template).render(shown))\n",
        "    return Markup(render_template(template, **shown))\n",
    ),
    of("echanges/fils/fragments.py", "tests/socle/test_fragments.py")(
        "a page draws what was drawn", "kept = MESSAGES.kept_of(keys)", "kept = [None for _ in keys]"
    ),
    of("echanges/fils/fragments.py", "tests/echanges/fils/test_posting.py")(
        "words never sent are shown for the next ones",
        "    html = MESSAGES.sketch(message)\n",
        "    html = drawn(message)\n",
    ),
    of("echanges/fils/fragments.py", "tests/socle/test_fragments.py", "tests/echanges")(
        "what was said is drawn again for the page",
        "return MESSAGES.keep(*said) if said",
        "return said[1] if said",
    ),
    of("portail/accueil/fragments.py", "tests/portail/accueil/test_exemple.py")(
        "the example outlives its doors",
        "key = (done.id, done.titre, done.etat, done.acces, ",
        "key = (done.id, done.titre, done.etat, ",
    ),
    of("portail/accueil/fragments.py", "tests/portail/accueil/test_exemple.py")(
        "the example says somebody's words", "if _words(said) else said", 'if said["label"] == "" else said'
    ),
)
