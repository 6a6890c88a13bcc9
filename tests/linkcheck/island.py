"""A network that ends at this machine: all addresses of the world lead to a canary.

They are routed to loopback, in namespaces of the kernel, private and public ones alike;
where nobody else listens, the canary takes the call and notes whom it was meant for.
"""

import socket
import subprocess
import tempfile
from pathlib import Path
from threading import Thread

IN_NAMESPACES = ["unshare", "--user", "--map-root-user", "--net", "--mount"]
PORTS = (21, 22, 25, 70, 80, 81, 443, 2628, 6379, 8080, 8443)
NAME_SERVER = "127.0.0.53"
COMMANDS = (
    "ip link set lo up",
    "ip route add local 0.0.0.0/0 dev lo",
    "ip -6 route add local ::/0 dev lo",
)
FILES = {
    "resolv.conf": f"nameserver {NAME_SERVER}\noptions timeout:1 attempts:1\n",
    "nsswitch.conf": "hosts: dns\n",
}


def settle() -> None:
    """Cut this process off from the world; it must have been started `IN_NAMESPACES`."""
    for command in COMMANDS:
        subprocess.run(command.split(), check=True)
    folder = Path(tempfile.mkdtemp())
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
        subprocess.run(["mount", "--bind", folder / name, f"/etc/{name}"], check=True)


def obstacle() -> str:
    """Say what keeps this machine from having an island, "" if nothing does."""
    settled = f"{' && '.join(COMMANDS)} && mount --bind /etc/hosts /etc/nsswitch.conf"
    try:
        tried = subprocess.run(
            [*IN_NAMESPACES, "sh", "-c", settled], capture_output=True, text=True, check=False
        )
    except OSError as error:
        return f"{error.filename}: {error.strerror}"
    return tried.stderr.strip()


class Canary:
    """Takes calls to every address of either family, and hangs up."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        for port in PORTS:
            listener = socket.create_server(
                ("::", port), family=socket.AF_INET6, dualstack_ipv6=True, reuse_port=True
            )
            Thread(target=self._listen, args=(listener,), daemon=True).start()

    def take_calls(self) -> list[str]:
        """Return whom somebody called since the last time."""
        calls, self.calls = self.calls, []
        return calls

    def _listen(self, listener: socket.socket) -> None:
        while True:
            connection, _caller = listener.accept()
            ip, port = connection.getsockname()[:2]
            self.calls.append(f"{ip.removeprefix('::ffff:')} port {port}")
            connection.close()
