"""``poc-docs slack`` in a real repository, and against a server that answers as Slack does."""

from __future__ import annotations

import contextlib
import json
import logging
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from poc_docs.cli import cli
from poc_docs.posting import webhook as posting
from tests.chat.slack_rules import assert_message, words_of
from tests.cli.three_plans import ACTIVE, WAITING
from tests.posting.webhook_server import PATH, Answer, closed_port, webhook

if TYPE_CHECKING:
    from click.testing import Result

    from tests.surroundings import Repository

DAY = "2026-11-23"
SECRET = PATH.rsplit("/", 1)[1]


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv(posting.VARIABLE, raising=False)
    monkeypatch.setattr("poc_docs.posting.webhook.time.sleep", lambda _: None)


def slack(repository: Repository, *arguments: str, address: str = "") -> Result:
    """Run ``poc-docs slack`` with its two outputs apart."""
    settings: dict[str, str | None] = {"POC_DOCS_TODAY": DAY, posting.VARIABLE: address or None}
    with contextlib.chdir(repository.root):
        done = CliRunner().invoke(cli, ["slack", *arguments], prog_name="poc-docs", env=settings)
    assert SECRET not in done.output
    return done


def message_of(text: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(text)
    assert_message(value)
    return value


@pytest.mark.parametrize("kind", ["kickoff", "standup", "weekly"])
def test_a_message_is_printed_as_json_that_slack_takes(begun: Repository, kind: str) -> None:
    done = slack(begun, kind, "marlowe")
    assert done.exit_code == 0
    assert "Marlowe & Pike Stores" in words_of(message_of(done.stdout))
    assert slack(begun, kind, "marlowe").stdout == done.stdout


def test_a_misspelt_message_is_answered_with_the_nearest(begun: Repository) -> None:
    assert "did you mean 'poc-docs slack standup'?" in slack(begun, "standpu", "marlowe").stderr
    assert "the commands are: kickoff, standup, weekly, win" in slack(begun, "daily", "marlowe").stderr


def test_a_win_is_told_and_what_is_none_is_not(begun: Repository) -> None:
    words = words_of(message_of(slack(begun, "win", "belrive").stdout))
    assert words.startswith("🎉 Proceed: Assurances Belrive")
    done = slack(begun, "win", "marlowe")
    assert done.exit_code == 2
    assert "has no win to tell" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("kind", "plan", "told"),
    [
        ("standup", "belrive", "is not Active"),
        ("weekly", "fastighets", "is Planning, and nobody works on it yet"),
        ("kickoff", "belrive", "is Complete, and there is nothing to kick off"),
    ],
)
def test_a_message_that_fits_no_plan_of_this_status_is_refused(
    begun: Repository, kind: str, plan: str, told: str
) -> None:
    done = slack(begun, kind, plan)
    assert done.exit_code == 2
    assert told in done.stderr
    assert "  -> poc-docs " in done.stderr


def test_what_the_plan_does_not_say_is_named(begun: Repository) -> None:
    done = slack(begun, "kickoff", "fastighets")
    message_of(done.stdout)
    assert "The plan does not say: " in done.stderr
    commands = [line.rpartition("(poc-docs ")[2].rstrip(")") for line in done.stderr.splitlines()]
    assert "add fastighetsregisterverket-deed-classification resource-alignment" in commands
    begun.poc_docs("add", "fastighets", "resource-alignment")
    again = slack(begun, "kickoff", "fastighets").stderr
    assert "links to pin (Links in Resource Alignment)  (poc-docs add fastighets" in again
    assert "resource-alignment" not in again
    begun.poc_docs("add", "fastighets")


def test_a_channel_follows_the_teams_pattern_unless_the_plan_names_one(begun: Repository) -> None:
    assert '"#fastighetsregisterverket-poc-general"' in slack(begun, "kickoff", "fastighets").stdout
    begun.write("pyproject.toml", '[tool.poc-docs.slack]\nchannel = "poc-{prospect}"\n')
    assert '"#poc-fastighetsregisterverket"' in slack(begun, "kickoff", "fastighets").stdout
    # The mail, and the section that is written into a plan, name the same one.
    assert "Your own channel: #poc-fastighetsregisterverket\n" in begun.poc_docs(
        "email", "kickoff", "fastighets"
    )
    added = begun.poc_docs("add", "fastighets", "resource-alignment", "--diff")
    assert "Channel:** #poc-fastighetsregisterverket" in added
    contact = begun.poc_docs("contact", "fastighets", "Karin Wessman", "--party", "prospect", "--diff")
    assert "Channel:** #poc-fastighetsregisterverket" in contact
    begun.commit("A pattern of our own")
    assert '"#corvid-poc-general, shared between both companies"' in slack(begun, "kickoff", "marlowe").stdout


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('channel = "general"', "all plans would share one channel"),
        ('channel = "{company}-poc"', "{company} is no name it knows"),
        ('channel = "{prospect} poc"', "lower-case letters"),
        ("channel = 3", "must be a text"),
        ('webhook = "https://hooks.slack.com/x"', "belongs into the environment"),
        ('chanel = "{prospect}"', "the key is channel"),
    ],
)
def test_a_setting_that_cannot_be_understood_is_told_with_its_place(
    begun: Repository, settings: str, told: str
) -> None:
    begun.write("pyproject.toml", f"[tool.poc-docs.slack]\n{settings}\n")
    done = slack(begun, "kickoff", "marlowe")
    assert done.exit_code == 2
    assert "pyproject.toml:2" in done.stderr
    assert told in done.stderr
    begun.commit("A setting that no gate stops at")


