"""``poc-docs check`` where nothing has changed since all was good: said before click is loaded."""

from __future__ import annotations

import os
import time

from poc_docs.cli.summary import summary
from poc_docs.repository.unchanged import good_plans


def said_that_all_is_good() -> bool:
    """Print what ``check`` prints, if every plan in the current repository is known to be good; say whether.

    Where it is not, or that can't be told, nothing is printed, and the command itself answers.
    """
    try:
        plans = good_plans(_today())
        if plans:
            os.write(1, f"{summary(plans=plans)}\n".encode())
    except BrokenPipeError:  # nobody reads, and all is good all the same
        return True
    except Exception:  # noqa: BLE001 -- the command meets the same error, and says what to do about it
        return False
    return plans > 0


def _today() -> str:
    """Give today, or the day to take for it; raises ``ValueError`` for what is no day."""
    given = os.environ.get("POC_DOCS_TODAY")
    if not given:
        return time.strftime("%Y-%m-%d")
    import datetime as dt

    return str(dt.date.fromisoformat(given))
