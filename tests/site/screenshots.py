"""Pictures of the site for people to look at: ``make screenshots``.

The start page, the table of all plans, plans in several stages and the registers of the sample portfolio,
each light and dark, for a desktop and for a phone.
"""

from __future__ import annotations

import argparse
import base64
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.site.browser import DESKTOP, PHONE, opened, served, set_screen
from tests.site.conftest import build_site
from tests.surroundings import PROJECT, SAMPLES

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

PAGES = {
    "start-page": "",
    "all-plans": "all-plans/",
    "plan-active": "plans/marlowe-pike-substitution-ranking/",
    "plan-late": "plans/vlierhaven-gate-damage/",
    "plan-amended": "plans/westerland-triage-coding/",
    "plan-planning": "plans/tallaroo-fatigue-alerts/",
    "plan-complete": "plans/serra-verde-fraud-scoring/",
    "gaps": "registers/gaps/",
    "criteria": "registers/criteria/",
    "people": "registers/people/",
    "calendar": "registers/calendar/",
    "metrics": "registers/metrics/",
}
SCREENS = {"desktop": DESKTOP, "phone": PHONE}
SCHEMES = ("light", "dark")


def picture(browser: Chrome) -> bytes:
    """Give the whole page that is open as a PNG."""
    height = browser.execute_script("return document.documentElement.scrollHeight")
    width = browser.execute_script("return document.documentElement.clientWidth")
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    options = {"captureBeyondViewport": True, "clip": clip}
    return base64.b64decode(browser.execute_cdp_cmd("Page.captureScreenshot", options)["data"])


def take_screenshots(browser: Chrome, address: str, folder: Path) -> list[Path]:
    """Write a picture of each page on each screen and in each scheme, and give their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    for screen, width in SCREENS.items():
        for scheme in SCHEMES:
            set_screen(browser, width, scheme)
            for name, page in PAGES.items():
                browser.get(address + page)
                taken.append(folder / f"{name}-{screen}-{scheme}.png")
                taken[-1].write_bytes(picture(browser))
    return taken


def main() -> None:
    """Build the site of the sample portfolio, and take a picture of each page."""
    parser = argparse.ArgumentParser(description="Take pictures of the site of the sample portfolio.")
    parser.add_argument("folder", nargs="?", type=Path, default=PROJECT / "build" / "screenshots")
    folder: Path = parser.parse_args().folder
    files = {f"plans/{path.name}": path.read_bytes() for path in SAMPLES}
    files["gaps.md"] = (PROJECT / "gaps.md").read_bytes()
    with tempfile.TemporaryDirectory() as work:
        site = build_site(Path(work) / "project", files)
        with served(site) as address, opened(Path(work) / "profile") as browser:
            taken = take_screenshots(browser, address, folder)
    print(f"{len(taken)} pictures in {folder}")  # noqa: T201 -- this is a command


if __name__ == "__main__":
    main()
