"""What a reader makes of a source: draft articles, not yet stored anywhere.

All offsets count code points of `DraftArticle.text`, so that `text[start:end]` is the
passage itself.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from claims.vocabulary import Stance

BlockKind = Literal["title", "heading", "paragraph", "list_item"]


@dataclass(frozen=True)
class Block:
    """One stretch of an article's text: a title, a heading, a paragraph or an item of a list."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True)
class DraftEvidence:
    """A source named for a claim; `quote` is the passage that counts, "" when none was given."""

    url: str
    stance: Stance
    quote: str = ""
    note: str = ""


@dataclass(frozen=True)
class DraftClaim:
    """A claim that the source itself names; `text[start:end]` of its article is `quote`.

    `rating_label` is kept as the source writes it, and `rating_value` with its scale as
    the source counts it; what they mean is for `ratings.rating_of` to say.
    """

    quote: str
    start: int
    end: int
    text: str
    claimant: str = ""
    claimed_on: date | None = None
    rating_label: str = ""
    rating_value: Decimal | None = None
    rating_best: Decimal | None = None
    rating_worst: Decimal | None = None
    explanation: str = ""
    review_url: str = ""
    reviewed_by: str = ""
    tags: tuple[str, ...] = ()
    evidence: tuple[DraftEvidence, ...] = ()


@dataclass(frozen=True)
class DraftArticle:
    """An article as read; `claims` is None when they are still to be extracted from `text`."""

    text: str
    title: str = ""
    url: str = ""
    author: str = ""
    publisher: str = ""
    published_on: date | None = None
    language: str = ""
    blocks: tuple[Block, ...] = ()
    claims: tuple[DraftClaim, ...] | None = None
