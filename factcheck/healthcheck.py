"""Whether the web server of this container answers: `python -m factcheck.healthcheck`."""

import os
import sys
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen


def is_healthy(server: str, base_url: str) -> bool:
    """Tell whether `server` answers /healthz when asked by the name in `base_url`."""
    host = urlsplit(base_url).netloc
    request = Request(f"{server}/healthz", headers={"Host": host})  # noqa: S310 - our own server
    try:
        with urlopen(request, timeout=4):  # noqa: S310 - our own server
            return True
    except (URLError, TimeoutError):
        return False


if __name__ == "__main__":
    own_name = os.environ.get("BASE_URL", "http://127.0.0.1:8000")
    sys.exit(0 if is_healthy("http://127.0.0.1:8000", own_name) else 1)
