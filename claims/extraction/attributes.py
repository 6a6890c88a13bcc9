"""What stands beside a noun: "mit der Sache vertraute Personen", "people close to the talks"."""

from collections.abc import Sequence

from claims.extraction.lexicon import words
from claims.extraction.noun_words import is_function_word, is_time
from claims.extraction.tokens import is_capital, is_word

_LONGEST = 7


def past_attribute(tokens: Sequence[str], place: int, *, determined: bool) -> int:
    """Return where the German noun follows "mit der Sache vertraute", or `place`.

    Behind an article any participle may close the attribute; without one only those that
    mark a source do, since "in Bonn" and its like also stand alone.
    """
    opens = tokens[place : place + 1]
    if not opens or opens[0].lower() not in words("de", "speech", "prepositions"):
        return place
    known = words("de", "speech", "informed")
    for at in range(place + 2, min(place + _LONGEST, len(tokens) - 1)):
        if not is_word(tokens[at]):
            return place
        closes = tokens[at] in known or (determined and _is_participle(tokens[at]))
        if closes and is_capital(tokens[at + 1]) and any(map(is_capital, tokens[place + 1 : at])):
            return at + 1
    return place


def _is_participle(token: str) -> bool:
    return token.islower() and token.endswith(_DECLINED)


_DECLINED = tuple(
    stem + ending for stem in ("end", "t", "en") for ending in ("e", "en", "er", "es")
)


def past_complement(tokens: Sequence[str], place: int, end: int) -> int:
    """Return where an English phrase from `place` ends with "familiar with the matter" in it.

    It may have ended before or behind "familiar"; without such a word `end` is returned.
    """
    link = _past_informed(tokens, place, end) or _past_knowledge(tokens, end)
    if not link or link >= len(tokens) - 1 or tokens[link] not in _LINKS:
        return end
    return _past_matter(tokens, link + 1) or end


_LINKS = frozenset({"with", "to", "on", "in", "about", "of", "by"})


def _past_informed(tokens: Sequence[str], place: int, end: int) -> int | None:
    """Return the place after "familiar", which may be the phrase's last word, or None."""
    known = words("en", "speech", "informed")
    behind = (at + 1 for at in (end - 1, end) if place < at < len(tokens) and tokens[at] in known)
    return next(behind, None)


def _past_knowledge(tokens: Sequence[str], end: int) -> int | None:
    """Return the place after "with direct knowledge", or None."""
    near = tokens[end + 1 : end + 3]
    if end >= len(tokens) or tokens[end] != "with" or "knowledge" not in near:
        return None
    return end + 2 + near.index("knowledge")


def _past_matter(tokens: Sequence[str], place: int) -> int | None:
    """Return the end of the noun phrase that begins at `place`, or None."""
    end = place + (tokens[place] in words("en", "speech", "determiners"))
    first = end
    while end < len(tokens) and end - place < _LONGEST and is_word(tokens[end]):
        goes_on = tokens[end] == "of" or not is_function_word(tokens[end], "en")
        if end > first and (not goes_on or is_time(tokens[end], "en")):
            break
        end += 1
    return end if end > first else None
