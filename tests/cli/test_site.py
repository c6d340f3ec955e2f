"""``poc-docs site``: built, served, or written as pages; and what is refused."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from tests.cli.three_plans import copy_of
from tests.served import PATIENCE, fetch, free_port
from tests.site.conftest import make_project
from tests.surroundings import BY_NAME, environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.surroundings import Repository

SAMPLE = BY_NAME["marlowe"]
OTHER = BY_NAME["tranvik"]


@pytest.fixture
def repository(pristine: Repository, tmp_path: Path) -> Repository:
    repository = copy_of(pristine, tmp_path / "team")
    for path in (SAMPLE, OTHER):
        repository.write(f"plans/{path.name}", path.read_bytes())
    return repository


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make what ``with_site`` adds a copy of."""
    return make_project(tmp_path_factory.mktemp("project"), {})


@pytest.fixture
def with_site(repository: Repository, project: Path) -> Repository:
    shutil.copytree(project, repository.root, dirs_exist_ok=True)
    return repository


def run(repository: Repository, *arguments: str, succeeds: bool = True) -> str:
    return repository.run(sys.executable, "-m", "poc_docs", *arguments, succeeds=succeeds)


def test_build_gives_the_same_pages_as_mkdocs_itself(with_site: Repository) -> None:
    said = run(with_site, "site", "build", "-o", "ours")
    assert "Next: poc-docs site serve" in said
    with_site.run(sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", "theirs")
    ours = {p.relative_to(with_site.root / "ours"): p for p in (with_site.root / "ours").rglob("*.html")}
    assert {path.as_posix() for path in ours} > {"index.html", "all-plans/index.html"}
    for path, file in ours.items():
        assert file.read_bytes() == (with_site.root / "theirs" / path).read_bytes(), path


def test_build_with_files_opens_without_a_server(with_site: Repository) -> None:
    said = run(with_site, "site", "build", "--files")
    assert f"open {(with_site.root / 'site' / 'index.html').as_uri()} in a browser" in said
    assert (with_site.root / "site" / "plans" / f"{SAMPLE.stem}.html").is_file()


def test_the_pages_are_of_the_day_that_is_named(with_site: Repository) -> None:
    run(with_site, "site", "build", "--today", "2026-11-19")
    assert "2026-11-19" in (with_site.root / "site" / "index.html").read_text("utf-8")


def test_a_fault_of_the_site_itself_ends_the_build(with_site: Repository) -> None:
    with_site.write("docs/guide.md", "# A guide\n\n[gone](nowhere.md)\n")
    said = run(with_site, "site", "build", succeeds=False)
    assert "nowhere.md" in said
    assert "poc-docs: the site was not built" in said
    assert "Traceback" not in said


def test_a_build_that_fails_leaves_the_site_that_was_there(with_site: Repository) -> None:
    run(with_site, "site", "build")
    before = (with_site.root / "site" / "index.html").read_bytes()
    with_site.write("docs/guide.md", "# A guide\n\n[gone](nowhere.md)\n")
    run(with_site, "site", "build", succeeds=False)
    assert (with_site.root / "site" / "index.html").read_bytes() == before
    assert not [path for path in with_site.root.iterdir() if path.name.startswith(".poc-docs-")]


def test_a_build_that_is_killed_leaves_nothing_beyond_the_next_one(with_site: Repository) -> None:
    command = [sys.executable, "-m", "poc_docs", "site", "build"]
    with subprocess.Popen(
        command, cwd=with_site.root, env=environment(), stderr=subprocess.PIPE, start_new_session=True
    ) as killed:
        assert killed.stderr
        assert any(b"Building documentation" in line for line in killed.stderr)
        os.killpg(killed.pid, signal.SIGKILL)
    assert len(list(with_site.root.glob(".poc-docs-site-*"))) == 1
    run(with_site, "site", "build")
    assert list(with_site.root.glob(".poc-docs-*")) == []


def test_a_full_disk_is_one_message_and_the_site_stays(with_site: Repository) -> None:
    run(with_site, "site", "build")
    before = {path: path.read_bytes() for path in (with_site.root / "site").rglob("*") if path.is_file()}
    limited = ["sh", "-c", 'ulimit -f 8; exec "$@"', "sh", sys.executable, "-m", "poc_docs", "site", "build"]
    done = subprocess.run(
        limited, cwd=with_site.root, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    said = [line for line in done.stderr.splitlines() if not line.startswith("INFO ")]
    assert len(said) == 2, done.stderr
    assert said[0].startswith(f"poc-docs: the site was not built: {with_site.root / 'site'}/")
    assert said[0].endswith(": File too large")
    assert said[1].startswith("  -> make room on the disk, and build again")
    after = {path: path.read_bytes() for path in (with_site.root / "site").rglob("*") if path.is_file()}
    assert after == before
    assert list(with_site.root.glob(".poc-docs-*")) == []


@pytest.mark.parametrize("folder", ["plans", "plans/site", "docs", ".", "mine"])
def test_a_folder_with_other_files_is_never_built_into(with_site: Repository, folder: str) -> None:
    with_site.write("mine/tax.txt", "mine")
    before = {path: path.read_bytes() for path in with_site.root.rglob("*") if path.is_file()}
    said = with_site.poc_docs("site", "build", "-o", folder, code=2)
    assert "holds other files" in said or "lies among the plans" in said
    assert {path: path.read_bytes() for path in with_site.root.rglob("*") if path.is_file()} == before


def test_a_site_is_built_anew_and_keeps_the_hidden_files_of_its_folder(with_site: Repository) -> None:
    run(with_site, "site", "build", "-o", "public", "--files")
    with_site.write("public/.nojekyll", "")
    run(with_site, "site", "build", "-o", "public")
    assert (with_site.root / "public" / ".nojekyll").is_file()
    assert (with_site.root / "public" / "all-plans" / "index.html").is_file()
    assert not (with_site.root / "public" / "all-plans.html").exists()


@pytest.mark.parametrize("what", ["build", "serve"])
def test_a_configuration_without_the_plugin_is_told_what_to_add(repository: Repository, what: str) -> None:
    repository.write("docs/guide.md", "# A guide\n")
    repository.write("mkdocs.yml", "site_name: Ours\n")
    said = repository.poc_docs("site", what, code=2)
    assert "does not name the plugin poc-docs" in said
    assert "- poc-docs" in said


@pytest.mark.parametrize("what", ["build", "serve"])
def test_without_configuration_it_says_what_writes_one(repository: Repository, what: str) -> None:
    said = repository.poc_docs("site", what, code=2)
    assert "there is no mkdocs.yml" in said
    assert "'poc-docs init' writes one" in said


def test_a_day_that_is_none_is_a_clear_error_also_from_mkdocs(with_site: Repository) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=with_site.root,
        env={**environment(), "POC_DOCS_TODAY": "tomorrow"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "POC_DOCS_TODAY is no day: 'tomorrow'" in done.stderr
    assert "Traceback" not in done.stderr


@contextlib.contextmanager
def started(repository: Repository) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve the site; give its address, and the server."""
    port = free_port()
    command = [sys.executable, "-m", "poc_docs", "site", "serve", "--port", str(port)]
    with subprocess.Popen(
        command, cwd=repository.root, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as server:
        try:
            yield f"http://127.0.0.1:{port}/", server
        finally:
            server.terminate()
            server.communicate()


@contextlib.contextmanager
def serving(repository: Repository) -> Iterator[str]:
    with started(repository) as (address, _):
        yield address


def test_a_port_that_is_taken_while_the_site_is_built_is_told_in_one_message(with_site: Repository) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        serve = ("serve", "--config-file", "mkdocs.yml", "--dirty", "--dev-addr", f"127.0.0.1:{port}")
        said = with_site.run(sys.executable, "-m", "poc_docs.cli.serving", port, *serve, succeeds=False)
    assert f"poc-docs: port {port} can't be used: Address already in use\n  -> another site may be" in said
    assert "Traceback" not in said


def test_served_pages_follow_each_edit_and_the_search_knows_every_plan(with_site: Repository) -> None:
    with serving(with_site) as address:
        page, other = (f"{address}plans/{path.stem}/" for path in (SAMPLE, OTHER))
        fetch(page)
        before = fetch(other)
        with_site.replace(f"plans/{SAMPLE.name}", "Gwen Tregear", "Gwenllian Tregear")
        after = fetch(page, lambda text: "Gwenllian Tregear" in text)
        index = fetch(f"{address}search/search_index.json", lambda text: "Gwenllian" in text)
        assert "Gwen Tregear" not in after
        assert f"plans/{OTHER.stem}/" in index
        assert f"plans/{SAMPLE.stem}/" in index
        assert title_of(fetch(other)) == title_of(before)


def test_a_new_plan_is_served_and_one_that_is_gone_is_listed_no_more(with_site: Repository) -> None:
    with serving(with_site) as address:
        fetch(address)
        with_site.write("plans/new.md", "# A new one\n")
        assert "A new one" in fetch(f"{address}plans/new/")
        (with_site.root / "plans" / "new.md").unlink()
        fetch(f"{address}all-plans/", lambda text: "A new one" not in text)


def test_pages_name_the_commit_that_is_made_while_the_site_is_served(with_site: Repository) -> None:
    with_site.commit("Two plans")
    first = with_site.git("rev-parse", "--short=9", "HEAD").strip()
    with serving(with_site) as address:
        page = f"{address}plans/{SAMPLE.stem}/"
        assert f"commit <code>{first}</code>" in fetch(page)
        with_site.git("commit", "--allow-empty", "-m", "Nothing changed")
        second = with_site.git("rev-parse", "--short=9", "HEAD").strip()
        assert f"commit <code>{second}</code>" in fetch(page, lambda text: second in text)


@pytest.mark.parametrize(
    ("name", "mistake"),
    [("mkdocs.yml", "nav: [\n"), ("mkdocs.yml", "theme: no-such\n"), ("pyproject.toml", "[")],
)
def test_a_mistake_in_the_settings_leaves_the_site_as_it_was_until_it_is_put_right(
    with_site: Repository, name: str, mistake: str
) -> None:
    with_site.write("pyproject.toml", "")
    path = with_site.root / name
    before = path.read_text()
    with started(with_site) as (address, server):
        page = fetch(address)
        path.write_text(before + mistake)
        assert b"Traceback" not in printed_until(server, b"the site stays as it was until this is put right")
        assert without_time(fetch(address)) == without_time(page)
        path.write_text(before)
        with_site.write("plans/new.md", "# A new one\n")
        assert "A new one" in fetch(f"{address}plans/new/")


def printed_until(server: subprocess.Popen[bytes], words: bytes) -> bytes:
    """Give what a server prints up to a line with these words; one that never prints them is ended."""
    assert server.stdout
    end = threading.Timer(PATIENCE, server.terminate)
    end.start()
    printed = b""
    for line in server.stdout:
        printed += line
        if words in line:
            break
    end.cancel()
    assert words in printed
    return printed


def without_time(page: str) -> str:
    """Give a page without the last line, in which the server writes when it built it."""
    return page.rpartition("reload(")[0]


def title_of(page: str) -> str:
    return page.partition("<title>")[2].partition("</title>")[0]


def test_a_port_that_is_taken_is_named_with_another_to_try(with_site: Repository) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = with_site.poc_docs("site", "serve", "--port", str(port), code=2)
    assert f"port {port} can't be used" in said
    assert "poc-docs site serve --port" in said


def test_pages_are_written_and_written_again_only_where_they_changed(repository: Repository) -> None:
    said = repository.poc_docs("site", "pages", "out")
    assert "assets/poc-docs.css" in said
    out = repository.root / "out"
    written = {path.relative_to(out).as_posix() for path in out.rglob("*.md")}
    assert {"index.md", "all-plans.md", f"plans/{SAMPLE.name}", f"plans/{OTHER.name}"} <= written
    assert "0 files changed" in repository.poc_docs("site", "pages", "out")
    (repository.root / "plans" / OTHER.name).unlink()
    repository.poc_docs("site", "pages", "out")
    assert not (repository.root / "out" / "plans" / OTHER.name).exists()
    assert (repository.root / "out" / "plans" / SAMPLE.name).exists()


def test_pages_never_go_into_a_folder_with_other_files(repository: Repository) -> None:
    repository.write("docs/index.md", "# Mine\n")
    said = repository.poc_docs("site", "pages", "docs", code=2)
    assert "holds other files" in said
    assert (repository.root / "docs" / "index.md").read_text() == "# Mine\n"


def test_pages_never_go_among_the_plans(repository: Repository) -> None:
    assert "lies among the plans" in repository.poc_docs("site", "pages", "plans/site", code=2)


def test_a_list_of_written_files_that_was_tampered_with_removes_nothing_elsewhere(
    repository: Repository,
) -> None:
    repository.poc_docs("site", "pages", "out")
    mine = repository.write("mine.md", "mine\n")
    manifest = repository.root / "out" / ".poc-docs-pages"
    manifest.write_text(manifest.read_text() + f"../mine.md\n{mine}\n")
    repository.poc_docs("site", "pages", "out")
    assert mine.read_text() == "mine\n"


def test_without_git_the_pages_are_written_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / SAMPLE.name).write_bytes(SAMPLE.read_bytes())
    done = subprocess.run(
        [sys.executable, "-m", "poc_docs", "site", "pages", "out"],
        cwd=tmp_path,
        env={**environment(), "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "commit" not in (tmp_path / "out" / "index.md").read_text("utf-8").rpartition("As of")[2]
