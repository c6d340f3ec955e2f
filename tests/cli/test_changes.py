"""What changed in many plans, none of which is kept, is what a comparison of all of them says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.cli.changes import changes_since
from poc_docs.cli.cores import MANY
from poc_docs.exports.change_text import is_told
from poc_docs.portfolio.digest import ToldChange, changed_plans, told_change
from poc_docs.portfolio.versions import compare_versions, read_version
from poc_docs.repository.versions import Range, versions_between
from tests.surroundings import SAMPLES

if TYPE_CHECKING:
    from tests.surroundings import Repository


def compared_at_once(repository: Repository, commit: str) -> list[ToldChange]:
    before, after = (
        [read_version(file.path, file.data, file.fault) for file in files]
        for files in versions_between(repository.root, Range(commit, None))
    )
    return [told_change(each) for each in changed_plans(compare_versions(before, after), is_told)]


def samples(repository: Repository, copies: int) -> str:
    """Commit the sample plans so many times, and give the commit."""
    for path in SAMPLES:
        data = path.read_bytes()
        for number in range(copies):
            new = data.replace(b"\nid: ", b"\nid: x%d-" % number, 1)
            repository.write(f"plans/{path.stem}-{number}.md", new)
    repository.git("add", "-A")
    repository.git("commit", "--quiet", "--no-verify", "-m", "Plans")
    return repository.git("rev-parse", "HEAD").strip()


def test_edited_new_removed_moved_swapped_and_broken_plans_are_told_alike(repository: Repository) -> None:
    commit = samples(repository, copies=1)
    plain = (path.stem for path in SAMPLES if b'\nid: "' not in path.read_bytes())
    one, two, three, four, five, six, *_ = (f"plans/{stem}-0.md" for stem in plain)
    texts = {name: (repository.root / name).read_bytes() for name in (one, two, three, four, five, six)}
    repository.write(one, texts[two])
    repository.write(two, texts[one])
    (repository.root / three).rename(repository.root / "plans/elsewhere.md")
    (repository.root / four).unlink()
    repository.write(five, b"\xff\xfe")
    repository.replace(six, "\nid: x0-", "\nid: y-")
    repository.write("plans/new.md", texts[four].replace(b"\nid: x0-", b"\nid: z-", 1))
    repository.write("plans/copy.md", texts[six])
    repository.write("plans/note.md", "# A note\n")
    told = changes_since(repository.root, commit)
    assert told == compared_at_once(repository, commit)
    sentences = {each.name.path: [change.sentence for change in each.told] for each in told}
    assert sentences[one] == [f"moved from {two}"]
    assert sentences["plans/elsewhere.md"] == [f"moved from {three}"]
    assert sentences["plans/copy.md"] == [f"moved from {six}"]
    assert {four, five, "plans/new.md", "plans/note.md"} <= sentences.keys()


def test_other_processes_tell_the_same(repository: Repository) -> None:
    commit = samples(repository, copies=MANY // len(SAMPLES) + 1)
    for path in (repository.root / "plans").iterdir():
        path.write_bytes(
            path.read_bytes().replace(b"\nstatus: Active", b"\nstatus: Complete") + b"\nWords.\n"
        )
    told = changes_since(repository.root, commit)
    assert len(told) > MANY
    assert told == compared_at_once(repository, commit)
