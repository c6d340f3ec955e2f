"""``dataclass`` as the standard library has it, whose definition takes a tenth of the time.

The standard library writes and compiles six methods for each frozen class, and makes each class with slots
twice. The hook defines a hundred classes, makes values of every other one, and would need more time for the
definitions than for the plan. Here a class gets its slots at once; its fields are looked at, and ``__init__``
is written, when one of them is first asked for. Comparing, hashing, showing, copying and refusing changes are
the same functions for all. A class with a ``ClassVar`` or an ``InitVar``, or with more methods of its own
than how it is shown, is left to the standard library. ``super()`` without arguments is not known here.
"""

from __future__ import annotations

import dataclasses
from contextlib import contextmanager
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from dataclasses import dataclass
else:

    def dataclass(cls: Any = None, /, **options: bool) -> Any:
        """Do what ``dataclasses.dataclass`` does; quickly so where the class has slots."""
        if cls is None:
            return lambda each: dataclass(each, **options)
        is_usual = options.get("slots") and options.keys() <= {"frozen", "slots", "kw_only"}
        if not is_usual or not _OURS.isdisjoint(cls.__dict__) or _has_other_annotations(cls):
            return _standard(cls, **options)
        return _made(cls, frozen=options.get("frozen", False), kw_only=options.get("kw_only", False))


__all__ = ["dataclass", "dataclasses_made_quickly"]

T = TypeVar("T")

_standard: Any = dataclasses.dataclass


@contextmanager
def dataclasses_made_quickly() -> Iterator[None]:
    """Give this ``dataclass`` to the modules that are imported meanwhile."""
    dataclasses.dataclass = dataclass
    try:
        yield
    finally:
        dataclasses.dataclass = _standard


def _has_other_annotations(cls: type) -> bool:
    """Say whether not all annotations are fields, or that can't be told: Python 3.14 looks at them late."""
    try:
        return any("ClassVar" in str(kind) or "InitVar" in str(kind) for kind in cls.__annotations__.values())
    except NameError:
        return True


def _made(cls: type[T], *, frozen: bool, kw_only: bool) -> type[T]:
    """Make a class with slots, and leave what it needs besides for when it is asked for."""
    cls.__doc__ = cls.__doc__ or cls.__name__
    own = cls.__annotations__
    inherited = {name for base in cls.__mro__[1:-1] for name in base.__dict__.get("__slots__", ())}
    kept = {name: value for name, value in cls.__dict__.items() if name not in own and name not in _ITS_OWN}
    shared = _SHARED | _FROZEN if frozen else _SHARED
    slots = tuple(name for name in own if name not in inherited)
    definition = {"__slots__": slots, "_defined": (cls, kw_only)}
    kind: Any = type(cls)
    made = kind(cls.__name__, cls.__bases__, {**_LATER, **shared, **kept, **definition})
    made.__qualname__ = cls.__qualname__
    return made  # type: ignore[no-any-return]


class _Later:
    """An attribute of a class that is there from its first use on."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type[Any]) -> Any:
        _describe(next(cls for cls in owner.__mro__ if cls.__dict__.get(self._name) is self))
        return getattr(owner if instance is None else instance, self._name)


def _describe(made: Any) -> None:
    """Look at the fields of the class as it was written, and note what the standard library would of them."""
    known = _fields(*made.__dict__["_defined"])
    fields = tuple(known.values())
    made.__dataclass_fields__ = known
    made.__dataclass_params__ = _PARAMETERS
    positional = tuple(field.name for field in fields if field.init and not field.kw_only)
    setattr(made, "__match_args__", positional)  # noqa: B010 -- an assignment is none to mypy
    made._compared_values = attrgetter(*(field.name for field in fields if field.compare), "__class__")  # noqa: SLF001
    made.__init__ = _initialiser(made, fields)
    made.__init__.__qualname__ = f"{made.__qualname__}.__init__"


def _fields(written: type, kw_only: bool) -> dict[str, dataclasses.Field[Any]]:  # noqa: FBT001
    """Give the fields by name, those of the bases first."""
    known: dict[str, Any] = {}
    for base in reversed(written.__mro__[1:-1]):
        known |= getattr(base, "__dataclass_fields__", {})
    for name, kind in written.__annotations__.items():
        given = written.__dict__.get(name, dataclasses.MISSING)
        field: Any = given if isinstance(given, dataclasses.Field) else dataclasses.field(default=given)
        if field.default.__class__.__hash__ is None:  # all values would share it, so the library refuses it
            raise ValueError(f"{written.__qualname__}.{name} must have a default_factory")
        field.name, field.type, field._field_type = name, kind, _KIND  # noqa: SLF001
        field.kw_only = kw_only if field.kw_only is dataclasses.MISSING else field.kw_only
        known[name] = field
    return known


def _initialiser(made: type, fields: tuple[dataclasses.Field[Any], ...]) -> Callable[..., None]:
    """Write the one method that differs from class to class.

    Where values of the class must not change, what it has for each slot sets it; an assignment is quicker.
    """
    is_frozen = made.__dict__.get("__setattr__") is _refuse_to_set
    known: dict[str, Any] = {"_absent": dataclasses.MISSING}
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
        if is_frozen:
            known[f"_set_{name}"] = getattr(made, name).__set__
        lines.append(f"_set_{name}(self, {value})" if is_frozen else f"self.{name} = {value}")
    first = ["self", *parameters[False], *(["*", *parameters[True]] if parameters[True] else [])]
    last = "self.__post_init__()" if hasattr(made, "__post_init__") else "return"
    body = "\n ".join([f"def __init__({', '.join(first)}):", *lines, last])
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


_LATER = {
    name: _Later(name)
    for name in (
        "__init__",
        "__dataclass_fields__",
        "__dataclass_params__",
        "__match_args__",
        "_compared_values",
    )
}


@dataclasses.dataclass(init=False, repr=False, eq=False)
class _Example:
    """Whatever the standard library notes of a class and its fields besides what is noted here."""

    field: int


_PARAMETERS = _Example.__dataclass_params__  # type: ignore[attr-defined]
_KIND = _Example.__dataclass_fields__["field"]._field_type  # type: ignore[attr-defined]  # noqa: SLF001
_ITS_OWN = frozenset({"__dict__", "__weakref__"})
"""What a class that is made anew must not take over from the one that was written."""
_SHARED: dict[str, Any] = {"__eq__": _equal, "__hash__": None, "__repr__": _show}
_FROZEN = {
    "__hash__": _hash,
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _restore,
}
_OURS = (_LATER.keys() | _SHARED.keys() | _FROZEN.keys()) - {"__repr__"}
"""What is written here for a class that has none of it."""
