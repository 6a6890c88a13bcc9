"""Certificates for one run: an authority of our own, and the server's for all its hosts."""

import shutil
import subprocess
from pathlib import Path

from benchmarks.cases import FORBIDDEN_HOST, HOSTS
from benchmarks.peers import Unavailable

AUTHORITY, CERTIFICATE, KEY = "authority.pem", "server.pem", "server.key"
CURVE = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")


def make_certificates(folder: Path) -> None:
    """Write the authority, the server's certificate and its key into `folder`."""
    if shutil.which("openssl") is None:
        raise Unavailable("openssl is not installed")
    authority_key = folder / "authority.key"
    hosts = ",".join(f"IP:{host}" for host in (*HOSTS, FORBIDDEN_HOST))
    _openssl("/CN=Benchmark", authority_key, folder / AUTHORITY)
    _openssl(
        "/CN=Site", folder / KEY, folder / CERTIFICATE,
        "-CA", str(folder / AUTHORITY), "-CAkey", str(authority_key),
        "-addext", f"subjectAltName={hosts}", "-addext", "basicConstraints=critical,CA:FALSE",
    )  # fmt: skip


def _openssl(subject: str, key: Path, certificate: Path, *more: str) -> None:
    command = ["openssl", "req", "-x509", *CURVE, "-subj", subject]
    command += ["-keyout", str(key), "-out", str(certificate), *more]
    subprocess.run(command, check=True, capture_output=True)
