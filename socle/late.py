"""Libraries that few requests need, loaded by the first that does: the server starts without them."""

from importlib import import_module
from typing import Any


class Late:
    """``xlsxwriter = Late("xlsxwriter")`` stands for the module; its first attribute loads it.

    Raises ``ImportError`` then, as the import would have.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        return getattr(import_module(self._name), attribute)
