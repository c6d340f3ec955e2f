"""What all tests share: hypothesis profiles, and no silent skips where CI forbids them."""

from __future__ import annotations

import gc
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.published import publish
from tests.surroundings import Repository, new_repository

if TYPE_CHECKING:
    from pathlib import Path

settings.register_profile(
    "ci", derandomize=True, deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", parent=settings.get_profile("ci"), derandomize=False, max_examples=10_000)
# For a quick look at coverage, which slows everything down and needs each line once.
settings.register_profile("few", parent=settings.get_profile("ci"), max_examples=20)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

# A plan that is read is many small objects, hardly any in a circle: the search took a fifth of the time.
gc.set_threshold(50_000, 20, 20)

_NO_SKIP = os.environ.get("POC_DOCS_NO_SKIP") == "1"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip browser tests where there is no browser, and leave to the long run what is marked so."""
    if os.environ.get("HYPOTHESIS_PROFILE") != "long" and "long" not in config.option.markexpr:
        left = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]
    if shutil.which("chromium") and shutil.which("chromedriver"):
        return
    missing = pytest.mark.skip(reason="needs chromium and chromedriver")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(missing)


def pytest_collection_finish() -> None:
    """Leave what was collected out of Python's search for circles of objects: it stays to the end."""
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):  # type: ignore[no-untyped-def]  # noqa: ANN201
    """Turn a skip into a failure where CI forbids it."""
    report = yield
    if _NO_SKIP and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI forbids: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Give a repository that nobody changes: copying it is faster than making one."""
    return new_repository(tmp_path_factory.mktemp("pristine") / "pocs")


@pytest.fixture
def repository(pristine: Repository, tmp_path: Path) -> Repository:
    """Give a repository with one commit and no plans, with the gate in place."""
    return Repository(shutil.copytree(pristine.root, tmp_path / "pocs"))


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Give the project as a repository that others can clone."""
    return publish(tmp_path_factory.mktemp("published") / "poc-docs")
