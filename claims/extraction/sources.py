"""Sources that a sentence leans on: "laut X", "nach Angaben der X", "according to X"."""

from collections.abc import Iterator
from functools import cache

from claims.extraction.cue import Cue, joined
from claims.extraction.lexicon import table, words
from claims.extraction.noun_phrases import phrase_at
from claims.extraction.tokens import is_capital

_RULE = "according_to"


def sources(tokens: tuple[str, ...], *, language: str) -> Iterator[Cue]:
    """Yield "laut X", "nach Angaben der X", "X zufolge", "according to X"."""
    triggers = _triggers(language)
    for place, token in enumerate(tokens):
        lower = token.lower()
        if lower not in triggers:
            continue
        if language == "en":
            if tokens[place + 1 : place + 2] == ("to",):
                yield from _source_at(tokens, place + 2, language)
        elif lower in words("de", "speech", "according"):
            yield from _source_at(tokens, place + 1, language)
        elif lower == "nach":
            yield from _source_at(tokens, _after_noun_of_saying(tokens, place + 1), language)
        elif lower in words("de", "speech", "according_after"):
            yield from _source_before(tokens, place)


@cache
def _triggers(language: str) -> frozenset[str]:
    if language == "en":
        return frozenset({"according"})
    known = words("de", "speech", "according") | words("de", "speech", "according_after")
    return known | {"nach"}


def _after_noun_of_saying(tokens: tuple[str, ...], place: int) -> int:
    """Return where the speaker stands after "nach Angaben", or past the end."""
    known = words("de", "speech", "according_nouns")
    for offset in range(3):
        here = place + offset
        if here < len(tokens) and tokens[here] in known:
            following = tokens[here + 1 : here + 2]
            tied = bool(following) and (
                following[0] in words("de", "speech", "source_ties") or is_capital(following[0])
            )
            alone = tokens[here] in words("de", "speech", "according_self") or not tied
            return place if alone else here + 1 + (following[0] == "von")
        if here < len(tokens) and is_capital(tokens[here]):
            break
    return len(tokens)


def _source_at(tokens: tuple[str, ...], place: int, language: str) -> Iterator[Cue]:
    """Yield the source that stands at `place`, in whatever case."""
    start = place
    while start < len(tokens) and tokens[start].lower() in words(language, "speech", "oblique"):
        start += 1
    phrase = phrase_at(tokens, start, language=language)
    if phrase is None:
        return
    end = _with_reliance(tokens, phrase.end, language)
    yield Cue(joined(tokens[place:end]), _RULE, 5, place)


def _source_before(tokens: tuple[str, ...], place: int) -> Iterator[Cue]:
    for start in range(max(0, place - 6), place):
        inner = start + (tokens[start].lower() in words("de", "speech", "oblique"))
        phrase = phrase_at(tokens, inner, language="de", wide=True)
        if phrase and phrase.end == place:
            yield Cue(joined(tokens[start:place]), _RULE, 5, start)
            return


def _with_reliance(tokens: tuple[str, ...], end: int, language: str) -> int:
    """Return the end with "unter Berufung auf Insider" taken in, or `end`."""
    relying = tuple(table(language, "speech")["relying"].split())
    if tokens[end : end + len(relying)] != relying:
        return end
    phrase = phrase_at(tokens, end + len(relying), language=language)
    return phrase.end if phrase else end
