"""The version of the pipeline: of everything in these packages that can alter a result."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

import emend_transcript

RELEASE = "0.1.0"
"""The release, for people; the digest behind it tells whether results may differ."""

_DECIDING = ("phonenumbers", "rapidfuzz")
"""Libraries whose tables or scores decide what is found."""


@cache
def pipeline_version() -> str:
    """Return the release and a digest of the code and data, as ``0.1.0-4f1c2a9b83d0``.

    Two installations with the same version give the same bytes for the same input. A change of
    code that alters no result changes it too: nobody has to remember to raise it.
    """
    libraries = " ".join(f"{name} {version(name)}" for name in _DECIDING)
    roots = (Path(__file__).parent, Path(emend_transcript.__file__).parent)
    return f"{RELEASE}-{digest_of(roots, libraries)}"


def digest_of(roots: Iterable[Path], more: str = "") -> str:
    """Return BLAKE2b of the files in some folders, but for prose and byte code; 12 digits."""
    digest = blake2b(more.encode(), digest_size=6)
    for root in roots:
        for file in sorted(root.rglob("*")):
            if file.is_file() and file.suffix not in {".pyc", ".md"}:
                content = file.read_bytes()
                digest.update(f"{file.relative_to(root).as_posix()} {len(content)}\n".encode())
                digest.update(content)
    return digest.hexdigest()
