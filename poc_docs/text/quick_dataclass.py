"""``dataclass`` as the standard library has it, whose definition takes a quarter of the time.

The standard library writes and compiles six methods for each frozen class. The hook defines a hundred
classes, and would need more time for that than for the plan. Here only ``__init__`` is written for each;
comparing, hashing, showing, copying and refusing changes are the same functions for all.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass
else:

    def dataclass(cls: Any = None, /, **options: bool) -> Any:
        """Do what ``dataclasses.dataclass`` does; quickly so where the class is frozen and has slots."""
        if cls is None:
            return lambda each: dataclass(each, **options)
        kw_only = options.pop("kw_only", False)
        if options != {"frozen": True, "slots": True}:
            return dataclasses.dataclass(cls, kw_only=kw_only, **options)
        return _frozen(cls, kw_only=kw_only)


__all__ = ["dataclass"]

T = TypeVar("T")


def _frozen(cls: type[T], *, kw_only: bool) -> type[T]:
    made: Any = dataclasses.dataclass(cls, init=False, repr=False, eq=False, slots=True, kw_only=kw_only)
    fields = dataclasses.fields(made)
    made.__init__ = _initialiser(
        fields, "self.__post_init__()" if hasattr(made, "__post_init__") else "return"
    )
    made.__init__.__qualname__ = f"{made.__qualname__}.__init__"
    made._compared_values = attrgetter(*(field.name for field in fields if field.compare), "__class__")  # noqa: SLF001
    for name, method in _SHARED.items():
        if name not in cls.__dict__:
            setattr(made, name, method)
    return made  # type: ignore[no-any-return]


def _initialiser(fields: tuple[dataclasses.Field[Any], ...], rest: str) -> Callable[..., None]:
    """Write the one method that differs from class to class; ``rest`` is its last line."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_absent": dataclasses.MISSING}
    parameters: dict[bool, list[str]] = {False: [], True: []}
    lines = []
    for field in fields:
        name, default, value = field.name, "", field.name
        if field.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = field.default
            default = f"=_default_{name}"
        elif field.default_factory is not dataclasses.MISSING:
            known[f"_make_{name}"] = field.default_factory
            default, value = "=_absent", f"_make_{name}() if {name} is _absent else {name}"
        if field.init:
            parameters[bool(field.kw_only)].append(f"{name}{default}")
        elif default:
            known[name] = field.default  # so that the line below finds the default, or nothing
        else:
            continue  # __post_init__ sets it
        lines.append(f"_set(self, {name!r}, {value})")
    first = ["self", *parameters[False], *(["*", *parameters[True]] if parameters[True] else [])]
    body = "\n ".join([f"def __init__({', '.join(first)}):", *lines, rest])
    exec(body, known)  # noqa: S102 -- made of the names of fields alone
    written: Callable[..., None] = known["__init__"]
    return written


def _equal(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return self._compared_values(self) == self._compared_values(other)


def _hash(self: Any) -> int:
    return hash(self._compared_values(self))


def _show(self: Any) -> str:
    shown = (
        f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr
    )
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _refuse_to_set(self: object, name: str, value: object) -> None:  # noqa: ARG001
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> None:  # noqa: ARG001
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_SHARED = {
    "__eq__": _equal,
    "__hash__": _hash,
    "__repr__": _show,
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _restore,
}
