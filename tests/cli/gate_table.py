"""Ways of committing, tricks and lawful changes, and the verdict of the gate on each pair of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.text.source import MAXIMUM_BYTES
from tests.cli.three_plans import (
    ACTIVE,
    COMPLETE,
    WAITING,
    activate,
    agree,
    bypass,
    complete,
    copy,
    cut,
    docs,
    git,
    link_to,
    loosen,
    measure,
    note,
    replace,
    text_of,
    then,
    without_prospect,
    without_signature,
)
from tests.surroundings import PROJECT, Repository

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.three_plans import Act

    Way = Callable[[Repository, Act, bool], str]

TABLE = """
                                  add    -a     only   -p     amend  first  tree   sub    part   dir    det    merge  conf   octo   pick   rebase am     squash
a target is loosened              402    402    402    402    402    402    402    402    402    402    402    402    402    402    402    402    402    402
a weight is lowered               402    .      .      402    .      .      .      .      402    .      .      .      .      .      .      .      .      .
loosened in Results only          304    304    .      304    .      304    .      .      304    .      .      .      .      .      .      .      .      .
a decoy section                   202    202    .      .      202    202    .      .      .      .      .      202    .      .      .      .      .      .
criteria change their numbers     402    .      .      402    .      .      .      .      .      .      .      .      402    .      .      .      .      .
a status nobody knows             104    .      .      .      104    104    104    104    .      .      .      .      .      .      .      .      .      .
a status that goes back           501    .      .      .      .      .      .      .      501    .      .      501    501    501    .      .      .      .
Active without the prospect       402    402    402    .      .      .      .      .      .      .      .      .      .      .      402    .      .      402
Complete straight from Planning   306    .      .      306    .      306    .      .      306    .      .      306    .      .      .      .      .      .
one person signs for both         403    .      .      .      403    403    .      .      403    .      .      403    .      .      .      .      .      .
the prospect's signature goes     402    .      402    .      .      .      .      .      .      .      .      .      402    402    .      .      .      402
a signature goes in Planning      502    502    502    502    502    .      502    502    502    502    502    502    502    502    502    502    502    502
evidence is rewritten             502    502    .      502    502    .      .      .      .      .      .      .      .      .      502    .      .      .
the start moves                   502    502    .      502    .      .      .      .      502    .      .      502    .      .      .      .      .      .
results change after Complete     504    .      .      .      .      .      .      .      504    .      .      504    .      .      504    .      .      504
the decision changes              504    504    .      504    .      .      .      .      504    .      .      504    .      .      .      .      .      .
a plan is deleted                 503    503    503    .      503    .      503    503    503    503    503    503    503    503    503    503    503    503
a plan is moved out               503    .      .      .      .      .      .      .      .      .      503    .      503    503    .      .      .      503
a plan is written over            503    .      .      .      503    .      .      .      503    .      .      503    .      .      503    .      .      .
a plan gets another suffix        503    .      .      .      503    .      .      .      503    .      .      503    .      .      503    .      .      .
a plan gets another id            503    .      503    .      .      .      .      .      .      .      .      .      503    503    .      .      .      503
a copy keeps the id               601    .      .      .      601    601    601    .      .      .      .      .      .      .      601    .      .      .
copied and touched                601    .      .      .      601    601    .      .      .      .      .      601    .      .      601    .      .      .
copied and loosened               402    .      .      .      402    402    .      .      .      .      .      402    .      .      402    .      .      .
renamed and loosened              402    .      .      .      402    402    402    402    402    .      402    402    402    402    402    402    402    402
deleted and made anew             502    .      .      .      502    .      .      .      502    .      .      502    .      .      502    .      .      .
a new file that is Active         402    .      .      .      .      402    402    402    .      .      .      402    .      .      .      .      .      .
a link in place of a plan         001    001    001    .      001    001    001    001    .      001    001    001    001    001    001    001    001    001
a submodule in place of a plan    001    .      .      .      001    .      .      .      .      .      001    .      .      .      .      .      .      .
bytes that are no text            001    .      001    .      .      .      .      .      001    .      .      001    .      .      001    .      .      .
a key that stands twice           101    101    .      101    101    101    .      .      .      .      .      .      .      .      .      .      .      .
deleted, and in Planning anew     501    .      .      .      501    .      .      .      501    .      .      501    .      501    501    .      .      501
deleted, and another in its place 503    503    503    .      503    .      .      .      .      .      .      503    .      503    503    .      .      503
a suffix in capitals, loosened    402    .      .      .      .      402    402    .      .      .      .      402    .      402    .      .      402    .
no front matter any more          101    101    .      101    .      .      .      .      .      .      .      101    .      .      .      .      .      101
a link to a folder of plans       001    .      .      .      .      001    001    .      001    .      .      001    .      001    .      001    001    001
a submodule below plans           001    .      .      .      001    001    .      .      .      .      001    .      .      .      .      .      .      .
a second folder Plans             001    .      .      .      .      001    001    .      .      .      .      001    001    .      .      .      001    .
a huge plan                       001    .      .      .      .      001    .      .      .      .      .      001    .      .      .      .      .      001
a note                            ok     .      .      .      .      .      ok     ok     ok     .      .      ok     .      .      .      .      .      .
a result                          ok     .      ok     .      .      .      .      .      .      .      .      .      ok     ok     .      .      .      ok
the prospect signs                ok     ok     .      ok     .      .      .      .      .      .      ok     .      .      .      ok     .      .      .
signed and Active at once         ok     .      .      .      ok     ok     .      .      ok     .      .      ok     .      .      .      .      .      .
Active becomes Complete           ok     ok     ok     .      ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok     ok
another name                      ok     .      .      .      ok     ok     ok     ok     ok     .      ok     ok     ok     ok     ok     ok     ok     ok
a suffix in capitals              ok     .      .      .      ok     ok     ok     ok     ok     .      ok     ok     ok     ok     ok     ok     ok     ok
into the archive                  ok     .      .      .      ok     ok     .      .      ok     .      .      .      .      .      ok     .      .      .
two plans exchange their names    ok     .      .      .      ok     ok     .      .      .      .      .      ok     .      .      ok     .      .      .
a plan in Planning is deleted     ok     .      .      .      .      .      ok     ok     ok     .      .      ok     .      .      .      .      .      .
other line ends                   ok     ok     .      .      ok     ok     .      .      .      .      .      .      .      .      ok     .      .      .
a criterion changes in Planning   ok     ok     .      .      .      .      .      .      ok     .      .      ok     .      .      ok     .      .      .
no plan is touched                ok     .      .      .      ok     ok     ok     ok     .      .      .      .      .      .      .      .      .      .
"""  # noqa: E501 -- a table is read best as one


def crlf(repository: Repository) -> None:
    repository.write(ACTIVE, (repository.root / ACTIVE).read_bytes().replace(b"\n", b"\r\n"))


def gitlink(repository: Repository) -> None:
    repository.git("rm", "-q", ACTIVE)
    inner = Repository(repository.root / ACTIVE)
    inner.root.mkdir()
    inner.git("init", "-q")
    inner.git("commit", "-q", "--allow-empty", "-m", "A repository where a plan stood")


def anew(repository: Repository) -> None:
    repository.git("rm", "-q", "--cached", ACTIVE)
    text = text_of(repository, ACTIVE)
    repository.write(ACTIVE, text.replace("2026-10-30", "2026-10-31"))


def below_plans(repository: Repository) -> None:
    inner = Repository(repository.root / "plans/more")
    inner.root.mkdir()
    inner.git("init", "-q")
    inner.git("commit", "-q", "--allow-empty", "-m", "A repository where plans could stand")


def folder_link(repository: Repository) -> None:
    repository.write("hidden/plan.md", "nothing of a plan")
    (repository.root / "plans/more").symlink_to("../hidden")


def another_instead(repository: Repository) -> None:
    repository.write(ACTIVE, text_of(repository, WAITING).replace("id: fast", "id: another-fast"))


def without_front_matter(repository: Repository) -> None:
    repository.write(ACTIVE, text_of(repository, ACTIVE).split("---\n", 2)[2])


def exchange(repository: Repository) -> None:
    repository.git("mv", ACTIVE, "plans/x.md")
    repository.git("mv", WAITING, ACTIVE)
    repository.git("mv", "plans/x.md", WAITING)


VENDOR_FOR_BOTH = (
    "agree", "fastighetsregisterverket", "--party", "prospect", "--by", "Somebody Else",
    "--evidence", "mail", "--date", "2026-11-20",
)  # fmt: skip

ACTS: dict[str, Act] = {
    "a target is loosened": loosen,
    "a weight is lowered": replace(ACTIVE, "| Critical | 410 ms", "| Optional | 410 ms"),
    "loosened in Results only": replace(ACTIVE, "| 146 ms | <180ms  ", "| 146 ms | <580ms  "),
    "a decoy section": replace(ACTIVE, "## Risk", "## Success Criteria\n\nNone.\n\n## Risk"),
    "criteria change their numbers": replace(ACTIVE, "| 5 | Platform", "| 6 | Platform"),
    "a status nobody knows": replace(ACTIVE, "status: Active", "status: Actve"),
    "a status that goes back": replace(ACTIVE, "status: Active", "status: Planning"),
    "Active without the prospect": replace(WAITING, "status: Planning", "status: Active"),
    "Complete straight from Planning": replace(WAITING, "status: Planning", "status: Complete"),
    "one person signs for both": then(
        docs(*VENDOR_FOR_BOTH), replace(WAITING, "Somebody Else", "Henrik Solberg")
    ),
    "the prospect's signature goes": without_prospect,
    "a signature goes in Planning": without_signature,
    "evidence is rewritten": replace(ACTIVE, "signed PDF in the deal room", "a telephone call"),
    "the start moves": replace(ACTIVE, "{date: 2026-11-02", "{date: 2026-11-04"),
    "results change after Complete": replace(COMPLETE, "| 97.6% |", "| 99.6% |"),
    "the decision changes": replace(
        COMPLETE, "**Customer feedback:**", "**Reason:** None.\n\n**Customer feedback:**"
    ),
    "a plan is deleted": git("rm", "-q", ACTIVE),
    "a plan is moved out": git("mv", COMPLETE, "old.md"),
    "a plan is written over": git("mv", "-f", WAITING, ACTIVE),
    "a plan gets another suffix": git("mv", ACTIVE, "plans/marlowe.txt"),
    "a plan gets another id": replace(ACTIVE, "id: marlowe", "id: other"),
    "a copy keeps the id": copy(COMPLETE, "plans/copy.md"),
    "copied and touched": then(copy(COMPLETE, "plans/copy.md"), note(COMPLETE)),
    "copied and loosened": then(
        copy(ACTIVE, "plans/copy.md"),
        replace("plans/copy.md", "id: marlowe", "id: second-marlowe"),
        replace("plans/copy.md", "<180ms", "<500ms"),
    ),
    "renamed and loosened": then(loosen, git("mv", ACTIVE, "plans/renamed.md")),
    "deleted and made anew": anew,
    "deleted, and in Planning anew": then(
        git("rm", "-q", "--cached", ACTIVE),
        replace(ACTIVE, "status: Active", "status: Planning"),
        cut(ACTIVE, "signatures:", "crm:"),
    ),
    "deleted, and another in its place": another_instead,
    "a suffix in capitals, loosened": then(loosen, git("mv", ACTIVE, "plans/marlowe.MD")),
    "no front matter any more": without_front_matter,
    "a link to a folder of plans": folder_link,
    "a submodule below plans": below_plans,
    "a second folder Plans": copy(WAITING, "Plans/new.md"),
    "a huge plan": lambda r: r.write("plans/huge.md", b"x" * (MAXIMUM_BYTES + 1)),
    "a new file that is Active": then(
        copy(WAITING, "plans/new.md"),
        replace("plans/new.md", "id: fast", "id: second-fast"),
        replace("plans/new.md", "status: Planning", "status: Active"),
    ),
    "a link in place of a plan": link_to("elsewhere.md"),
    "a submodule in place of a plan": gitlink,
    "bytes that are no text": lambda r: r.write(ACTIVE, b"---\nid: \xff\n---\n"),
    "a key that stands twice": replace(ACTIVE, "status: Active", "status: Planning\nstatus: Active"),
    "a note": note(ACTIVE),
    "a result": measure,
    "the prospect signs": agree,
    "signed and Active at once": then(agree, activate),
    "Active becomes Complete": complete,
    "another name": git("mv", ACTIVE, "plans/renamed.md"),
    "a suffix in capitals": git("mv", ACTIVE, "plans/marlowe.MD"),
    "into the archive": then(
        lambda r: (r.root / "plans/archive").mkdir(), git("mv", ACTIVE, "plans/archive/")
    ),
    "two plans exchange their names": exchange,
    "a plan in Planning is deleted": git("rm", "-q", WAITING),
    "other line ends": crlf,
    "a criterion changes in Planning": replace(WAITING, "≥ 96.0%", "≥ 97.0%"),
    "no plan is touched": lambda r: r.write("more.md", "status: Active\n"),
}


def commit(*options: str, stage: tuple[str, ...] = ("add", "-A")) -> Way:
    def way(repository: Repository, act: Act, passes: bool) -> str:
        act(repository)
        if stage:
            repository.git(*stage)
        return repository.git("commit", "-m", "Change", *options, succeeds=passes)

    return way


def in_hunks(repository: Repository, act: Act, passes: bool) -> str:
    act(repository)
    return repository.run("sh", "-c", "yes | git commit -p -m Hunks", succeeds=passes)


def amended(repository: Repository, act: Act, passes: bool) -> str:
    bypass(lambda r: r.write("notes.md", "to be amended"))(repository)
    return commit("--amend")(repository, act, passes)


def first_of_all(repository: Repository, act: Act, passes: bool) -> str:
    repository.git("checkout", "-q", "--orphan", "fresh")
    return commit()(repository, act, passes)


def in_a_linked_worktree(repository: Repository, act: Act, passes: bool) -> str:
    repository.git("worktree", "add", "-q", "../linked")
    return commit()(Repository(repository.root.parent / "linked"), act, passes)


def in_a_submodule(repository: Repository, act: Act, passes: bool) -> str:
    outer = Repository(repository.root.parent / "outer")
    outer.root.mkdir()
    outer.git("init", "-q")
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(repository.root), "pocs")
    inner = Repository(outer.root / "pocs")
    inner.git("config", "core.hooksPath", str(PROJECT / "hooks"))
    return commit()(inner, act, passes)


def with_garbage_on_the_disk(repository: Repository, act: Act, passes: bool) -> str:
    act(repository)
    repository.git("add", "-A")
    for path in (repository.root / "plans").glob("**/*.md"):
        path.write_bytes(b"garbage \xff")
    return repository.git("commit", "-m", "Change", succeeds=passes)


def from_a_folder_below(repository: Repository, act: Act, passes: bool) -> str:
    act(repository)
    repository.git("add", "-A")
    (repository.root / "plans/below").mkdir()
    return Repository(repository.root / "plans/below").git("commit", "-m", "Change", succeeds=passes)


def detached(repository: Repository, act: Act, passes: bool) -> str:
    repository.git("checkout", "-q", "--detach")
    return commit()(repository, act, passes)


def past_the_hook_on_side(repository: Repository, act: Act) -> None:
    repository.git("checkout", "-q", "-b", "side")
    bypass(act, lambda r: r.write("notes.md", "theirs"))(repository)
    repository.git("checkout", "-q", "main")


no_fast_forward = bypass(lambda repository: repository.write("other.md", "nothing of a plan"))


def merged(repository: Repository, act: Act, passes: bool) -> str:
    past_the_hook_on_side(repository, act)
    no_fast_forward(repository)
    return repository.git("merge", "-m", "Merge", "side", succeeds=passes)


def merged_with_conflict(repository: Repository, act: Act, passes: bool) -> str:
    past_the_hook_on_side(repository, act)
    bypass(lambda r: r.write("notes.md", "ours"))(repository)
    repository.git("merge", "-m", "Merge", "side", succeeds=False)
    repository.write("notes.md", "both")
    repository.git("add", "notes.md")
    return repository.git("commit", "-m", "Merge", succeeds=passes)


def merged_of_three(repository: Repository, act: Act, passes: bool) -> str:
    repository.git("checkout", "-q", "-b", "harmless")
    bypass(lambda r: r.write("harmless.md", "nothing of a plan"))(repository)
    repository.git("checkout", "-q", "main")
    past_the_hook_on_side(repository, act)
    no_fast_forward(repository)
    return repository.git("merge", "-m", "Octopus", "harmless", "side", succeeds=passes)


def without_a_hook(*commands: tuple[str, ...]) -> Way:
    """Bring the work of another branch into one's own as git does without asking; then CI asks."""

    def way(repository: Repository, act: Act, passes: bool) -> str:
        past_the_hook_on_side(repository, act)
        repository.git("checkout", "-q", "-b", "work")
        no_fast_forward(repository)
        for command in commands:
            repository.git(*command)
        return repository.poc_docs("check", "--against", "main", code=0 if passes else 1)

    return way


