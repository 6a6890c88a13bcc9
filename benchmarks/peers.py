"""Other tools, each in an environment of its own under var/bench-peers."""

import subprocess
import venv
from dataclasses import dataclass
from pathlib import Path

ENVIRONMENTS = Path("var/bench-peers")
INSTALL_SECONDS = 300


class Unavailable(Exception):  # noqa: N818 - `raise Unavailable` reads as it should
    """A peer that cannot take part; its text says why."""


@dataclass(frozen=True)
class Peer:
    """A tool of the package index; `packages` is what pip is asked for."""

    name: str
    packages: tuple[str, ...]

    def program(self, name: str) -> str:
        """Return the path of a program of the peer's environment, installed if need be."""
        folder = ENVIRONMENTS / self.name
        if not (folder / "installed").exists():
            self._install(folder)
        return str(folder / "bin" / name)

    def _install(self, folder: Path) -> None:
        venv.create(folder, with_pip=True)
        command = [str(folder / "bin" / "pip"), "install", "--quiet", *self.packages]
        try:
            subprocess.run(
                command, check=True, capture_output=True, text=True, timeout=INSTALL_SECONDS
            )
        except subprocess.TimeoutExpired as error:
            raise Unavailable(f"pip took more than {INSTALL_SECONDS} s") from error
        except subprocess.CalledProcessError as error:
            lines = error.stderr.strip().splitlines() or [str(error)]
            raise Unavailable(lines[-1]) from error
        (folder / "installed").touch()


REQUESTS = Peer("requests", ("requests",))
LINKCHECKER = Peer("linkchecker", ("linkchecker",))
TASKS = Peer("tasks", ("celery[redis]", "requests", "psycopg[binary]"))
DJANGO_LINKCHECK = Peer("django-linkcheck", ("django-linkcheck", "django<5.3"))
