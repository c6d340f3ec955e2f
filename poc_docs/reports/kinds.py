"""The kinds of report there are, and how each is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.reports.drafts.architecture import architecture_draft
from poc_docs.reports.drafts.proposal import proposal_draft
from poc_docs.reports.drafts.roadmap import roadmap_draft
from poc_docs.reports.summary import summary_report
from poc_docs.reports.win import win_report

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from poc_docs.reports.report import Report
    from poc_docs.reports.subject import Subject

KINDS: Mapping[str, Callable[[Subject], Report]] = {
    "summary": summary_report,
    "win": win_report,
    "architecture": architecture_draft,
    "roadmap": roadmap_draft,
    "proposal": proposal_draft,
}
