"""What the gate and ``check --against`` share: a comparison of versions judged, as reports."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from poc_docs.checks.commit import Change
    from poc_docs.checks.finding import Finding
    from poc_docs.checks.signers import SigningPolicy
    from poc_docs.cli.reports import Report
    from poc_docs.plan.metadata import Signature
    from poc_docs.plan.model import Plan
    from poc_docs.repository.gate import Comparison, Touched


def judge(comparison: Comparison, *, errors_only: bool = False) -> list[Report]:
    """Give a report on each plan that differs; nothing else of the repository is judged.

    With ``errors_only`` advice is left out, and an error may be less well explained; there is one if there
    would be one without. Raises ``GitError`` and ``ConfigurationError``.
    """
    from poc_docs.checks.adoption import decides
    from poc_docs.checks.commit import Surroundings, judge_change
    from poc_docs.cli.adopting import changed_list_reports
    from poc_docs.cli.reports import Report
    from poc_docs.repository.adoption import AdoptionLookup
    from poc_docs.repository.configuration import read_policy
    from poc_docs.repository.gate import shown_name, touched_plans

    touched = touched_plans(comparison)
    read_policy(touched.settings)
    adoption = AdoptionLookup(comparison)
    lists = changed_list_reports(adoption)
    if not touched:
        return lists
    reader = _Reader(brief=errors_only)
    change = reader.change(touched)
    surroundings = Surroundings(
        common=lambda: _common(comparison, reader),
        others=partial(_others, comparison, touched),
        policy=_policy(comparison),
        authors=_authors(comparison),
        agreed=partial(_agreed, comparison),
        adopted=lambda: decides(adoption.change),
    )
    found = judge_change(change, surroundings, errors_only=errors_only)
    unread = reader.unreadable(touched)
    found |= {path: [finding] for path, finding in unread.items()}
    texts = {path: plan.document.text for version in change.befores for path, plan in version.items()}
    texts |= {path: plan.document.text for path, plan in change.after.items()}
    texts |= {path: shown_despite(touched.after.get(path, b""), each) for path, each in unread.items()}
    reports = [Report(shown_name(path), texts.get(path, ""), found[path]) for path in sorted(found)]
    return [*lists, *reports]


class _Reader:
    """Reads plans from bytes, the same bytes once; if ``brief``, of a version before what rules ask for."""

    def __init__(self, *, brief: bool) -> None:
        self._known: dict[bytes, Plan | Finding] = {}
        self._brief = brief

    def change(self, touched: Touched) -> Change:
        from poc_docs.checks.commit import Change

        return Change(
            befores=tuple(self._befores(version) for version in touched.befores),
            after=self.plans(touched.after),
            unreadable=frozenset(self.unreadable(touched)),
            judged=touched.judged,
        )

    def plans(self, files: Mapping[str, bytes]) -> dict[str, Plan]:
        from poc_docs.plan.model import Plan

        read = {path: self._read(data) for path, data in files.items()}
        return {path: plan for path, plan in read.items() if isinstance(plan, Plan)}

    def _befores(self, files: Mapping[str, bytes]) -> dict[str, Plan]:
        brief = {path: plan for path, data in files.items() if self._brief and (plan := _front_matter(data))}
        found = brief | self.plans({path: data for path, data in files.items() if path not in brief})
        # Of two with one id the first is the version before, however they are read.
        return {path: found[path] for path in files if path in found}

    def unreadable(self, touched: Touched) -> dict[str, Finding]:
        """Give what stands after the change and is no plan's text, with the finding that says so."""
        from poc_docs.checks.finding import Finding

        read = {path: self._read(data) for path, data in touched.after.items() if path in touched.judged}
        found = {path: finding for path, finding in read.items() if isinstance(finding, Finding)}
        return found | {path: hidden(path) for path in touched.irregular}

    def _read(self, data: bytes) -> Plan | Finding:
        if data not in self._known:
            self._known[data] = _plan_or_finding(data)
        return self._known[data]


