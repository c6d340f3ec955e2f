"""A team's settings: ``[tool.poc-docs]`` in ``pyproject.toml`` at the top of the repository.

No setting switches a rule off; what can't be understood is an error, so that a misspelt one is not lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from poc_docs.checks.signers import SigningPolicy
from poc_docs.repository.places import CONFIGURATION
from poc_docs.text.quick_dataclass import dataclass
from poc_docs.text.source import MAXIMUM_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE = CONFIGURATION
TABLE = "poc-docs"

TABLES = ("crm", "slack")
"""The tables below ours, each of which its own module reads."""

_KEY = r"""^\s*(?:[\w.-]+\.)?["']?{}["']?\s*="""
_HEADER = r"^\s*\[.*{}"

_NEAR = 0.75
"""How much a name may look like ours before it must be a slip of the pen."""


class ConfigurationError(Exception):
    """The settings can't be understood; the text begins with the place, ``advice`` is the way out."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.advice = advice


def present_settings(root: Path) -> bytes | None:
    """Give the bytes of the settings as they stand in the work tree, or None where there are none."""
    path = root / FILE
    return path.read_bytes() if path.is_file() else None


def read_policy(data: bytes | None, where: str = FILE) -> SigningPolicy:
    """Read the settings from the bytes of ``pyproject.toml``, or None where there is none.

    ``where`` says in messages which version of the file it is. Raises ``ConfigurationError``. Tables below
    ``[tool.poc-docs]`` are for those who use them to understand: a gate must not stop at them.
    """
    settings = read_settings(data, where)
    return _policy(settings) if settings else SigningPolicy()


@dataclass(frozen=True, slots=True)
class Settings:
    """The table ``[tool.poc-docs]`` with the text that it stands in; ``where`` is what messages call it."""

    text: str
    where: str
    table: dict[str, Any]

    def place(self, key: str) -> str:
        """Give file and line of a key, as far as they can be told."""
        return f"{self.where}:{_line_of(self.text, key, _KEY)}"


def read_settings(data: bytes | None, where: str = FILE) -> Settings | None:
    """Give ``[tool.poc-docs]`` from the bytes of ``pyproject.toml``, or None where there is none.

    Raises ``ConfigurationError`` for what is no TOML, and for a table that is called nearly as ours.
    """
    if data is None:
        return None
    import tomllib

    if len(data) > MAXIMUM_BYTES:
        raise ConfigurationError(f"{where} has more than {MAXIMUM_BYTES:,} bytes", "is this the right file?")
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
        tables = _tables(tomllib.loads(text))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{where} can't be read: {error}", "correct the file") from None
    _refuse_misspelt_table(text, where, tables)
    tools = tables.get("tool", {})
    if TABLE not in tools:
        return None
    if not isinstance(tools[TABLE], dict):
        raise ConfigurationError(f"{where}: tool.{TABLE} must be a table", f"write [tool.{TABLE}]")
    return Settings(text, where, tools[TABLE])


def _tables(table: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {name: value for name, value in table.items() if isinstance(value, dict)}


def _refuse_misspelt_table(text: str, where: str, tables: dict[str, dict[str, Any]]) -> None:
    """Refuse a table at the top, or right below one there, that is called nearly as ours."""
    below = [(f"{top}.", name) for top, table in tables.items() for name in _tables(table)]
    for prefix, name in [*(("", name) for name in tables), *below]:
        if (prefix, name) != ("tool.", TABLE) and _is_near(name):
            line = _line_of(text, name, _HEADER)
            raise ConfigurationError(f"{where}:{line}: [{prefix}{name}]", f"did you mean [tool.{TABLE}]?")


def _is_near(name: str) -> bool:
    import difflib

    return difflib.SequenceMatcher(None, TABLE, name.casefold()).ratio() >= _NEAR


def _policy(settings: Settings) -> SigningPolicy:
    values: dict[str, Any] = {}
    for key, value in settings.table.items():
        if key in TABLES and isinstance(value, dict):
            continue
        at = settings.place(key)
        if key not in _KEYS:
            raise ConfigurationError(f"{at}: [tool.{TABLE}] has no key {key!r}", _nearest(key))
        attribute, read, kind = _KEYS[key]
        try:
            values[attribute] = read(value)
        except ValueError:
            raise ConfigurationError(f"{at}: {key!r} must be {kind}", f"write {key} = {kind}") from None
    return SigningPolicy(**values)


def _nearest(key: str) -> str:
    from poc_docs.text.spelling import did_you_mean

    known = (*_KEYS, *TABLES)
    return did_you_mean(key, known).strip() or f"the keys are {', '.join(known)}"


def _line_of(text: str, name: str, form: str) -> int:
    """Give the line that looks like the one of ``name``; the reader of TOML does not tell."""
    pattern = re.compile(form.format(re.escape(name)))
    lines = text.splitlines()
    return next((number for number, line in enumerate(lines, 1) if pattern.search(line)), 1)


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise ValueError
    if not all(isinstance(name, str) and name.strip() for name in value):
        raise ValueError
    return tuple(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError  # noqa: TRY004 -- a setting of another kind, not a mistake of the program
    return value


def _by_commit(value: Any) -> bool:
    if value != "git":
        raise ValueError
    return True


_KEYS: dict[str, tuple[str, Callable[[Any], Any], str]] = {
    "vendor_signers": ("vendor_signers", _names, '["Ines Falk", "Marek Dvorak"]'),
    "vendor_signer_is_not_sales_engineer": ("not_the_sales_engineer", _flag, "true"),
    "signatures": ("by_own_commit", _by_commit, '"git"'),
}
"""Every key with the attribute it becomes, how it is read, and an example of its kind."""
