"""A desk in real processes: what `make run` starts, with its own folder and port."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXIT_SECONDS = 15


class Desk:
    """One `run_desk` in a process group of its own."""

    def __init__(self, folder: Path, *options: str, port: int, **variables: str) -> None:
        self.port = port
        self.address = f"http://127.0.0.1:{port}"
        itself = {"BASE_URL": self.address}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "run_desk", f"--port={port}", *options],
            cwd=ROOT,
            env=embedded(folder, **itself | variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def wait_until_open(self) -> str:
        """Return what the desk says of itself once it answers."""
        greeting: list[str] = []
        assert self.process.stdout
        for line in self.process.stdout:
            greeting.append(line)
            if "Ctrl-C" in line:
                return "".join(greeting)
        raise AssertionError(f"The desk did not open: {self.process.communicate()[1]}")

    def press_ctrl_c(self) -> tuple[int, str]:
        """Interrupt all its processes as a terminal does; return exit code and stderr."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.ending()

    def ending(self) -> tuple[int, str]:
        """Return exit code and stderr once every process has let go of the output."""
        _, errors = self.process.communicate(timeout=EXIT_SECONDS)
        return self.process.returncode, errors

    def close(self) -> None:
        """End whatever a failed test left behind, and read its output to the end."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        for output in (self.process.stdout, self.process.stderr):
            if output and not output.closed:
                output.read()
                output.close()
        self.process.wait(timeout=EXIT_SECONDS)

    def child(self) -> int:
        """Return the process id of the one that serves pages and does the jobs."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return int(children.read_text(encoding="utf-8").split()[0])


def embedded(folder: Path, **variables: str) -> Mapping[str, str]:
    """Return the environment of a fresh laptop whose `var/` is `folder`."""
    bare = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**bare, "VAR_DIR": str(folder), "ENV_FILE": os.devnull, **variables}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