def test_posting_needs_an_address_in_the_environment(begun: Repository) -> None:
    done = slack(begun, "weekly", "marlowe", "--post")
    assert done.exit_code == 2
    assert "POC_DOCS_SLACK_WEBHOOK holds no address" in done.stderr
    # Nothing is lost: the message is printed, and the way to post the same one is named.
    assert message_of(done.stdout) == message_of(slack(begun, "weekly", "marlowe").stdout)
    assert "the message is printed above" in done.stderr
    assert "poc-docs slack weekly marlowe-pike-substitution-ranking --today" in done.stderr
    kept = slack(begun, "weekly", "marlowe", "--post", "-o", "kept.json")
    assert kept.stdout == ""
    assert "kept.json keeps the message" in kept.stderr
    assert message_of((begun.root / "kept.json").read_text()) == message_of(done.stdout)
    done = slack(begun, "weekly", "marlowe", "--post", address=f"http://hooks.slack.example{PATH}")
    assert done.exit_code == 2
    assert "it does not begin with https://" in done.stderr
    message_of(done.stdout)


def test_a_message_that_was_taken_is_the_one_that_is_printed(begun: Repository) -> None:
    with webhook() as server:
        done = slack(begun, "standup", "marlowe", "--post", address=server.address)
    assert done.exit_code == 0
    printed = message_of(slack(begun, "standup", "marlowe").stdout)
    assert [each["payload"] for each in server.received] == [printed]
    assert done.stdout.startswith("Posted the standup message of ")
    assert "Next: poc-docs next marlowe-pike-substitution-ranking" in done.stdout


def test_a_webhook_that_is_down_loses_nothing(begun: Repository) -> None:
    printed = slack(begun, "weekly", "marlowe").stdout
    with closed_port() as address:
        done = slack(begun, "weekly", "marlowe", "--post", address=address)
        kept = slack(begun, "weekly", "marlowe", "--post", "-o", "weekly.json", address=address)
    assert done.exit_code == kept.exit_code == 2
    assert done.stdout == printed
    again = "poc-docs slack weekly marlowe-pike-substitution-ranking --today 2026-11-23 --post"
    for each in (done, kept):
        assert "no connection to Slack: Connection refused" in each.stderr
        assert again in each.stderr
    assert "weekly.json keeps the message" in kept.stderr
    assert (begun.root / "weekly.json").read_text(encoding="utf-8") == printed
    with webhook() as server:
        arguments = again.removeprefix("poc-docs slack ").split()
        assert slack(begun, *arguments, address=server.address).exit_code == 0
    assert server.received[0]["payload"] == json.loads(printed)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Answer(400, "invalid_payload"), "Slack refused the message (it answered 400 invalid_payload)"),
        (Answer(500, "rollup_error"), "Slack has a problem of its own (it answered 500)"),
        (Answer(429, "", {"Retry-After": "9000"}), "asks to wait for 9000 seconds"),
    ],
)
def test_what_slack_answers_is_told_and_the_message_printed(
    begun: Repository, answer: Answer, told: str
) -> None:
    with webhook(answer) as server:
        done = slack(begun, "weekly", "marlowe", "--post", address=server.address)
    assert done.exit_code == 2
    assert told in done.stderr
    message_of(done.stdout)


def test_no_traceback_and_no_log_tells_the_address(
    begun: Repository, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("POC_DOCS_DEBUG", "1")
    caplog.set_level(logging.DEBUG)
    with webhook(Answer(drops=True)) as server:
        done = slack(begun, "weekly", "marlowe", "--post", address=server.address)
    assert done.exit_code == 2
    assert "nobody knows whether it was posted" in done.stderr
    assert SECRET not in caplog.text


def test_a_file_that_is_no_message_is_kept(begun: Repository) -> None:
    assert slack(begun, "weekly", "marlowe", "-o", "weekly.json").exit_code == 0
    again = slack(begun, "standup", "marlowe", "-o", "weekly.json")
    assert again.exit_code == 0
    assert "Wrote weekly.json." in again.stdout
    begun.write("notes.json", '{"mine": 1}')
    for name in ("notes.json", "pyproject.toml", ACTIVE, f"{WAITING}"):
        begun.write("pyproject.toml", "[tool.other]\n")
        before = (begun.root / name).read_bytes()
        done = slack(begun, "weekly", "marlowe", "-o", name)
        assert done.exit_code == 2
        assert (begun.root / name).read_bytes() == before


def test_without_the_package_messages_are_printed_and_not_posted(
    begun: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("poc_docs.cli.slack.find_spec", lambda _: None)
    message_of(slack(begun, "weekly", "marlowe").stdout)
    done = slack(begun, "weekly", "marlowe", "--post", address=f"https://hooks.slack.com{PATH}")
    assert done.exit_code == 2
    assert " -m pip install 'slack-sdk<" in done.stderr
    message_of(done.stdout)
