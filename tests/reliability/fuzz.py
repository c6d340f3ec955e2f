"""Fuzzing led by coverage: ``python -m tests.reliability.fuzz NAME SECONDS FOLDER``, with atheris.

FOLDER gets the inputs that reached something new, and as ``found-*`` those that did harm.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    """Fuzz one of the targets for some seconds."""
    import atheris

    name, seconds, corpus = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    with atheris.instrument_imports(include=["poc_docs"]):
        from tests.reliability.fuzzing import TARGETS, seeds

    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(data[:65536])
    limits = [f"-max_total_time={seconds}", "-timeout=20", "-max_len=65536"]
    atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={corpus}/found-", str(corpus)], TARGETS[name][0])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
