"""A sign of who is speaking."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """The speaker's words in the sentence, as tokens, and the rule that found them.

    `rank` orders several cues of one sentence: a main clause beats a subordinate one.
    """

    surface: str
    rule: str
    rank: int
    place: int
    states: bool = True
    """Whether a statement stands beside the cue; without one it is less sure."""
    owner: str = ""
    """Other words of the sentence that name the speaker: the subject, for "eigenen Angaben"."""


def joined(tokens: Sequence[str]) -> str:
    """Return tokens as the words of a text."""
    return " ".join(tokens)
