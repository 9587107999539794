"""The faults that are planted, and the tests that should see each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One change of the code that takes an effect away; ``tests`` are the files, or folders, to see it."""

    name: str
    path: str
    before: str
    after: str
    tests: tuple[str, ...]

    def planted(self, source: str) -> str:
        """The source with the fault."""
        return source.replace(self.before, self.after, 1)


def of(path: str, *tests: str):
    """The way to write the faults of one file: a name, what stands there, what is planted instead."""

    def fault(name: str, before: str, after: str, *others: str) -> Fault:
        return Fault(name, path, before, after, others or tests)

    return fault
