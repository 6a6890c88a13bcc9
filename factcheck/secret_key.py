"""The embedded desk's own secret key."""

import os
import tempfile
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def embedded_secret_key(path: Path) -> str:
    """Return the key kept at `path`, made at the first start and readable by its owner only.

    Two processes that start at once agree: the first to link its file wins, and a file
    that can be seen is always whole.
    """
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="utf-8") as draft:
            draft.write(get_random_secret_key())
            draft.flush()
            _link_unless_there(draft.name, path)
    return path.read_text(encoding="utf-8")


def _link_unless_there(draft: str, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        return
