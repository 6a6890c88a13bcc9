import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.operations.desk import ROOT, Desk, embedded, free_port


@pytest.fixture(scope="session")
def migrated_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A `var/` folder with an empty, migrated database."""
    folder = tmp_path_factory.mktemp("migrated")
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=ROOT,
        env=embedded(folder),
        check=True,
    )
    return folder


@pytest.fixture
def folder(migrated_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(migrated_folder, tmp_path / "var"))


@pytest.fixture
def start_desk(folder: Path) -> Iterator[Callable[..., Desk]]:
    """Start desks on this test's folder; whatever still runs afterwards is ended."""
    desks: list[Desk] = []

    def start(*options: str, port: int | None = None, **variables: str) -> Desk:
        desks.append(Desk(folder, *options, port=port or free_port(), **variables))
        return desks[-1]

    yield start
    for desk in desks:
        desk.close()
