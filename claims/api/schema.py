"""What the schema says of every view, and how it is served."""

from typing import Any

from drf_spectacular.utils import OpenApiResponse

from claims.api.documents import ProblemDocument
from claims.api.problems import PROBLEM_JSON

LINKED_DATA = "application/ld+json"

_MEANINGS = {
    400: "A field or parameter is wrong; `errors` names it.",
    401: "No token, or one that is not valid (any more).",
    403: "The token's person may not do this.",
    404: "There is nothing here that you may read.",
    409: "The claim cannot take this step now; `detail` says why.",
    413: "The article is too large.",
    415: "This media type is not read here.",
    429: "Too many requests without a token; `Retry-After` says how long to wait.",
}


def problems(*statuses: int) -> dict[Any, OpenApiResponse]:
    """Return the entries of `extend_schema(responses=...)` for these errors, and for haste."""
    return {
        (status, PROBLEM_JSON): OpenApiResponse(ProblemDocument, description=_MEANINGS[status])
        for status in (*statuses, 429)
    }
