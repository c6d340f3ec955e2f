"""The team's settings about its chat: ``[tool.poc-docs.slack]`` in ``pyproject.toml``. See ``docs/chat.md``.

The address of a webhook is no setting: whoever can read the repository could write to the channel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.running.channel import PATTERN, fault_of
from poc_docs.repository.configuration import FILE, ConfigurationError, present_settings, read_settings

if TYPE_CHECKING:
    from poc_docs.repository.workspace import Workspace

TABLE = "slack"
KEY = "channel"


def channel_pattern(workspace: Workspace) -> str:
    """Give the pattern of channel names as it stands in the work tree; raises ``ConfigurationError``."""
    return read_channel_pattern(present_settings(workspace.root))


def read_channel_pattern(data: bytes | None, where: str = FILE) -> str:
    """Read the pattern from the bytes of ``pyproject.toml``, or None where there is none.

    Raises ``ConfigurationError`` with the place.
    """
    settings = read_settings(data, where)
    table = settings.table.get(TABLE, {}) if settings else {}
    if not settings or not table:
        return PATTERN
    example = f'write {KEY} = "{PATTERN}"'
    if not isinstance(table, dict):
        raise ConfigurationError(f"{settings.place(TABLE)}: {TABLE!r} must be a table", example)
    for key in table:
        if key != KEY:
            secret = "; a webhook's address belongs into the environment" if "hook" in key else ""
            message = f"{settings.place(key)}: {key!r} is no key of {TABLE}"
            raise ConfigurationError(message, f"the key is {KEY}{secret}")
    pattern = table[KEY]
    if not isinstance(pattern, str):
        raise ConfigurationError(f"{settings.place(KEY)}: {KEY!r} must be a text", example)
    if fault := fault_of(pattern):
        raise ConfigurationError(f"{settings.place(KEY)}: {KEY!r}: {fault}", example)
    return pattern
