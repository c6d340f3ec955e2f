"""Sites built once for all tests that look at them."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.site.browser import opened, served, start_anew
from tests.site.hostile import hostile_files
from tests.site.rendered import TODAY
from tests.surroundings import PROJECT, SAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from selenium.webdriver import Chrome

QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "POC_DOCS_TODAY": str(TODAY)}


def make_project(root: Path, files: Mapping[str, bytes], **options: object) -> Path:
    """Lay out a project with our mkdocs.yml, these plans, and one page in place of our guides."""
    root.mkdir(parents=True, exist_ok=True)
    config = yaml.safe_load((PROJECT / "mkdocs.yml").read_text("utf-8")) | options
    config.pop("nav", None)
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")
    for name, data in {"docs/guide.md": b"# A guide\n\nWords.\n", **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def build(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Build the project strictly; never with -q, which hides warnings from strict."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", *arguments]
    return subprocess.run(
        command, cwd=root, env=os.environ | QUIET, capture_output=True, text=True, check=False
    )


def build_site(root: Path, files: Mapping[str, bytes]) -> Path:
    """Build a project with these plans, which must succeed, and give the folder of the site."""
    done = build(make_project(root, files))
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return root / "site"


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample portfolio."""
    files = {f"plans/{path.name}": path.read_bytes() for path in SAMPLES}
    return build_site(tmp_path_factory.mktemp("sample"), files)


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the hostile plans."""
    return build_site(tmp_path_factory.mktemp("hostile"), hostile_files())


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Open a browser once: that takes longer than most looks at a page."""
    with opened(tmp_path_factory.mktemp("chromium") / "profile") as browser:
        yield browser


@pytest.fixture
def browser(chromium: Chrome) -> Chrome:
    """Give a browser that knows no page yet."""
    start_anew(chromium)
    return chromium


@pytest.fixture
def samples(sample_site: Path) -> Iterator[str]:
    """Serve the sample portfolio."""
    with served(sample_site) as address:
        yield address


@pytest.fixture
def hostile(hostile_site: Path) -> Iterator[str]:
    """Serve the hostile plans."""
    with served(hostile_site) as address:
        yield address
