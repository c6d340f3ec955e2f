"""The criteria that plans used: how often each was agreed and met, with the targets that were set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.plan.vocabulary import Kind, Verdict
from poc_docs.portfolio.criteria_use import MOST_COMPARED, look_alikes, used_criteria
from poc_docs.site.badges import NONE, quiet, verdict_badge
from poc_docs.site.frame import page
from poc_docs.site.markup import Content, Html, block, element, join
from poc_docs.site.percent import share_of
from poc_docs.site.registers.named import Layout, command, folded_list, folded_table, plan_name, sentence
from poc_docs.site.tables import stacked, table
from poc_docs.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from poc_docs.portfolio.criteria_use import Use, UsedCriterion
    from poc_docs.site.view import View

CRITERIA = "registers/criteria.md"
"""The page's path."""

_COLUMNS = ("Criterion", "Targets", "Agreed", "Met", "Plans")
_NO_KIND = "No kind"
_PLANS, _TARGETS, _PAIRS = 4, 3, 12


def criteria_page(view: View) -> str:
    """Give the page as Markdown."""
    left_out = {each.path for each in view.metrics.left_out}
    counted_plans = [(of.entry, of.at) for of in view.plans if of.entry.path not in left_out]
    used = used_criteria(counted_plans, view.edition.ready)
    parts = _parts(view, used) if used else iter([block(_nothing())])
    return page(view.edition, "Criteria in use", parts, hide=["toc"])


def _nothing() -> Html:
    return sentence(
        "No plan has criteria yet. ", command("poc-docs criteria"), " lists ready ones to begin with."
    )


def _parts(view: View, used: Sequence[UsedCriterion]) -> Iterator[str]:
    by_kind = {kind: [each for each in used if each.kind is kind] for kind in (*Kind, None)}
    yield block(
        *_head(view), table("By kind", ("Kind", "Criteria", "In plans", "Passed"), _kinds(view, by_kind))
    )
    for kind, found in by_kind.items():
        if found:
            title = _title(kind)
            yield f"## {title}\n"
            layout = Layout(title, _COLUMNS, "poc-docs-used")
            yield block(folded_table(layout, found, lambda each: _cells(view, each)))
    yield from _alike(used)


def _title(kind: Kind | None) -> str:
    return kind.value.capitalize() if kind else _NO_KIND


def _head(view: View) -> Iterator[Html]:
    yield sentence(
        "Two criteria are one here if they have one kind and the same text, or the name of the same ready "
        "criterion. Agreed is one whose plan, as it stands, both parties signed. Met is Pass, of the "
        "verdicts in Complete plans: those of the pass rate of ",
        command("poc-docs metrics"),
        ".",
    )
    left = len(view.metrics.left_out)
    if left:
        have = "has errors or no status, and counts" if left == 1 else "have errors or no status, and count"
        yield sentence(f"{counted(left, 'plan')} {have} for nothing here.")


def _kinds(view: View, by_kind: dict[Kind | None, list[UsedCriterion]]) -> Iterator[Sequence[Content]]:
    rates = view.metrics.whole.pass_rate_by_kind
    for kind, found in by_kind.items():
        uses = sum(len(each.uses) for each in found)
        yield [_title(kind), f"{len(found)}", f"{uses}", share_of(rates[kind].passed)]
    everything = [each for found in by_kind.values() for each in found]
    passed = share_of(view.metrics.whole.pass_rate.passed)
    yield [
        element("strong", "All"),
        f"{len(everything)}",
        f"{sum(len(each.uses) for each in everything)}",
        passed,
    ]


def _cells(view: View, each: UsedCriterion) -> Sequence[Content]:
    ready = [quiet("a ready criterion")] if each.is_ready else []
    ways = each.measurements
    measured = [quiet(ways[0][0])] if len(ways) == 1 else [_ways(ways)] if ways else []
    return [
        stacked(each.name, *ready, *measured),
        _targets(each.targets),
        f"{each.agreed} of {len(each.uses)}",
        share_of(each.met) if each.met.denominator else NONE,
        folded_list([_use(view, use) for use in each.uses], _PLANS),
    ]


def _ways(ways: Sequence[tuple[str, int]]) -> Html:
    said = element("summary", f"measured in {len(ways)} ways")
    return element("details", said, folded_list(_times(ways), _PAIRS), class_="poc-docs-folded")


def _targets(targets: Sequence[tuple[str, int]]) -> Content:
    if not targets:
        return NONE
    return targets[0][0] if len(targets) == 1 else folded_list(_times(targets), _TARGETS)


def _times(texts: Sequence[tuple[str, int]]) -> list[Content]:
    """Give texts with how often each stands, where that is more than once."""
    return [join([text, quiet(f" in {number} plans")]) if number > 1 else text for text, number in texts]


def _use(view: View, use: Use) -> Html:
    """Give a plan with the verdict; one that is not final is the verdict up to now."""
    verdict: Verdict | None = use.standing.verdict
    name = plan_name(view, CRITERIA, use.entry.path, section="criteria")
    so_far = Html(" ") if use.is_final or verdict is None else quiet(" so far")
    return join([name, Html(" "), verdict_badge(verdict), so_far])


def _alike(used: Sequence[UsedCriterion]) -> Iterator[str]:
    if len(used) > MOST_COMPARED:
        said = f"Look-alikes are not sought among {len(used)} criteria."
        yield block(sentence(quiet(said)))
        return
    pairs = look_alikes(used)
    if pairs:
        why = "These are counted apart. Where two mean the same, use one wording and one kind in all plans."
        items = [join([_with_kind(one), " – ", _with_kind(other)]) for one, other in pairs]
        yield "## Look alike\n"
        yield block(sentence(why), folded_list(items, _PAIRS))


def _with_kind(each: UsedCriterion) -> Html:
    return join([each.name, quiet(f" ({each.kind or 'no kind'})")])
