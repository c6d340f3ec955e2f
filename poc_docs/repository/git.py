"""What git says of index and commits, asked of the git program itself.

Inside a hook git names the index to be committed in ``GIT_INDEX_FILE``; GitPython's own index reader ignores
that and would show HEAD instead.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from poc_docs.repository.git_process import RAW, STAGED, GitConversation, ask_git
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DAMAGED = "the repository may be damaged: git fsck"
"""What to do where git's own objects make no sense."""

_ABSENT = frozenset("0")
_REGULAR = frozenset({"100644", "100755"})
_NO_ENTRY = "000000"

_TRUST = "git config --global --add safe.directory "
"""How the command begins that git advises where a repository belongs to another user."""

_GREP = (
    *("grep", "--files-with-matches", "--null", "--text", "--fixed-strings", "--full-name"),
    *("--no-color", "--no-recurse-submodules"),
)
"""The question which files hold a word; what is no text is searched as well."""


class GitError(Exception):
    """Git can't answer; the text is git's own, or says what is missing."""

    def __init__(self, message: str, advice: str = "", *, code: int | None = None) -> None:
        super().__init__(message)
        self.advice = advice
        self.code = code
        """Git's exit code, where it is git that failed."""


@dataclass(frozen=True, slots=True)
class Change:
    """One path that differs between two versions; an empty object id: no ordinary file stands there."""

    path: str
    before: str
    after: str
    regular: bool
    """Whether the new version is an ordinary file or nothing, not a link or a submodule."""


def run_git(folder: Path, *arguments: str, data: bytes = b"") -> bytes:
    """Run git in ``folder`` and give what it prints; raises ``GitError`` with git's own words."""
    code, out, error = _ask(folder, *arguments, data=data)
    if code:
        raise git_fault(arguments[0], code, error)
    return out


def git_fault(command: str, code: int, error: bytes) -> GitError:
    """Give a fault of git in its own words, on one line, with the command that git advises."""
    lines = [line.strip() for line in error.decode("utf-8", "replace").split("\n")]
    trust = next((line for line in lines if line.startswith(_TRUST)), "")
    if trust:
        message = "this repository belongs to another user, and git does not read it"
        return GitError(message, f"{trust}   # if you trust who owns it", code=code)
    said = "; ".join(filter(None, lines))
    return GitError(said or f"git {command} ended with code {code}", code=code)


def _ask(folder: Path, *arguments: str, data: bytes = b"") -> tuple[int, bytes, bytes]:
    with _without_git_refused():
        return ask_git(str(folder), *arguments, data=data)


def converse(folder: Path, *arguments: str) -> GitConversation:
    """Start a git that answers while it is asked; raises ``GitError`` without git."""
    with _without_git_refused():
        return GitConversation(str(folder), *arguments)


@contextmanager
def _without_git_refused() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise GitError("git is not installed, or not on the PATH") from None


def top_level(folder: Path) -> Path | None:
    """Give the top folder of the work tree that holds ``folder``, or None outside of a repository.

    Raises ``GitError`` where there is a repository and no work tree.
    """
    try:
        out = run_git(folder, "rev-parse", "--show-toplevel")
    except GitError as error:
        if "not a git repository" in str(error):
            return None
        if "must be run in a work tree" in str(error):
            message = f"{folder} is a bare repository or git's own folder: no plans stand there as files"
            raise GitError(message, "clone it and work in the clone; its hook is hooks/pre-receive") from None
        raise
    return Path(os.fsdecode(out).rstrip("\n"))


def empty_tree(folder: Path) -> str:
    """Give the id of the tree without files, which stands for the version before the first commit."""
    return _line(run_git(folder, "hash-object", "-t", "tree", "--stdin"))


def object_id(folder: Path, revision: str) -> str:
    """Give the id of the object that ``revision`` names, or an empty string; never takes it as an option."""
    if revision.startswith(("-", "^")):
        return ""
    try:
        return _line(run_git(folder, "rev-parse", "--verify", "--quiet", revision))
    except GitError:
        return ""


def is_ambiguous(folder: Path, revision: str) -> bool:
    """Say whether ``revision``, which names an object, may mean more than one: a tag and a branch, say."""
    _, _, error = _ask(folder, "-c", "core.warnAmbiguousRefs=true", "rev-parse", "--verify", revision)
    return b"is ambiguous" in error


def head(folder: Path) -> str:
    """Give HEAD's commit, or an empty string before the first; raises ``GitError`` where it is damaged."""
    found = object_id(folder, "HEAD")
    if found:
        return commit_of(folder, found)
    branch = full_name(folder, "HEAD")
    if not branch or (folder / git_path(folder, branch)).is_file():
        raise GitError(f"{branch or 'HEAD'} can't be read", DAMAGED)
    return ""


def commit_of(folder: Path, found: str) -> str:
    """Give the commit that an object id stands for; raises ``GitError`` where it is missing or another."""
    try:
        return _line(run_git(folder, "rev-parse", "--verify", f"{found}^{{commit}}"))
    except GitError:
        raise GitError(f"object {found} is missing, or is no commit", DAMAGED) from None


def kind_of(folder: Path, name: str) -> str:
    """Give the kind of an object, such as ``commit`` or ``tag``; raises ``GitError`` where it is missing."""
    return _line(run_git(folder, "cat-file", "-t", name))


