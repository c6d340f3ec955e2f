"""Links to the repository's files and commits, from what its remote is called."""

from __future__ import annotations

import pytest

from poc_docs.site.forge import Host, forge_of

COMMIT = "0f3c9d2"


@pytest.mark.parametrize(
    ("remote", "commit"),
    [
        ("https://github.com/acme/plans.git", "https://github.com/acme/plans/commit/0f3c9d2"),
        ("git@github.com:acme/plans.git", "https://github.com/acme/plans/commit/0f3c9d2"),
        ("ssh://git@gitlab.acme.io:2222/a/b/plans.git", "https://gitlab.acme.io/a/b/plans/-/commit/0f3c9d2"),
        ("https://gitlab.acme.io:8443/a/plans", "https://gitlab.acme.io:8443/a/plans/-/commit/0f3c9d2"),
        ("https://bitbucket.org/acme/plans/", "https://bitbucket.org/acme/plans/commits/0f3c9d2"),
    ],
)
def test_a_known_host_gives_links(remote: str, commit: str) -> None:
    forge = forge_of(remote, "main")
    assert forge
    assert forge.commit(COMMIT) == commit


@pytest.mark.parametrize(
    "remote",
    [
        "/srv/git/plans.git",
        "../plans",
        "C:\\github\\plans",
        "file:///srv/github/plans",
        "https://git.acme.io/plans",
        "https://github.com/",
        "https://[github",
        "javascript:alert(1)//github.com/a/b",
        "",
    ],
)
def test_other_addresses_give_none(remote: str) -> None:
    assert forge_of(remote, "main") is None


def test_a_host_that_is_named_needs_no_telling_address() -> None:
    forge = forge_of("git@git.acme.io:sales/plans.git", "main", Host.GITLAB)
    assert forge
    assert forge.edit("plans/x y.md") == "https://git.acme.io/sales/plans/-/edit/main/plans/x%20y.md"


def test_a_token_in_the_address_is_on_no_page() -> None:
    forge = forge_of("https://ines:glpat-secret@gitlab.com/acme/plans.git", "feature/new plans")
    assert forge
    assert forge.file("plans/a.md") == "https://gitlab.com/acme/plans/-/blob/feature/new%20plans/plans/a.md"
