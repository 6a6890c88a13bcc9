"""Surroundings in which a worker is started: a disk that is full, names that lead nowhere."""

import subprocess
from pathlib import Path

MOUNTS = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]


def obstacle() -> str:
    """Say what keeps this machine from giving a process mounts of its own, "" if nothing does."""
    try:
        tried = subprocess.run(
            [*MOUNTS, "mount -t tmpfs tmpfs /mnt"], capture_output=True, text=True, check=False
        )
    except OSError as error:
        return f"{error.filename}: {error.strerror}"
    return tried.stderr.strip()


def with_tiny_disk(folder: Path) -> list[str]:
    """Return the command that lays a disk of 8 kB over a folder and runs what follows it."""
    folder.mkdir()
    return [*MOUNTS, 'mount -t tmpfs -o size=8k tmpfs "$0" && exec "$@"', str(folder)]


class Names:
    """What names mean to a worker: nothing, until they are told. No name server answers."""

    def __init__(self, folder: Path) -> None:
        self.hosts, self.resolver = folder / "hosts", folder / "resolv.conf"
        self.hosts.write_text("127.0.0.1 localhost\n", encoding="ascii")
        self.resolver.write_text("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")

    def inside(self) -> list[str]:
        command = 'mount --bind "$0" /etc/hosts && mount --bind "$1" /etc/resolv.conf'
        mounted = f'{command} && shift && exec "$@"'
        return [*MOUNTS, mounted, str(self.hosts), str(self.resolver)]

    def heal(self, names: list[str]) -> None:
        """Let them lead to loopback, for workers that are running, too."""
        with self.hosts.open("a", encoding="ascii") as hosts:
            hosts.writelines(f"127.0.0.1 {name}\n" for name in names)
