"""Which corrections of spelling pass without a signature, and which never do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poc_docs.plan.agreement.chain import chain_faults
from poc_docs.plan.agreement.dictionary import meant_words
from poc_docs.plan.agreement.editorial import editorial_links
from poc_docs.plan.agreement.fingerprints import fingerprint
from poc_docs.plan.agreement.spelling import is_slip, spelling_fault
from poc_docs.plan.agreement.state import AgreementState, agreement, is_agreed, open_amendment
from poc_docs.plan.decision import compute_outcome
from poc_docs.plan.reading import read_plan
from tests.plan.agreed_plan import AGREED, TEXT, amendment, both, plan_with

ALLOWED = """
    Recieve the orders of the day            -> Receive the orders of the day
    Load of the commitee                     -> Load of the committee
    Login of two plannners                   -> Login of two planners
    Acuracy of 40,000 orders                 -> Accuracy of 40,000 orders
    Managemant of the depots                 -> Management of the depots
    P95 at 500 RPS, mesured for 30 minutes   -> P95 at 500 RPS, measured for 30 minutes
    Orders of halden                         -> Orders of Halden
    2026-04-10 (steering comittee)           -> 2026-04-10 (steering committee)
    the \\[handbok\\](/handbook\\) of the site -> the \\[handbook\\](/handbook\\) of the site
"""

REFUSED = """
    P95 at 500 RPS               -> P95 at 400 RPS
    P95 at 500 RPS               -> P99 at 500 RPS
    within 12 minutes            -> within 12 seconds
    within 12 minuets            -> within 12 minutes
    more than 200 users          -> more then 200 users
    NOT included: pricing        -> NOW included: pricing
    without manual repair        -> with manual repair
    Included: two depots         -> Excluded: two depots
    load at least 40 vans        -> load at most 40 vans
    Two depots                   -> Two depot
    Typical load                 -> Atypical load
    Upload of the orders         -> Unload of the orders
    Login through Okta           -> Login through Azure
    Login through SAML           -> Login through SMAL
    Response < 200 ms            -> Response > 200 ms
    40 vans and trailers         -> 40 vans, trailers
    40 vans                      -> 40 vans and trailers
    Required in the shift        -> Requires in the shift
    mean of all runs             -> median of all runs
    before the shift begins      -> after the shift begins
    cannot be changed            -> can not be changed
    2026-04-10                   -> 2026-04-11
    1,5 million rows             -> 1.5 million rows
    in March                     -> in May
    the \\[plan\\](/a\\)             -> the \\[plan\\](/b\\)
    orders of the day            -> \\{orders\\} of the day
    tests of the network         -> rests of the network
    form the list                -> from the list
    All depots of the country    -> All depots of the county
    Limits on spending           -> Limits on sending
    existing orders              -> exiting orders
    Nodes that are unloaded      -> Nodes that are uploaded
    Orders that are charged      -> Orders that are changed
    Runs that were started       -> Runs that were stated
    Two tablets for each van     -> Two tables for each van
    signed by Tove Brandt        -> signed by Tove Brand
    Lieferung der Waren          -> Lieferant der Waren
    Logs of the refered orders   -> Logs of the refereed orders
    stering of the vans          -> steering of the vans
