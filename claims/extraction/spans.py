"""A stretch of text, in code points."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open: `start` is the first code point inside, `end` the first one after."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words that the span covers in `text`."""
        return text[self.start : self.end]
