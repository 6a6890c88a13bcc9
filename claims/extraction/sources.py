"""Sources that a sentence leans on: "laut X", "nach Angaben der X", "according to X"."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from claims.extraction.cue import Cue, joined
from claims.extraction.lexicon import table, words
from claims.extraction.noun_phrases import phrase_at
from claims.extraction.noun_words import is_time
from claims.extraction.tokens import is_capital, is_word

_RULE = "according_to"
Rule = Callable[[tuple[str, ...], int], Iterator[Cue]]


def sources(tokens: tuple[str, ...], *, language: str) -> Iterator[Cue]:
    """Yield "laut X", "nach Angaben der X", "X zufolge", "heißt es in X", "according to X"."""
    rules = _rules(language)
    for place, token in enumerate(tokens):
        rule = rules.get(token)
        if rule:
            yield from rule(tokens, place)


@cache
def _rules(language: str) -> Mapping[str, Rule]:
    """Return what to look for at each word that may lean on a source, in any spelling."""
    known = {"according": _according_to} if language == "en" else _german_rules()
    return known | {word.capitalize(): rule for word, rule in known.items()}


def _german_rules() -> dict[str, Rule]:
    lists: dict[str, Rule] = {
        "according": _laut,
        "according_after": _source_before,
        "impersonal": _impersonal,
        "emerging": _emerging,
        "leaking": _leaking,
    }
    known = {word: rule for name, rule in lists.items() for word in words("de", "speech", name)}
    return known | {"nach": _nach, "aus": _aus_sicht}


def _according_to(tokens: tuple[str, ...], place: int) -> Iterator[Cue]:
    if tokens[place + 1 : place + 2] == ("to",):
        yield from _source_at(tokens, place + 2, "en")


def _laut(tokens: tuple[str, ...], place: int) -> Iterator[Cue]:
    yield from _source_at(tokens, place + 1, "de", tied=not place)


def _aus_sicht(tokens: tuple[str, ...], place: int) -> Iterator[Cue]:
    if tokens[place + 1 : place + 2] == ("Sicht",):
        yield from _source_at(tokens, place + 2, "de")


def _nach(tokens: tuple[str, ...], place: int) -> Iterator[Cue]:
    own = list(_own_view(tokens, place))
    yield from own or _source_at(tokens, _after_noun_of_saying(tokens, place + 1), "de")


def _after_noun_of_saying(tokens: tuple[str, ...], place: int) -> int:
    """Return where the speaker stands after "nach Angaben", or past the end."""
    known = words("de", "speech", "according_nouns")
    for offset in range(3):
        here = place + offset
        if here < len(tokens) and tokens[here].endswith(_endings()):
            return place
        if here < len(tokens) and tokens[here] in known:
            following = tokens[here + 1 : here + 2]
            tied = bool(following) and (
                following[0] in words("de", "speech", "source_ties") or is_capital(following[0])
            )
            alone = tokens[here] in words("de", "speech", "according_self") or not tied
            alone = alone or (offset > 0 and is_capital(following[0]))
            return place if alone else here + 1 + (following[0] in {"von", "aus"})
        if here < len(tokens) and is_capital(tokens[here]):
            break
    return len(tokens)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(words("de", "speech", "according_endings"))


def _source_at(
    tokens: tuple[str, ...], place: int, language: str, *, tied: bool = False
) -> Iterator[Cue]:
    """Yield the source that stands at `place`, in whatever case.

    It is `tied` where all that follows its noun must belong to it, up to the verb.
    """
    start = place
    passed = words(language, "speech", "oblique") | words(language, "speech", "fillers")
    while start < len(tokens) and tokens[start].lower() in passed:
        start += 1
    tied = tied or start > place
    phrase = phrase_at(tokens, start, language=language, tied=tied)
    if phrase and not tied and _binds(tokens, phrase.end):
        phrase = phrase_at(tokens, start, language=language, tied=True)
    if phrase is None:
        return
    end = _with_reliance(tokens, _with_partner(tokens, phrase.end, language), language)
    yield Cue(joined(tokens[place:end]), _RULE, 5, place)


def _with_partner(tokens: tuple[str, ...], end: int, language: str) -> int:
    """Return the end with "und Feuerwehr" taken in, or `end`."""
    if tokens[end : end + 1] != ("und",):
        return end
    partner = phrase_at(tokens, end + 1, language=language)
    return partner.end if partner else end


def _binds(tokens: tuple[str, ...], place: int) -> bool:
    """Return whether a name goes on: "Amt für Arbeit", "Zahlen des Amts"."""
    following = tokens[place : place + 2]
    return len(following) == 2 and (
        following[0] == "des" or (following[0] == "für" and is_capital(following[1]))
    )


def _own_view(tokens: tuple[str, ...], place: int) -> Iterator[Cue]:
    """Yield the possessive of "seiner Ansicht nach", "nach ihren Angaben" and their like.

    The view may be at either side of the word at `place`; "eigenen Angaben" are those of
    the sentence's subject.
    """
    known = words("de", "speech", "according_nouns")
    for owner_at in (place - 2, place + 1):
        pair = tokens[owner_at : owner_at + 2] if owner_at >= 0 else ()
        if len(pair) < 2 or pair[1] not in known:
            continue
        if pair[0].lower() in _OWNERS:
            yield Cue(pair[0], _RULE, 5, owner_at)
        elif pair[0].lower() in _OWN and owner_at and tokens[owner_at - 1].lower() in _OWNERS:
            yield Cue(tokens[owner_at - 1], _RULE, 5, owner_at - 1)
        elif pair[0].lower() in _OWN:
            subject = _subject(tokens, min(place, owner_at), max(place + 1, owner_at + 2))
            yield Cue(joined(pair), _RULE, 5, owner_at, owner=subject)


_OWNERS = frozenset({"seiner", "ihrer", "seinen", "ihren", "seinem", "ihrem"})
_OWN = frozenset({"eigenen", "eigener"})


def _subject(tokens: tuple[str, ...], start: int, end: int) -> str:
    """Return the subject of a sentence that says at `start`..`end` whose own words it tells."""
    pronouns = words("de", "speech", "pronouns")
    for place in range(start) if start else range(end + 1, min(end + 2, len(tokens))):
        if place and not _may_be_finite(tokens[place - 1]):
            continue
        phrase = phrase_at(tokens, place, language="de")
        if phrase or tokens[place].lower() in pronouns:
            return joined(tokens[place : phrase.end if phrase else place + 1])
    return ""


def _may_be_finite(token: str) -> bool:
    known = words("de", "worth", "verbs") | words("de", "worth", "preterite")
    return token in known or (token.islower() and token.endswith(("t", "te", "en")))


def _impersonal(tokens: tuple[str, ...], place: int) -> Iterator[Cue]:
    """Yield where it is said: "heißt es in der Studie", "aus der Partei hieß es"."""
    if tokens[place + 1 : place + 2] != ("es",):
        return
    known = words("de", "speech", "impersonal_prepositions")
    after = _past_time(tokens, place + 2)
    if tokens[after : after + 1] and tokens[after] in known:
        yield from _source_at(tokens, after + 1, "de")
    start = next((at for at in range(place) if tokens[at].lower() in known), place)
    if start < place and (not start or not is_word(tokens[start - 1])):
        yield from _source_at(tokens, start + 1, "de", tied=True)


def _past_time(tokens: tuple[str, ...], place: int) -> int:
    """Return the place after "am Montag", "am späten Abend" or "gestern", else `place`."""
    while tokens[place : place + 1] and tokens[place] in words("de", "speech", "fillers"):
        place += 1
    if tokens[place : place + 1] and tokens[place] in words("de", "speech", "prepositions"):
        nouns = range(place + 1, min(place + 3, len(tokens)))
        return next((at + 1 for at in nouns if is_time(tokens[at], "de")), place)
    return place


def _leaking(tokens: tuple[str, ...], place: int) -> Iterator[Cue]:
    """Yield whence it "verlautet": "wie aus der Partei verlautete", "verlautete aus ihr"."""
    before = list(_emerging(tokens, place))
    after = _past_time(tokens, place + 1)
    yield from before
    if not before and tokens[after : after + 1] == ("aus",):
        yield from _source_at(tokens, after + 1, "de", tied=True)


def _emerging(tokens: tuple[str, ...], place: int) -> Iterator[Cue]:
    """Yield what something "geht aus ... hervor"."""
    start = next((at for at in range(place - 1, -1, -1) if tokens[at].lower() == "aus"), None)
    if start is not None:
        yield from _source_at(tokens, start + 1, "de", tied=True)


def _source_before(tokens: tuple[str, ...], place: int) -> Iterator[Cue]:
    own = list(_own_view(tokens, place))
    if own:
        yield from own
        return
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