"""


def rows(table: str) -> list[list[str]]:
    return [[side.strip() for side in line.split(" -> ")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("before", "after"), rows(ALLOWED))
def test_a_slip_of_the_pen(before: str, after: str) -> None:
    assert spelling_fault("Scope", before, after) == ""


@pytest.mark.parametrize(("before", "after"), rows(REFUSED))
def test_more_than_a_slip(before: str, after: str) -> None:
    assert spelling_fault("Scope", before, after)
    assert spelling_fault("Scope", after, before)


@pytest.mark.parametrize(
    "where",
    [
        "Duration",
        "criterion 2 target",
        "criterion 2 weight",
        "criterion 2 baseline",
        "criterion 2 partial",
        "outcome Proceed criteria",
        'outcome "Maybe" criteria',
        "criterion 1 (2) target",
    ],
)
def test_what_decides_is_never_only_spelling(where: str) -> None:
    assert "never only spelling" in spelling_fault(where, "Clear majoirty", "Clear majority")
    assert spelling_fault("criterion 2 measurement", "Clear majoirty", "Clear majority") == ""


def test_a_row_is_never_only_spelling() -> None:
    assert spelling_fault("criterion 4 text", "", "Login") == "criterion 4 text is new"
    assert spelling_fault("criterion 4 text", "Login", "") == "criterion 4 text is removed"


@given(
    st.text(st.sampled_from("abcdeSt 1.%<≥-"), max_size=12),
    st.text(st.sampled_from("abcdeSt 1.%<≥-"), max_size=12),
)
def test_signs_numbers_and_short_words_never_change(one: str, other: str) -> None:
    if spelling_fault("Scope", one, other) == "" and one != other:
        kept = [[char for char in text if not char.isalpha()] for text in (one, other)]
        assert kept[0] == kept[1]
        assert len(one.split()) == len(other.split())


WORDS = st.one_of(
    st.text(st.characters(categories=["L"]), min_size=1, max_size=9),
    st.sampled_from(["orders", "ordres", "committee", "commitee", "country", "county", "contry", "Country"]),
)


@given(WORDS, WORDS)
def test_a_slip_is_small_and_what_is_a_word_is_none(one: str, other: str) -> None:
    if is_slip(one, other) and one.casefold() != other.casefold():
        assert abs(len(one) - len(other)) <= 1
        assert meant_words(one.casefold()) == {other.casefold()}
        assert not meant_words(other.casefold())
        assert not is_slip(other, one)


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [
        ("ordres", {"orders"}),
        ("commitee", {"committee"}),
        ("plannners", {"planners"}),
        ("seperate", {"separate"}),
        ("refered", {"refereed", "referred"}),
        ("recieve", {"receive"}),  # two letters swapped are likelier than the one of 'relieve'
        ("country", set()),
        ("lieferung", set()),
        ("", set()),
    ],
)
def test_what_was_meant(misspelt: str, meant: set[str]) -> None:
    assert meant_words(misspelt) == meant


MISSPELT = TEXT.replace("Against the plan of the same day", "Agianst the plan of the same day")
START = fingerprint(read_plan(MISSPELT))
CORRECTED = (
    "criterion 2 measurement",
    "Agianst the plan of the same day",
    "Against the plan of the same day",
)
LINK = amendment(START, AGREED, [CORRECTED]).replace("reason: new data", "reason: typo, editorial: true")


def test_a_verified_editorial_amendment_needs_no_signature() -> None:
    plan = plan_with(both(START), amendments=LINK, started=START)
    assert list(chain_faults(plan)) == []
    assert is_agreed(plan, AGREED)
    assert open_amendment(plan) is None
    assert agreement(plan).state is AgreementState.AGREED
    assert agreement(plan).missing == ()
    assert compute_outcome(plan).outcome


@pytest.mark.parametrize(
    ("signatures", "link", "reason"),
    [
        ("", LINK, "does not begin at a text that both parties agreed to"),
        (both(START).split("\n")[0] + "\n", LINK, "does not begin at a text that both parties agreed to"),
        (both(START), LINK.replace("Agianst", "Beside"), "its changes are not the texts that changed"),
    ],
)
def test_an_editorial_amendment_proves_itself(signatures: str, link: str, reason: str) -> None:
    plan = plan_with(signatures, amendments=link, started=START)
    ((_, fault),) = editorial_links(plan)
    assert reason in fault
    assert list(chain_faults(plan))
    assert open_amendment(plan)
    assert agreement(plan).state is not AgreementState.AGREED


def test_one_that_touches_a_number_is_a_fault_and_counts_as_unsigned() -> None:
    before = TEXT.replace("P95 over 20 nights", "P95 over 30 nights")
    start = fingerprint(read_plan(before))
    change = ("criterion 1 measurement", "P95 over 30 nights", "P95 over 20 nights")
    link = amendment(start, AGREED, [change]).replace("reason: new data", "reason: typo, editorial: true")
    plan = plan_with(both(start), amendments=link, started=start)
    (fault,) = chain_faults(plan)
    assert fault.message == (
        "amendment 1 is marked editorial, but '30' to '20' in criterion 1 measurement may change the meaning"
    )
    assert agreement(plan).state is AgreementState.AMENDMENT_OPEN


def test_many_slips_do_not_add_up() -> None:
    """Each step is a slip; together they make another word of what may be a name."""
    steps = [f"Against the {word} of the same day" for word in ("Scheudle", "scheudle", "schedule")]
    texts = [TEXT.replace("Against the plan of the same day", step) for step in steps]
    prints = [fingerprint(read_plan(text)) for text in texts]
    links = "".join(
        amendment(prints[i], prints[i + 1], [("criterion 2 measurement", steps[i], steps[i + 1])])
        for i in range(2)
    ).replace("reason: new data", "reason: typo, editorial: true")
    plan = plan_with(both(prints[0]), text=texts[2], amendments=links, started=prints[0])
    assert [fault.message.split(",")[0] for fault in chain_faults(plan)] == [
        "amendment 2 is marked editorial"
    ]
    assert agreement(plan).state is AgreementState.AMENDMENT_OPEN
    signed = plan_with(both(prints[0]) + both(prints[1]), text=texts[2], amendments=links, started=prints[0])
    assert agreement(signed).state is AgreementState.AGREED
