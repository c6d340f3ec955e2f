"""Stylesheet and scripts of the site, which are the same for every portfolio."""

from __future__ import annotations

from importlib.resources import files

STYLESHEET = "assets/poc-docs.css"
SCRIPT = "assets/poc-docs.js"

_STYLES = ("base", "drawing", "start", "plan", "registers", "print")
_SCRIPTS = ("all-plans", "confetti", "scrolled")


def static_files() -> dict[str, str]:
    """Give the texts of stylesheet and script by their path; each is put together from parts."""
    return {
        STYLESHEET: _joined("css", _STYLES),
        SCRIPT: _joined("js", _SCRIPTS),
    }


def _joined(kind: str, names: tuple[str, ...]) -> str:
    folder = files("poc_docs.site.assets").joinpath(kind)
    return "\n".join(folder.joinpath(f"{name}.{kind}").read_text(encoding="utf-8") for name in names)