def is_known(folder: Path, found: str) -> bool:
    """Say whether the object with this id is here."""
    try:
        run_git(folder, "cat-file", "-e", found)
    except GitError:
        return False
    return True


def full_name(folder: Path, name: str) -> str:
    """Give the ref that a symbolic ref stands for, before its first commit too; empty where it is none."""
    try:
        return _line(run_git(folder, "symbolic-ref", "--quiet", name))
    except GitError:
        return ""


def ref_ids(folder: Path, below: str) -> list[str]:
    """Give the objects that the refs below a folder of refs name."""
    return run_git(folder, "for-each-ref", "--format=%(objectname)", below).decode().split()


def git_path(folder: Path, name: str) -> Path:
    """Give the path of a file in git's own folder, relative to ``folder`` or absolute."""
    return Path(os.fsdecode(run_git(folder, "rev-parse", "--git-path", name)).rstrip("\n"))


def git_folder(folder: Path) -> Path:
    """Give git's own folder, which all work trees of a repository share."""
    out = run_git(folder, "rev-parse", "--git-common-dir")
    return folder / os.fsdecode(out).rstrip("\n")


def staged_changes(folder: Path, before: str, *below: str) -> list[Change]:
    """Give what the index changes against the tree ``before``; a rename is a deletion and an addition.

    ``below`` are folders or files at the top, spelt in small or capital letters.
    """
    places = (f":(top,icase){path}" for path in below)
    return changes_in(run_git(folder, *STAGED, before, "--", *places))


def committed_changes(folder: Path, before: str, after: str) -> list[Change]:
    """Give what differs between two trees; a rename is a deletion and an addition.

    Asked for one folder only, git overlooks an entry of a forged tree that is called ``folder/name``, which
    it would check out all the same.
    """
    return _once(changes_in(run_git(folder, "diff-tree", "-r", *RAW, before, after, "--")))


def file_changes(folder: Path, commit: str, path: str, most: int) -> list[str]:
    """Give the blob ids that a path had in the history of a commit, newest first."""
    out = run_git(folder, "log", f"--max-count={most}", "--format=", *RAW, commit, "--", _literal(path))
    return [change.after for change in changes_in(out) if change.after]


def _literal(path: str) -> str:
    return f":(top,literal){path}"


def changes_in(out: bytes) -> list[Change]:
    """Give what git named with the options of ``RAW``."""
    parts = iter(os.fsdecode(out).split("\0"))
    return [_change(entry, next(parts)) for entry in parts if entry]


def _once(changes: list[Change]) -> list[Change]:
    """Refuse a forged tree that names a path twice, of which git would take one."""
    if len({change.path for change in changes}) < len(changes):
        raise GitError("a tree names a path twice", DAMAGED)
    return changes


def _change(entry: str, path: str) -> Change:
    before_mode, after_mode, before, after, kind = entry.removeprefix(":").split(" ", 4)
    if kind.startswith("U"):
        raise GitError(f"{path} has conflicts", "resolve them and stage it: git add")
    regular = after_mode in _REGULAR
    return Change(
        path,
        before if before_mode in _REGULAR and not set(before) <= _ABSENT else "",
        after if regular else "",
        regular or after_mode == _NO_ENTRY,
    )


def staged_files(folder: Path, below: str) -> dict[str, str]:
    """Give path and blob id of every ordinary file in the index below a folder."""
    out = run_git(folder, "ls-files", "--stage", "-z", "--full-name", "--", _literal(below))
    return dict(_files(out, object_word=1))


def is_taken(folder: Path, path: str) -> bool:
    """Say whether ``git add`` would take a file that is new to it: no rule ignores the file."""
    return bool(run_git(folder, "ls-files", "--others", "--exclude-standard", "--", _literal(path)))


def committed_files(folder: Path, tree: str, *below: str) -> dict[str, str]:
    """Give path and blob id of every ordinary file of a tree below some folders, or of these files."""
    # Unlike ls-files, ls-tree takes paths as they are, and from the current folder unless told otherwise.
    out = run_git(folder, "ls-tree", "-r", "-z", "--full-tree", tree, "--", *below)
    return dict(_files(out, object_word=2))


def _files(out: bytes, *, object_word: int) -> Iterator[tuple[str, str]]:
    for entry in os.fsdecode(out).split("\0"):
        if entry:
            stamp, path = entry.split("\t", 1)
            words = stamp.split(" ")
            if words[0] in _REGULAR:
                yield path, words[object_word]


def files_with(folder: Path, tree: str | None, below: str, words: Iterable[str]) -> set[str]:
    """Give the files below a folder, of a tree or of the index, that hold one of these words."""
    asked = [part for word in sorted(words) for part in ("-e", word)]
    source = "--cached" if tree is None else tree
    try:
        out = run_git(folder, *_GREP, *asked, source, "--", _literal(below))
    except GitError as error:
        if error.code == 1:
            return set()
        raise
    found = os.fsdecode(out).split("\0")[:-1]
    return {path.removeprefix(f"{tree}:") if tree else path for path in found}


def _line(out: bytes) -> str:
    return out.decode("utf-8", "surrogateescape").rstrip("\n")
