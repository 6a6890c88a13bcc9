"""Certificates for loopback, made by openssl for one test run."""

import shutil
import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
ADDRESSES = "subjectAltName=IP:127.0.0.1,IP:::1"


def obstacle() -> str:
    return "" if shutil.which("openssl") else "no openssl found"


@dataclass(frozen=True)
class Authority:
    """Signs certificates in its folder; `path` is its own, for those who trust it."""

    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / "authority.pem"

    def open(self) -> "Authority":
        self._openssl("req", "-x509", *KEY, "-days", "2", "-subj", "/CN=Authority",
                      "-keyout", "authority.key", "-out", "authority.pem")  # fmt: skip
        return self

    def certify(self, name: str, *, days: int = 2, addresses: str = ADDRESSES) -> ssl.SSLContext:
        """Return what a server with such a certificate needs; negative days have gone by."""
        self._openssl("req", "-new", *KEY, "-subj", "/CN=server", "-addext", addresses,
                      "-keyout", f"{name}.key", "-out", f"{name}.csr")  # fmt: skip
        self._openssl("x509", "-req", "-in", f"{name}.csr", "-copy_extensions", "copy",
                      "-CA", "authority.pem", "-CAkey", "authority.key", "-CAcreateserial",
                      "-days", str(days), "-out", f"{name}.pem")  # fmt: skip
        return self._context(name)

    def self_signed(self, name: str) -> ssl.SSLContext:
        self._openssl("req", "-x509", *KEY, "-days", "2", "-subj", "/CN=server",
                      "-addext", ADDRESSES, "-keyout", f"{name}.key",
                      "-out", f"{name}.pem")  # fmt: skip
        return self._context(name)

    def _context(self, name: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / f"{name}.pem", self.folder / f"{name}.key")
        return context

    def _openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)
