"""Plans by somebody who wants markup of theirs on the page, and files that are hardly plans."""

from __future__ import annotations

VECTORS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](&#1;javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "[x](<javascript:alert(1)>)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](https://tracker.example/pixel.png)",
    '[x](https://e.example "onmouseover=alert(1)")',
    '[x](https://e.example/"onmouseover="alert(1))',
    "x {: onclick=alert(1) }",
    "{: #search-index onclick=alert(1) style=position:fixed }",
    "{{ config.site_name }} {% include 'mkdocs.yml' %}",
    '--8<-- "mkdocs.yml"',
    "</div></div></td></table><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
    "&lt;img src=x onerror=alert(1)&gt;",
    "' onmouseover='alert(1)",
    '" onmouseover="alert(1)',
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0001\x03",
    "&#2;wzxhzdk:0&#3;",
    "<!-- --><script>alert(1)</script><!-- -->",
    "<? alert(1) ?>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "[TOC]",
    "*[HTML]: <script>alert(1)</script>",
    "[^1]: <script>alert(1)</script>",
    "!!! note <script>alert(1)</script>",
    ":smile: ==mark== ^^ins^^ H~2~O",
    "`</code><script>alert(1)</script>`",
    "\u202ereversed\u202c",
    "w" * 3000,
    "https://example.org/" + "a" * 3000,
    "\u05d0\u05d1\u05d2 \u05d3\u05d4 (\u05d5)",
)
"""Each stands alone in a cell, a heading, a paragraph and a front-matter value."""


def cell(text: str) -> str:
    """Give a text so that it stays in one cell."""
    return text.replace("|", "\\|").replace("\n", " ")


def quoted(text: str) -> str:
    """Give a text as a YAML scalar; control characters can't stand in one."""
    plain = "".join(char for char in text if char.isprintable())
    return "'" + plain.replace("'", "''") + "'"


def hostile_plan(text: str) -> str:
    """Give a plan with ``text`` at every place where a text can stand."""
    value, shown = quoted(text), cell(text)
    code = "v1:sha256:" + "0" * 64
    signature = f"party: prospect, name: {value}, role: {value}, date: 2026-03-05, evidence: {value}"
    change = f"where: {value}, from: {value}, to: {value}"
    amendment = f"date: 2026-03-09, by: {value}, reason: {value}, from: '{code}', to: '{code}'"
    return f"""---
id: {value}
title: {value}
prospect: {value}
sales_engineer: {value}
opportunity: {value}
date: {value}
status: Active
signatures:
  - {{{signature}, parameters: '{code}'}}
  - {{{signature}, results: '{code}'}}
amendments:
  - {{{amendment}, changes: [{{{change}}}]}}
closed: {{date: 2026-04-01, by: {value}, reason: withdrew}}
tags: [{value}]
---

# POC Plan: {text}

{text}

## POC Overview

- **Objective:** {text}
- **Duration:** {text}
- **Decision date:** {text}
- **Decision maker:** {text}

## Success Criteria

| # | Criterion | Measurement | Target | Weight | Baseline | Partial |
|---|-----------|-------------|--------|--------|----------|---------|
| 1 | {shown} | {shown} | {shown} | {shown} | {shown} | {shown} |
| {shown} | a | b | < 1 s | Critical | | |

## Results (Post-POC)

| # | Criterion | Result | Target | Status | Evidence | Note |
|---|-----------|--------|--------|--------|----------|------|
| 1 | {shown} | {shown} | {shown} | Pass | {shown} | Judged by {shown} (vendor): {shown} |

### Gaps Identified

| Gap | Severity | Workaround | Reported To | Id | Criterion |
|-----|----------|------------|-------------|----|-----------|
| {shown} | {shown} | {shown} | {shown} | {shown} | 1 |

### Decision

**Outcome:** {text}

**Reason:** {text}

**Customer feedback:** {text}

## {text}

> {text}

1. {text}

```{text.splitlines()[0].replace("`", "")}
{text}
```

    {text}

{text}
"""


BROKEN = {
    "plans/broken.md": b"---\nstatus: Active\nstatus: Complete\n---\n\n# POC Plan: A -- B\n",
    "plans/crlf.md": b"---\r\ntitle: x\r\n---\r\n\r\n# POC Plan: A -- B\r\n\r\n| a |\r\n|---|\r\n| b |\r\n",
    "plans/dots.md": b"---\ntitle: x\n...\n<script>alert(1)</script>\n",
    "plans/empty.md": b"",
    "plans/latin.md": "# POC Plan: Caf\u00e9 -- <b>x</b>\n".encode("latin-1"),
    "plans/nul.md": b"# POC Plan: a\x00b -- c\n\n\x00\x01\x02\x03\x1f\n",
    "plans/open.md": b"---\ntitle: x\n# POC Plan: A -- B\n",
    "plans/index.md": b"# POC Plan: A -- named index\n",
    "plans/README.md": b"# POC Plan: A -- named README\n",
    "plans/.hidden.md": b"# POC Plan: A -- with a dot\n",
    "plans/2026/index.html/a.md": b"# POC Plan: A -- in a folder\n",
    "plans/2026.md": b"# POC Plan: A -- beside the folder\n",
    "plans/a #1 50%? \u05d0.md": b"# POC Plan: A -- odd name\n",
    "plans/<script>.md": b"# other\n",
    "plans/links.md": (
        b"# POC Plan: A -- B\n\n## One\n\n## One\n\n## Agreement\n\n[plan](empty.md) [file](../x.pdf) "
        b"[here](#one) [nowhere](#two) [root](/etc) [[nested](a.md)](b.md)\n"
    ),
}


def hostile_files() -> dict[str, bytes]:
    """Give every hostile plan and every broken file by its path."""
    hostile = {f"plans/v{i:02}.md": hostile_plan(text).encode() for i, text in enumerate(VECTORS)}
    return {**hostile, **BROKEN}
