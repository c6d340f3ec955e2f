"""What a push would change: the lines that git gives its hooks, each as a comparison of commits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from poc_docs.repository.commits import merge_bases
from poc_docs.repository.gate import compare
from poc_docs.repository.git import GitError, commit_of, full_name, is_known, kind_of, object_id, ref_ids
from poc_docs.text.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from poc_docs.repository.gate import Comparison

BRANCHES = "refs/heads/"


@dataclass(frozen=True, slots=True)
class Update:
    """A ref of the receiving repository, and the objects it is moved from and to; empty for none."""

    ref: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Default:
    """The default branch of the receiving repository: its name there and its commit; empty for none."""

    ref: str
    tip: str


def pushed_updates(lines: str, environment: Mapping[str, str]) -> Iterator[Update]:
    """Read what git gives to ``pre-push``, or what the pre-commit framework made of it.

    A line is ``<local ref> <local id> <remote ref> <remote id>``. Raises ``GitError`` for any other.
    """
    for line in lines.splitlines() or _of_framework(environment):
        match line.rsplit(" ", 3):  # what is pushed may be called HEAD^{/some words of its message}
            case [_, new, ref, old]:
                yield Update(ref, _present(old), _present(new))
            case _:
                raise GitError(f"this is no line that git gives to pre-push: {line!r}")


def _of_framework(environment: Mapping[str, str]) -> Iterator[str]:
    ref = environment.get("PRE_COMMIT_REMOTE_BRANCH")
    new = environment.get("PRE_COMMIT_TO_REF") or environment.get("PRE_COMMIT_LOCAL_BRANCH")
    if ref and new:
        yield f"- {new} {ref} {environment.get('PRE_COMMIT_FROM_REF', '0')}"


def received_updates(lines: str) -> Iterator[Update]:
    """Read what git gives to ``pre-receive``: lines of ``<old id> <new id> <ref>``."""
    for line in lines.splitlines():
        match line.split(" "):
            case [old, new, ref]:
                yield Update(ref, _present(old), _present(new))
            case _:
                raise GitError(f"this is no line that git gives to pre-receive: {line!r}")


def _present(name: str) -> str:
    return "" if set(name) <= {"0"} else name


def comparison_for_push(root: Path, update: Update, remote: str) -> Comparison | None:
    """Compare what is pushed with what the remote has; None where nothing is to be judged.

    ``remote`` is the name of the remote. A branch that is new there is compared with what it shares with
    the branches that are known to be there.
    """
    tip = _commit(root, update.new)
    if not tip:
        return None
    if not update.old:
        return _new_branch(root, tip, ref_ids(root, f"refs/remotes/{remote}/") if remote else [])
    if not is_known(root, update.old):
        raise GitError(
            f"{update.ref} stands at {update.old[:12]} on the other side, which is not known here",
            "fetch it first: git fetch",
        )
    bases = merge_bases(root, tip, commit_of(root, update.old))
    return _moved_branch(root, tip, bases, update.ref, _default_of_remote(root, remote))


def comparison_for_receive(root: Path, update: Update) -> Comparison | None:
    """Compare the new tip of a branch with its old one; None where nothing is to be judged.

    A branch that is new is compared with what it shares with the default branch.
    """
    tip = _commit(root, update.new)
    if not tip:
        return None
    default = Default(full_name(root, "HEAD"), object_id(root, "HEAD"))
    if not update.old or not update.ref.startswith(BRANCHES):
        return _new_branch(root, tip, [default.tip] if default.tip else [])
    return _moved_branch(root, tip, (commit_of(root, update.old),), update.ref, default)


def _commit(root: Path, name: str) -> str:
    """Give the commit that is pushed, or an empty string where something else is: it holds no plans."""
    if not name:
        return ""
    found = object_id(root, name)
    if not found:
        raise GitError(f"there is no object {name}")
    return commit_of(root, found) if _is_commit(root, found) else ""


def _is_commit(root: Path, found: str) -> bool:
    return kind_of(root, f"{found}^{{}}") == "commit"


def _new_branch(root: Path, tip: str, known: list[str]) -> Comparison:
    commits = [commit_of(root, each) for each in known if _is_commit(root, each)]
    return compare(root, merge_bases(root, tip, *commits) if commits else (), tip)


def _moved_branch(root: Path, tip: str, befores: tuple[str, ...], ref: str, default: Default) -> Comparison:
    """Compare with the version before, and with what came from the default branch: that is settled there."""
    if default.tip and ref != default.ref:
        befores += merge_bases(root, tip, commit_of(root, default.tip))
    return compare(root, tuple(dict.fromkeys(befores)), tip)


def _default_of_remote(root: Path, remote: str) -> Default:
    """Give the remote's default branch as far as it is known here."""
    here = f"refs/remotes/{remote}/"
    tip = object_id(root, f"{here}HEAD") if remote else ""
    return Default(full_name(root, f"{here}HEAD").replace(here, BRANCHES, 1) if tip else "", tip)
