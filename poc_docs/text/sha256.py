"""SHA-256 as Python itself has it: ``hashlib`` would load OpenSSL, which takes longer than git's answers.

The module is found where the standard library's ``random`` finds the like of it; else ``hashlib`` serves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import sha256
else:
    try:
        from _sha2 import sha256  # from Python 3.12 on
    except ImportError:
        try:
            from _sha256 import sha256
        except ImportError:
            from hashlib import sha256

__all__ = ["sha256"]
