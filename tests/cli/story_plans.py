"""What plans say, read without the package, and what people are known to have said to them.

Nothing here computes a fingerprint: which text one stands for is learnt when somebody signs with the command.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Texts = Mapping[str, str]
    Item = dict[str, Any]

STATUSES = ("Planning", "Active", "Complete")
PARTIES = {"vendor", "prospect"}
SLIPS = ({"dispatchers", "dispatchres"}, {"vehicles", "vehicels"})
"""The only words that a story may spell anew without a signature."""

LABELS = ("Objective", "Scope", "Duration", "Decision date")
CRITERION = {"Criterion": "text", "Measurement": "measurement", "Target": "target", "Weight": "weight"}
RESULT = {"Result": "result", "Status": "status", "Note": "note"}
DECISION = {"Outcome": "outcome", "Decided on": "decided on", "Reason": "reason"}
UNCONFIRMED = {"decided on", "reason"}


@dataclass(frozen=True, slots=True)
class Said:
    """What a plan says: its front matter, the texts that are signed, and its results with the decision."""

    front: Item
    signed: Texts
    results: Texts

    @property
    def id(self) -> str:
        return str(self.front["id"])

    @property
    def status(self) -> str:
        return str(self.front["status"])

    @property
    def signatures(self) -> list[Item]:
        return list(self.front.get("signatures", ()))

    @property
    def amendments(self) -> list[Item]:
        return [link for link in self.front.get("amendments", ()) if link.get("correct") != "true"]

    @property
    def corrections(self) -> list[Item]:
        return [link for link in self.front.get("amendments", ()) if link.get("correct") == "true"]


def read(text: str) -> Said:
    """Read a plan of a story; anything that does not look like one raises."""
    _, head, body = text.split("---\n", 2)
    front = yaml.load(head, yaml.BaseLoader)  # noqa: S506 -- BaseLoader builds strings only
    overview, decision = section(body, "## POC Overview"), section(body, "### Decision")
    signed = {label: labelled(overview, label) for label in LABELS}
    for row in rows(section(body, "## Success Criteria")):
        signed |= {f"criterion {row['#']} {part}": row[column] for column, part in CRITERION.items()}
    for row in rows(section(body, "## Decision Framework")):
        signed[f"outcome {row['Outcome'].strip('*')} criteria"] = row["Criteria"]
        signed[f"outcome {row['Outcome'].strip('*')} next step"] = row["Next Step"]
    results = {part: labelled(decision, label) for label, part in DECISION.items()}
    for row in rows(section(body, "## Results (Post-POC)")):
        results |= {f"{part} {row['#']}": row.get(column, "") for column, part in RESULT.items()}
    return Said(front, without_blanks(signed), without_blanks(results))


def section(body: str, heading: str) -> str:
    return body.partition(f"\n{heading}\n")[2].partition("\n#")[0]


def labelled(text: str, label: str) -> str:
    found = re.search(rf"^(?:- )?\*\*{label}:\*\* (.*)$", text, re.MULTILINE)
    return found[1] if found else ""


def rows(text: str) -> list[dict[str, str]]:
    lines = [
        [cell.strip() for cell in line[1:-1].split("|")] for line in text.splitlines() if line[:1] == "|"
    ]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[2:]]


def without_blanks(texts: Texts) -> Texts:
    return {where: text for where, text in texts.items() if text}


def undone(texts: Texts, links: Iterable[Item]) -> list[Texts]:
    """Give the texts before, between and after ``links``; each link has to name what truly stood there."""
    steps = [texts]
    for link in reversed(list(links)):
        before = dict(steps[0])
        for change in reversed(link["changes"]):
            assert before.get(change["where"], "") == change["to"], "an amendment names what never stood"
            before[change["where"]] = change["from"]
        steps.insert(0, without_blanks(before))
    return steps


def is_spelling(one: Texts, other: Texts) -> bool:
    """Say whether nothing differs but words that a story may spell anew."""
    if one.keys() != other.keys():
        return False
    words = [(one[where].split(), other[where].split()) for where in one]
    return all(len(a) == len(b) for a, b in words) and all(
        a == b or {a.casefold(), b.casefold()} in SLIPS
        for before, after in words
        for a, b in zip(before, after, strict=True)
    )


def key_of(texts: Texts) -> str:
    return repr(sorted(texts.items()))


@dataclass
class Memory:
    """What people said with the commands, and what main has held so far."""

    meant: dict[str, str] = field(default_factory=dict)
    """Which texts a fingerprint stands for, by what the file said when it was signed."""
    words: list[Item] = field(default_factory=list)
    """Every signature that the commands wrote."""

    def signed(self, before: Said, after: Said) -> None:
        """Remember the signatures that a command wrote on what the file says now."""
        for word in after.signatures[len(before.signatures) :]:
            self.words.append(word)
            if "parameters" in word:
                self.learn(word["parameters"], after.signed)
            else:
                self.learn(word["results"], confirmed(after.signed, after.results))

    def learn(self, fingerprint: str, texts: Texts) -> None:
        known = self.meant.setdefault(fingerprint, key_of(texts))
        assert known == key_of(texts), "one fingerprint stands for two texts"

    def agreed_on(self, said: Said, texts: Texts, below: int = -1, since: str = "") -> int | None:
        """Give the place in the list at which both parties had agreed to ``texts``, or None if they have not.

        Only signatures count that a command wrote, ``below`` a place in the list, dated ``since`` or later.
        """
        parties: set[str] = set()
        for place, word in enumerate(said.signatures):
            means = self.meant.get(word.get("parameters") or word["results"])
            if place > below and word in self.words and means == key_of(texts) and word["date"] >= since:
                parties.add(word["party"])
                if parties == PARTIES:
                    return place
        return None


@dataclass(frozen=True, slots=True)
class Chain:
    """Where amendments or corrections begin, how many are settled, and of what kinds they are."""

    start: Texts
    settled: int
    kinds: set[str]


def lawful(said: Said, memory: Memory) -> tuple[Chain, Chain]:
    """Assert what a plan on main must keep, and give its amendments and corrections."""
    assert said.status in STATUSES
    if said.status == "Planning":
        return Chain({}, 0, set()), Chain({}, 0, set())
    amendments = amended(said, memory)
    if said.status == "Complete":
        assert "open" not in amendments.kinds, "Complete with an open amendment"
    return amendments, corrected(said, memory)


def amended(said: Said, memory: Memory) -> Chain:
    steps = undone(said.signed, said.amendments)
    place = memory.agreed_on(said, steps[0])
    assert place is not None, "work started on a text that not both parties signed"
    signed, settled = steps[0], 0
    kinds: set[str] = set()
    for number, (link, (before, after)) in enumerate(zip(said.amendments, pairwise(steps), strict=True)):
        assert settled == number, "an amendment follows one that is open"
        assert before != after, "an amendment changes nothing"
        if link.get("editorial") == "true":
            assert is_spelling(before, after), "an editorial amendment changes more than spelling"
            assert is_spelling(signed, after), "editorial amendments add up to more than spelling"
            settled, kinds = number + 1, kinds | {"editorial"}
            continue
        back = after in steps[: number + 1]
        later = memory.agreed_on(said, after, place, link["date"] if back else "")
        kinds |= {"open" if later is None else "settled"} | ({"back again"} if back else set())
        if later is not None:
            signed, settled, place = after, number + 1, later
    return Chain(steps[0], settled, kinds)


def corrected(said: Said, memory: Memory) -> Chain:
    steps, settled = undone(said.results, said.corrections), 0
    place = -1
    for number, (link, after) in enumerate(zip(said.corrections, steps[1:], strict=True)):
        assert settled == number, "a correction follows one that is open"
        back = after in steps[: number + 1]
        since = link["date"] if back else ""
        later = memory.agreed_on(said, confirmed(said.signed, after), place, since)
        if later is not None:
            settled, place = number + 1, later
    return Chain(steps[0], settled, {"corrected"} if settled else set())


def confirmed(signed: Texts, results: Texts) -> Texts:
    """Give what a signature on results stands for."""
    return {**signed, **{where: text for where, text in results.items() if where not in UNCONFIRMED}}


def lost(before: Said, after: Said, memory: Memory) -> list[str]:
    """Give what of a plan's record on main was not kept."""
    rest = iter(after.signatures)
    signatures = all(any(one == other for other in rest) for one in before.signatures)
    kept = {"a signature": signatures}
    if before.status != "Planning":
        old, new = lawful(before, memory), lawful(after, memory)
        kept |= {
            "the start": (before.front["started"], old[0].start) == (after.front["started"], new[0].start),
            "an amendment": begins_with(after.amendments, before.amendments[: old[0].settled]),
            "a correction": begins_with(after.corrections, before.corrections[: old[1].settled]),
            "the results": before.status == "Active" or new[1].start == old[1].start,
        }
    return [what for what, is_kept in kept.items() if not is_kept]


def begins_with(new: list[Item], old: list[Item]) -> bool:
    return new[: len(old)] == old