def _plan_or_finding(data: bytes) -> Plan | Finding:
    from poc_docs.checks import unreadable
    from poc_docs.plan.reading import read_plan
    from poc_docs.text.source import UnreadableTextError, decode

    try:
        return read_plan(decode(data))
    except UnreadableTextError as error:
        return unreadable(error)


def shown_despite(data: bytes, finding: Finding) -> str:
    """Give the text of a file that is not UTF-8, so that its line can be shown; nothing otherwise."""
    from poc_docs.text.source import readable_part

    return readable_part(data) if finding.span.end else ""


def _front_matter(data: bytes) -> Plan | None:
    """Read a version before no further than its front matter, or give None where rules ask for more."""
    from poc_docs.checks.transitions import front_matter_is_enough
    from poc_docs.plan.reading import read_identity

    plan = read_identity(data)
    return plan if plan and front_matter_is_enough(plan) else None


def hidden(path: str) -> Finding:
    """Give the finding on a path behind which plans could hide from the gate."""
    from poc_docs.checks import unreadable
    from poc_docs.repository.places import PLANS
    from poc_docs.text.source import UnreadableTextError

    if path.partition("/")[0] == PLANS:
        message = "a plan must be an ordinary file in a folder, not a link or a submodule, nor behind one"
        return unreadable(UnreadableTextError(message, advice="commit the files themselves"))
    message = f"the folder of the plans is called {PLANS}/, and some disks take this one for the same"
    return unreadable(UnreadableTextError(message, advice=f"move the file to {PLANS}/, or elsewhere: git mv"))


def _policy(comparison: Comparison) -> SigningPolicy:
    from poc_docs.repository.configuration import FILE, read_policy
    from poc_docs.repository.gate import settings_before

    return read_policy(settings_before(comparison), f"{FILE} of the version before")


def _common(comparison: Comparison, reader: _Reader) -> tuple[dict[str, Plan], ...]:
    """Give the plans in the commits that all versions before come from."""
    from poc_docs.repository.commits import merge_bases
    from poc_docs.repository.gate import compare, touched_plans

    first, *others = comparison.befores
    shared = [base for each in others for base in merge_bases(comparison.root, first, each)]
    bases = tuple(dict.fromkeys(shared))
    # With the versions before, so that a plan which is still as it was in a base is not left out.
    touched = touched_plans(compare(comparison.root, (*bases, *comparison.befores), comparison.after))
    return tuple(reader.plans(version) for version in touched.befores[: len(bases)])


def _others(comparison: Comparison, touched: Touched, words: Collection[str] | None) -> dict[str, Plan]:
    from poc_docs.plan.reading import read_identity
    from poc_docs.repository.gate import other_plans

    read = {path: read_identity(data) for path, data in other_plans(comparison, touched, words).items()}
    return {path: plan for path, plan in read.items() if plan is not None}


def _authors(comparison: Comparison) -> Callable[[str, Signature], Collection[str]]:
    """Give who added a signature: the author of the next commit, or of those that were made."""
    root, after = comparison.root, comparison.after

    @cache
    def known() -> Mapping[tuple[str, Signature], list[str]]:
        from poc_docs.repository.signatures import authors_between

        return authors_between(root, comparison.befores, after) if after else {}

    def authors(identifier: str, signature: Signature) -> Collection[str]:
        if after:
            return known().get((identifier, signature), ())
        from poc_docs.repository.commits import author_of_next

        return (author_of_next(root),)

    return authors


def _agreed(comparison: Comparison, path: str, parameters: frozenset[str]) -> Plan | None:
    """Give the newest committed version of the plan at a path that has one of the fingerprints."""
    from poc_docs.plan.agreement.fingerprints import fingerprint
    from poc_docs.plan.model import Plan
    from poc_docs.repository.commits import file_versions

    read = (_plan_or_finding(data) for data in file_versions(comparison.root, comparison.befores[0], path))
    return next((plan for plan in read if isinstance(plan, Plan) and fingerprint(plan) in parameters), None)


def refused(reports: Iterable[Report]) -> list[Report]:
    """Give the reports with errors: advice refuses nothing."""
    return [report for report in reports if report.errors]
