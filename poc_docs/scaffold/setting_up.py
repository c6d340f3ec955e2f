"""Which steps set a repository up: what is missing is written, what is there is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from poc_docs.scaffold.hosts import PLACEHOLDER, pip_address
from poc_docs.scaffold.steps import AddByHand, Ci, Hooks, Keep, Mend, Set, Write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from poc_docs.scaffold.steps import Choices, Found, Packaged, Step

ATTRIBUTES, IGNORED, SITE = ".gitattributes", ".gitignore", "mkdocs.yml"
LEFT_BEHIND = ".poc-docs-*"
SHARED = "/*.html"
"""What 'poc-docs share' writes for a prospect, where nobody names a place."""
PRE_COMMIT, TEMPLATE = ".pre-commit-config.yaml", "templates/plan.md"
GITHUB, GITLAB, GITLAB_BESIDE = ".github/workflows/poc-docs.yml", ".gitlab-ci.yml", ".gitlab/poc-docs.yml"
PAGE, START_PAGE = "docs/how-we-work.md", "docs/index.md"
CODEOWNERS = (".github/CODEOWNERS", ".gitlab/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""The places where the hosts look for code owners."""

HOOKS_FOLDER, HOOKS_PATH = "hooks", "core.hookspath"
HOOKS_SETTING = "core.hooksPath"
_CALLS = {
    "pre-commit": "poc-docs gate",
    "pre-merge-commit": "poc-docs gate",
    "pre-push": 'poc-docs gate --push "$1"',
}
CLIENT_HOOKS = tuple(_CALLS)
"""The hooks of a clone; others belong on a server."""

_PLAN_ATTRIBUTES = "plans/**/*.md text merge=poc-docs diff=poc-docs"
_HOOK_ATTRIBUTES = f"{HOOKS_FOLDER}/* text eol=lf"
_IF_INSTALLED = "if command -v poc-docs >/dev/null; then {} else {} fi"
"""Git fails, or keeps one side alone, if it can't run a command; a GUI may not know where poc-docs is."""

_MERGE = _IF_INSTALLED.format(
    "poc-docs merge-driver --marker-size %L %O %A %B %P;",
    "git merge-file --marker-size %L -L ours -L base -L theirs %A %O %B;",
)
_SHOW = _IF_INSTALLED.format('poc-docs diff --textconv "$1";', 'cat "$1";')

_SETTINGS = {
    "merge.poc-docs.name": ("poc-docs: plans by row, cell and key", "the name of the merge driver"),
    "merge.poc-docs.driver": (_MERGE, "git merge joins plans cell by cell"),
    "diff.poc-docs.textconv": (f"f() {{ {_SHOW}; }}; f", "git diff shows plans in their own terms"),
}


def looked_at(packaged: Packaged) -> tuple[str, ...]:
    """Give every path whose text decides about a step."""
    hooks = tuple(f"{HOOKS_FOLDER}/{name}" for name in packaged.hooks)
    single = (
        ATTRIBUTES,
        IGNORED,
        SITE,
        PRE_COMMIT,
        TEMPLATE,
        GITHUB,
        GITLAB,
        GITLAB_BESIDE,
        PAGE,
        START_PAGE,
    )
    return (*single, *CODEOWNERS, *hooks)


def setup_steps(found: Found, choices: Choices, packaged: Packaged) -> list[Step]:
    """Give the steps that are missing, and what is kept, in the order in which a person reads them."""
    return [
        *_plans(found, packaged),
        *_site(found, packaged),
        *_attributes(found, choices),
        *(
            _git_hooks(found, packaged)
            if choices.hooks is Hooks.GIT
            else _pre_commit(found, choices, packaged)
        ),
        *_workflows(found, choices, packaged),
        *_code_owners(found, choices),
        *_settings(found),
    ]


def writes_address(found: Found, choices: Choices, packaged: Packaged) -> bool:
    """Say whether a missing file would have the address that git clones poc-docs from."""
    without, named = (
        setup_steps(found, replace(choices, repository=source, named=False), packaged)
        for source in (None, PLACEHOLDER)
    )
    return without != named


