"""Rules over many plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.checks.agreement import span_of
from poc_docs.checks.finding import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from poc_docs.plan.model import Plan


def ids_unique(plans: Mapping[str, Plan]) -> Iterator[tuple[str, Fault]]:
    """The id of a plan must be its own: no two plans may share one."""
    paths: dict[str, list[str]] = {}
    for path, plan in plans.items():
        if plan.id:
            paths.setdefault(plan.id, []).append(path)
    for identifier, sharing in paths.items():
        for path in sharing if len(sharing) > 1 else ():
            others = ", ".join(other for other in sharing if other != path)
            message = f"id {identifier!r} must be unique; it stands in {others} too"
            advice = "give the newer plan another id: what is signed does not depend on it"
            yield path, Fault(message, span_of(plans[path], "id"), advice)
