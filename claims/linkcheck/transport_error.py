"""What libcurl's error numbers mean for a visit.

The numbers are libcurl's public interface and never change: https://curl.se/libcurl/c/libcurl-errors.html
"""

TLS_ERRORS = frozenset({35, 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91, 98})
CODES = {6: "dns", 7: "connect", 28: "timeout", 52: "reset", 55: "reset", 56: "reset", 18: "reset"}


def transport_error(number: int, message: str) -> str:
    """Return the error code of `Visit` for a failed transfer.

    An answer cut short (18) counts as a reset: the connection ended before the page did.
    """
    if number in TLS_ERRORS:
        return "tls"
    if number == 28 and "too slow" in message:
        return "too_slow"
    return CODES.get(number, "bad_response")