def default_hooks(found: Found) -> Hooks | None:
    """Give what the repository calls its hooks with already, or None where nothing says so.

    A new clone has the folder, and not yet the setting.
    """
    committed = any("poc-docs" in found.files.get(f"{HOOKS_FOLDER}/{name}", "") for name in CLIENT_HOOKS)
    if found.settings.get(HOOKS_PATH) == HOOKS_FOLDER or (committed and PRE_COMMIT not in found.files):
        return Hooks.GIT
    return Hooks.PRE_COMMIT if PRE_COMMIT in found.files else None


def _plans(found: Found, packaged: Packaged) -> Iterator[Step]:
    if found.has_plans:
        yield Keep("plans/")
    else:
        yield Write("plans/.gitkeep", "", "the folder of the plans")
    yield _whole(found, TEMPLATE, packaged.plan, "your own template, which 'poc-docs new' takes")


def _whole(found: Found, path: str, text: str, why: str) -> Step:
    return Keep(path) if path in found.files else Write(path, text, why)


def _site(found: Found, packaged: Packaged) -> Iterator[Step]:
    if SITE not in found.files:
        if START_PAGE in found.files:
            yield Mend(START_PAGE, "give it another name: poc-docs writes the start page of the site")
        elif found.has_pages:
            yield Keep("docs/")
        else:
            yield Write(PAGE, packaged.templates["how-we-work.md"], "a first page of your own for the site")
        # After its pages: where it is there, they were written, whatever ended the command before this.
        yield Write(SITE, packaged.templates["mkdocs.yml"], "the site of the plans")
    elif "poc-docs" in found.files[SITE]:
        yield Keep(SITE)
    else:
        yield AddByHand(SITE, "plugins:\n  - search\n  - poc-docs\n", "the site needs the plugin")
    known = {line.strip().strip("/") for line in found.files.get(IGNORED, "").splitlines()}
    wanted = [line for line in ("/site/", SHARED, LEFT_BEHIND) if line.strip("/") not in known]
    yield _lines(
        found,
        IGNORED,
        wanted,
        "not committed: the built site, pages for prospects, what a killed command leaves",
    )


def _lines(found: Found, path: str, missing: list[str], why: str) -> Step:
    """Give a new file with ``missing`` lines, or what a person adds to the file that is there."""
    text = "".join(f"{line}\n" for line in missing)
    if not missing:
        return Keep(path)
    return AddByHand(path, text, why) if path in found.files else Write(path, text, why)


def _attributes(found: Found, choices: Choices) -> Iterator[Step]:
    wanted = [_PLAN_ATTRIBUTES, *([_HOOK_ATTRIBUTES] if choices.hooks is Hooks.GIT else [])]
    known = [line.split() for line in found.files.get(ATTRIBUTES, "").splitlines()]
    missing = [line for line in wanted if not any(_says(words, line.split()) for words in known)]
    yield _lines(found, ATTRIBUTES, missing, "how git compares and merges plans")


def _says(words: list[str], wanted: list[str]) -> bool:
    return words[:1] == wanted[:1] and set(wanted) <= set(words)


def _pre_commit(found: Found, choices: Choices, packaged: Packaged) -> Iterator[Step]:
    block = _pre_commit_block(choices)
    why = "pre-commit calls the gate before each commit"
    if PRE_COMMIT not in found.files:
        yield Write(PRE_COMMIT, packaged.templates["pre-commit-config.yaml"] + block, why)
    elif "poc-docs" in found.files[PRE_COMMIT]:
        pins = choices.named and choices.repository and choices.repository not in found.files[PRE_COMMIT]
        asked = "you named where poc-docs comes from; put this in place of its entry"
        yield AddByHand(PRE_COMMIT, block, asked) if pins else Keep(PRE_COMMIT)
    else:
        yield AddByHand(PRE_COMMIT, f"# below 'repos:'\n{block}", why)


