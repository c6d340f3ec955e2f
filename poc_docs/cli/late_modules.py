"""Modules that are loaded when something of them is first used, not when they are imported."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def loaded_when_used(*names: str) -> Iterator[None]:
    """Give a stand-in to whoever imports one of these modules meanwhile; from then on all get the module.

    ``importlib.util.LazyLoader`` is no help: before Python 3.12 the second import of a module loads it.
    """
    stand_ins = {name: _StandIn(name) for name in names if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            stand_in.leave(name)


class _StandIn(ModuleType):
    def leave(self, name: str) -> None:
        if sys.modules.get(name) is self:
            del sys.modules[name]

    def __getattr__(self, attribute: str) -> Any:
        name = self.__name__
        self.leave(name)
        return getattr(__import__(name), attribute)
