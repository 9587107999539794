"""Tables as French readers write them: Markdown, commas, a space before thousands."""

from collections.abc import Sequence

Cell = str | float | int | None


def told(value: Cell) -> str:
    """« 12,3 », « 1 204 », « — » for what was not measured."""
    if value is None or value != value:
        return "—"
    if isinstance(value, str):
        return value
    if isinstance(value, int) or abs(value) >= 100:
        return f"{round(value):,}".replace(",", " ")
    return f"{value:.2f}".replace(".", ",") if abs(value) < 10 else f"{value:.1f}".replace(".", ",")


def table(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """A Markdown table, aligned so that it is read in a terminal too; numbers to the right."""
    cells = [list(head), *([told(value) for value in row] for row in rows)]
    widths = [max(len(row[n]) for row in cells) for n in range(len(head))]
    lines = [" | ".join(_put(cell, widths[n], n) for n, cell in enumerate(row)) for row in cells]
    rule = "|".join("-" * (width + (2 if n else 1)) + (":" if n else "-") for n, width in enumerate(widths))
    return "\n".join([f"| {lines[0]} |", f"|{rule}|", *(f"| {line} |" for line in lines[1:])])


def _put(cell: str, width: int, column: int) -> str:
    return cell.rjust(width + 1) if column else cell.ljust(width)
