"""What extraction hands over: claims that were found in a text."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A sentence of the text that asserts something; `text[start:end] == quote`.

    `text` is the claim in one plain sentence; a quotation names its speaker there.
    `claimant` is the fullest name that the article gives, `claimant_surface` the words of
    this sentence; both are empty when the article itself speaks. `claimed_on` is the day
    that the sentence names, the first of the month or year where it names no more than
    that (see `claimed_on_precision`, a `vocabulary.DatePrecision`).
    """

    quote: str
    start: int
    end: int
    prefix: str
    suffix: str
    text: str
    claimant: str
    claimant_surface: str
    claimant_rule: str
    claimant_confidence: float
    claimed_on: date | None
    claimed_on_precision: str
    claimed_on_phrase: str
    kind: str
    check_worthiness: float
    reasons: tuple[str, ...] = ()
    features: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a text claims, in its order; `set_aside` is opinion and prediction.

    `version` names the rules that found it and, after a plus, weights that a desk learned.
    """

    claims: tuple[FoundClaim, ...] = ()
    set_aside: tuple[FoundClaim, ...] = ()
    version: str = ""
