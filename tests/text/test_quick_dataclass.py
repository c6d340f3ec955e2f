"""Our ``dataclass`` is the standard library's to all who use it."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any, ClassVar

import pytest

from poc_docs.text import quick_dataclass


def shapes(dataclass: Any) -> dict[str, type[Any]]:
    """Give classes of every shape that this project has, made by one of the two decorators."""

    @dataclass(frozen=True, slots=True)
    class Point:
        """A class without defaults."""

        x: int
        y: int

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Named:
        """A class with defaults of every sort."""

        name: str
        span: int = dataclasses.field(default=0, compare=False, repr=False)
        notes: list[str] = dataclasses.field(default_factory=list)
        derived: dict[str, int] = dataclasses.field(default_factory=dict, init=False, compare=False)
        fixed: int = dataclasses.field(default=7, init=False)

    @dataclass(frozen=True, slots=True)
    class Sum:
        """A class that works out a part of itself."""

        of: tuple[int, ...]
        total: int = dataclasses.field(init=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "total", sum(self.of))

    @dataclass(frozen=True, slots=True)
    class Inheriting(Point):
        """A class that adds to another, and says itself how it is shown."""

        z: int = 3

        def __repr__(self) -> str:
            return f"<{self.x} {self.y} {self.z}>"

    @dataclass(slots=True)
    class Changing:
        """A class that is not frozen."""

        x: int

    @dataclass(frozen=True, slots=True)
    class Doubled:
        """A class that fills itself in."""

        x: int

        def __init__(self, x: int) -> None:
            object.__setattr__(self, "x", 2 * x)

    @dataclass(frozen=True, slots=True)
    class Rounded:  # noqa: PLW1641 -- the decorator adds it
        """A class that says itself what is equal."""

        x: float = dataclasses.field(hash=False)

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Rounded) and round(self.x) == round(other.x)

    @dataclass(frozen=True, slots=True)
    class Shared:
        """A class with a value that is no field."""

        kinds: ClassVar[int] = 3
        x: int

    every = (Point, Named, Sum, Inheriting, Changing, Doubled, Rounded, Shared)
    return {each.__name__: each for each in every}


OURS, THEIRS = shapes(quick_dataclass.dataclass), shapes(dataclasses.dataclass)
ARGUMENTS: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("Point", (1, 2), {}),
    ("Point", (1,), {"y": 2}),
    ("Named", (), {"name": "Orléans"}),
    ("Named", (), {"name": "Orléans", "span": 4, "notes": ["a"]}),
    ("Sum", ((1, 2, 3),), {}),
    ("Inheriting", (1, 2), {}),
    ("Inheriting", (1, 2, 4), {}),
    ("Changing", (1,), {}),
    ("Doubled", (1,), {}),
    ("Rounded", (1.2,), {}),
    ("Shared", (1,), {}),
]
WRONG: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("Point", (1,), {}),
    ("Point", (1, 2, 3), {}),
    ("Named", ("Orléans",), {}),
    ("Named", (), {"name": "Orléans", "derived": {}}),
    ("Sum", ((1,),), {"total": 1}),
    ("Shared", (1,), {"kinds": 4}),
]


@pytest.mark.parametrize(("name", "values", "named"), ARGUMENTS)
def test_values_show_compare_and_hash_as_the_librarys_do(
    name: str, values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    ours, theirs = (shape[name](*values, **named) for shape in (OURS, THEIRS))
    assert repr(ours) == repr(theirs)
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert ours == OURS[name](*values, **named)
    assert ours != theirs
    assert [field.name for field in dataclasses.fields(ours)] == list(dataclasses.asdict(theirs))
    assert not hasattr(ours, "__dict__")
    assert ours.__match_args__ == theirs.__match_args__


@pytest.mark.parametrize(("name", "values", "named"), WRONG)
def test_wrong_arguments_are_refused_as_the_library_does(
    name: str, values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    for shape in (OURS, THEIRS):
        with pytest.raises(TypeError):
            shape[name](*values, **named)


def test_what_a_class_says_itself_holds_before_and_after_it_is_looked_at() -> None:
    doubled, rounded = OURS["Doubled"], OURS["Rounded"]
    assert repr(doubled(1)) == repr(THEIRS["Doubled"](1))
    assert doubled(3).x == 6
    assert {rounded(1.2), rounded(0.9)} == {rounded(1.0)}


def test_a_default_that_all_values_would_share_is_refused() -> None:
    @quick_dataclass.dataclass(slots=True)
    class Shared:
        notes: list[str] = []  # noqa: RUF012 -- what must not be

    with pytest.raises(ValueError, match=r"Shared\.notes"):
        Shared()


def test_equal_values_have_one_hash_and_others_differ() -> None:
    point = OURS["Point"]
    assert {point(1, 2), point(1, 2)} == {point(1, 2)}
    assert point(1, 2) != point(2, 1)
    assert point(1, 2) != OURS["Inheriting"](1, 2)
    with pytest.raises(TypeError):
        hash(OURS["Named"](name="a list can't be hashed"))


def test_what_is_not_compared_makes_no_difference() -> None:
    named = OURS["Named"]
    one, other = named(name="a", span=1), named(name="a", span=2)
    one.derived["known"] = 1
    assert one == other
    assert one != named(name="a", notes=["b"])


def test_each_value_has_a_list_of_its_own() -> None:
    one, other = (OURS["Named"](name="a") for _ in range(2))
    assert one.notes is not other.notes
    assert one.derived is not other.derived


def test_nothing_can_be_set_or_deleted() -> None:
    point = OURS["Point"](1, 2)
    with pytest.raises(dataclasses.FrozenInstanceError, match="x"):
        point.x = 3
    with pytest.raises(dataclasses.FrozenInstanceError, match="x"):
        del point.x
    changing = OURS["Changing"](1)
    changing.x = 2
    assert changing == OURS["Changing"](2)


def test_a_copy_with_a_change_is_a_new_value() -> None:
    named = OURS["Named"](name="a", span=4)
    assert dataclasses.replace(named, name="b") == OURS["Named"](name="b")
    assert dataclasses.replace(named, name="b").span == 4
    assert copy.deepcopy(named) == copy.copy(named) == named


@quick_dataclass.dataclass(frozen=True, slots=True)
class Sent:
    """A value that another process can be given."""

    x: int
    y: tuple[str, ...] = ()


def test_a_value_goes_to_another_process_and_back() -> None:
    assert pickle.loads(pickle.dumps(Sent(1, ("a",)))) == Sent(1, ("a",))  # noqa: S301 -- our own
