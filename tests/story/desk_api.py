"""What other systems are told, asked as they ask."""

import json
from typing import Any
from urllib.request import urlopen

Document = dict[str, Any]


def public_claims(desk: str, status: str = "verified") -> dict[str, Document]:
    """Return the claims of a status by their ids."""
    answer = ask(desk, f"claims/?status={status}&page_size=100")
    return {claim["id"]: claim for claim in answer["results"]}


def reasons(desk: str, claim_id: str) -> list[str]:
    """Return why a claim changed while it was public, oldest first."""
    history = ask(desk, f"claims/{claim_id}/history/")
    return [change["reason"] for change in history["changes"] if change["reason"]]


def ask(desk: str, path: str) -> Document:
    with urlopen(f"{desk}/api/v1/{path}") as answer:
        document: Document = json.load(answer)
    return document