def _pre_commit_block(choices: Choices) -> str:
    if choices.repository:
        return (
            f"  - repo: {choices.repository}\n    rev: v{choices.version}\n    hooks:\n"
            "      - id: poc-docs-check\n      - id: poc-docs-gate\n      - id: poc-docs-push\n"
        )
    return """\
  - repo: local # takes the poc-docs that is installed; 'poc-docs init --source ADDRESS' pins a release
    hooks:
      - id: poc-docs-gate
        name: judge proof-of-concept plans
        entry: poc-docs gate
        language: system
        pass_filenames: false
        always_run: true
        stages: [pre-commit, pre-merge-commit, manual]
      - id: poc-docs-push
        name: judge pushed proof-of-concept plans
        entry: poc-docs gate --push
        language: system
        pass_filenames: false
        always_run: true
        stages: [pre-push]
"""


def _git_hooks(found: Found, packaged: Packaged) -> Iterator[Step]:
    folder = found.settings.get(HOOKS_PATH)
    if (folder or HOOKS_FOLDER) != HOOKS_FOLDER or (not folder and found.hooks_in_use):
        yield from _hooks_elsewhere(found, folder or ".git/hooks")
        return
    foreign = False
    for name in CLIENT_HOOKS:
        path = f"{HOOKS_FOLDER}/{name}"
        text = packaged.hooks.get(name)
        if text is None:
            continue
        if path not in found.files:
            yield Write(path, text, f"what git runs at {name}", executable=True)
        elif "poc-docs" in found.files[path] or found.files[path] == text:
            yield Keep(path)
        else:
            foreign = True
            yield AddByHand(path, text, "your hook does not call the gate yet")
    if folder:
        yield Keep(HOOKS_SETTING)
    elif not foreign:
        yield Set(HOOKS_SETTING, HOOKS_FOLDER, "git calls the gate before each commit")


def _hooks_elsewhere(found: Found, folder: str) -> Iterator[Step]:
    """Give the line for each hook in the folder that git takes its hooks from: it is the team's own."""
    why = f"git takes its hooks from {folder}, and another core.hooksPath would switch those off"
    for name, call in _CALLS.items():
        path = f"{folder}/{name}"
        if "poc-docs" in found.hooks_in_use.get(name, ""):
            yield Keep(path)
        elif name in found.hooks_in_use:
            yield AddByHand(path, f"{call}\n", why)
        else:
            yield AddByHand(
                path, f"#!/bin/sh\nexec {call}\n", f"{why}; make that file, and make it executable"
            )


def _workflows(found: Found, choices: Choices, packaged: Packaged) -> Iterator[Step]:
    address = pip_address(choices.repository or PLACEHOLDER, choices.version)

    def filled(path: str, name: str, why: str) -> Step:
        if choices.named and address not in found.files.get(path, address):
            return Mend(path, f"names another poc-docs than {address}, which you gave")
        return _whole(found, path, packaged.templates[name].replace("@@ADDRESS@@", address), why)

    why = "checks each {} request, and builds the site every morning"
    if choices.repository is None:
        why += "; put in where your team keeps poc-docs"
    if choices.ci in {Ci.GITHUB, Ci.BOTH}:
        yield filled(GITHUB, "github-workflow.yml", why.format("pull"))
    if choices.ci in {Ci.GITLAB, Ci.BOTH}:
        text = found.files.get(GITLAB)
        if text is not None and "poc-docs" not in text:
            yield filled(GITLAB_BESIDE, "gitlab-ci.yml", why.format("merge"))
            yield AddByHand(GITLAB, f"include:\n  - local: {GITLAB_BESIDE}\n", "GitLab reads this file only")
        else:
            yield filled(GITLAB, "gitlab-ci.yml", why.format("merge"))


def _code_owners(found: Found, choices: Choices) -> Iterator[Step]:
    owners = " ".join(choices.owners)
    line = f"/plans/ {owners}" if owners else "# /plans/ @your-organisation/your-team"
    why = "who reviews a change to a plan" if owners else "who reviews a change to a plan; fill in the name"
    path = next((place for place in CODEOWNERS if place in found.files), "CODEOWNERS")
    text = found.files.get(path, "")
    known = "/plans/" in text and (not owners or line in text.splitlines())
    yield _lines(found, path, [] if known else [line], why)


def _settings(found: Found) -> Iterator[Step]:
    for key, (value, why) in _SETTINGS.items():
        # A value of the team's own is not overwritten.
        yield Keep(key) if key in found.settings else Set(key, value, why)
