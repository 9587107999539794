"""Looking at a page as somebody, at the widths and in the themes of this run."""

from itertools import product

from tests.navigateur.pages import EMPTY, FULL
from tests.tirage import draw

SCREENS = {360: 740, 768: 1024, 1280: 900, 1920: 1080}
EVERY_TIME = [("light", 360), ("light", 1280)]
MODES = list(product(("light", "dark"), SCREENS))
OTHERS = [mode for mode in MODES if mode not in EVERY_TIME]
# What a new width sets moving comes to rest.
SETTLE = "document.getAnimations().forEach((one) => { try { one.finish(); } catch { /* it never ends */ } })"
# A look is a person, an address, a theme and a width; those of the other modes may be drawn.
LOOKS = {(*page, *mode) for page, mode in product((*FULL, *EMPTY), EVERY_TIME)} | set(
    draw(
        [(*page, *mode) for page, mode in product((*FULL, *EMPTY), OTHERS)], 40, keeping=lambda look: look[2:]
    )
)


def people(pages) -> list[str | None]:
    """Those who look at these pages."""
    return list(dict.fromkeys(name for name, _ in pages))


def broken(page_for, axe, name: str | None, pages, **where) -> list[str]:
    """What axe reproaches to what a person sees; pages wider than their screen, or that are not there."""
    found = []
    for theme in ("light", "dark"):
        seen = {
            path: [width for width in SCREENS if (name, path, theme, width) in LOOKS]
            for who, path in pages
            if who == name
        }
        page = page_for(name, color_scheme=theme, **where.get("options", {}))
        for path, widths in seen.items():
            there = path.format(**where.get("ids", {}))
            said = reproaches(page, axe, there, widths) if widths else []
            found += [f"{there} ({name}, {theme}): {one}" for one in said]
    return found


def reproaches(page, axe, path: str, widths: list[int]) -> list[str]:
    """The page is loaded once, then the screen takes each width."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": SCREENS[width]})
        answer = page.goto(path) if width == widths[0] else None
        if answer and answer.status >= 400 and "rien" not in path and "n-existe-pas" not in path:
            found.append(f"answered {answer.status}")
        page.evaluate(SETTLE)
        found += [f"at {width}: {said}" for said in axe(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"wider than a screen of {width}")
    return found
