"""The faults that are planted, and the tests that should see each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One change of the code that takes an effect away; ``tests`` are the files that should see it."""

    name: str
    path: str
    before: str
    after: str
    tests: tuple[str, ...]

    def planted(self, source: str) -> str:
        """The source with the fault."""
        return source.replace(self.before, self.after, 1)


FAULTS: tuple[Fault, ...] = ()