def mailed(repository: Repository, act: Act, passes: bool) -> str:
    """Patches by mail; git am runs pre-applypatch, which is another hook."""
    past_the_hook_on_side(repository, act)
    repository.git("format-patch", "-q", "--binary", "-1", "side", "-o", "../mail")
    (patch,) = (repository.root.parent / "mail").iterdir()
    repository.git("checkout", "-q", "-b", "work")
    repository.git("am", "-q", "--keep-cr", str(patch))
    return repository.poc_docs("check", "--against", "main", code=0 if passes else 1)


WAYS: dict[str, Way] = {
    "add": commit(),
    "-a": commit("-a", stage=()),
    "only": commit("--only", "--", "."),
    "-p": in_hunks,
    "amend": amended,
    "first": first_of_all,
    "tree": in_a_linked_worktree,
    "sub": in_a_submodule,
    "part": with_garbage_on_the_disk,
    "dir": from_a_folder_below,
    "det": detached,
    "merge": merged,
    "conf": merged_with_conflict,
    "octo": merged_of_three,
    "pick": without_a_hook(("cherry-pick", "side")),
    "rebase": without_a_hook(("rebase", "-q", "side")),
    "am": mailed,
    "squash": without_a_hook(("merge", "-q", "--squash", "side"), ("commit", "-qm", "Squash", "--no-verify")),
}


def rows() -> list[tuple[str, str, str]]:
    """Read the table: way, act, verdict; a dot is a pair that can't be, or that another one covers."""
    head, *lines = TABLE.strip("\n").splitlines()
    ways = head.split()
    found = []
    for line in lines:
        act, verdicts = line[:34].strip(), line[34:].split()
        assert len(verdicts) == len(ways), line
        found += [(way, act, verdict) for way, verdict in zip(ways, verdicts, strict=True) if verdict != "."]
    return found


MATRIX = rows()
