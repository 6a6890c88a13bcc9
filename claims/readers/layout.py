"""Lays passages out as the text of an article, one below the other."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from claims.readers.draft import Block, BlockKind, DraftArticle, DraftClaim


def lay_out(passages: Iterable[tuple[BlockKind, str]]) -> tuple[str, tuple[Block, ...]]:
    """Return the text made of `passages`, and the block that each of them became."""
    blocks: list[Block] = []
    texts: list[str] = []
    start = 0
    for kind, text in passages:
        blocks.append(Block(kind, start, start + len(text)))
        texts.append(text)
        start += len(text) + len("\n")
    return "\n".join(texts), tuple(blocks)


def with_claims(article: DraftArticle, claims: Sequence[DraftClaim]) -> DraftArticle:
    """Return `article` with nothing but the quotes of `claims` as its text, spans set.

    A source that only lists claims does not bring the article they were made in.
    """
    text, blocks = lay_out(("paragraph", claim.quote) for claim in claims)
    placed = tuple(
        replace(claim, start=block.start, end=block.end)
        for claim, block in zip(claims, blocks, strict=True)
    )
    return replace(article, text=text, blocks=blocks, claims=placed)
