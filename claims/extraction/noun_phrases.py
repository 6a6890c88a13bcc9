"""Where a noun phrase that could name a speaker begins and ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction.attributes import past_attribute, past_complement
from claims.extraction.lexicon import phrases, words
from claims.extraction.noun_words import is_adjective, is_time, only_opens
from claims.extraction.tokens import is_capital, is_word

_MOST_CAPITALS = 5
_MOST_ADJECTIVES = 3
_MOST_LINKS = 3


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """`tokens[start:end]`; `determined` when it has an article or a number before its noun."""

    start: int
    end: int
    determined: bool


def phrase_at(
    tokens: Sequence[str], start: int, *, language: str, wide: bool = False, tied: bool = False
) -> NounPhrase | None:
    """Return the noun phrase that begins at `start`, or None.

    A `wide` one takes in what is tied to its noun by any preposition; otherwise only by
    genitive and "of", and only if it has an article or is said to be `tied`. Nothing that
    could not be a subject ("dem Minister") is returned.
    """
    place = _skip_determiners(tokens, start, language)
    if place is None:
        return None
    determined = place > start
    if language == "de":
        place = past_attribute(tokens, place, determined=determined)
    noun_first = determined and language == "en"
    head = _skip_adjectives(tokens, place, language, noun_first=noun_first)
    end = _skip_nouns(tokens, head, language)
    if language == "en":
        end = _skip_plain_nouns(tokens, place, end, determined=determined)
        end = past_complement(tokens, place, end)
    if end == place or (language == "de" and end == head):
        return None
    end = _skip_name_particles(tokens, end, language)
    if determined or tied or wide or not is_capital(tokens[end - 1]):
        end = _skip_links(tokens, end, language, wide)
    if wide:
        end = _skip_partner(tokens, end, language)
    return NounPhrase(start, end, determined)


def phrase_before(tokens: Sequence[str], end: int, *, language: str) -> NounPhrase | None:
    """Return the longest noun phrase that reaches up to `end` and is no one's object."""
    first = _clause_start(tokens, end)
    for start in range(first, end):
        if start > first and not _may_follow(tokens, start, language):
            continue
        phrase = phrase_at(tokens, start, language=language, wide=True)
        if phrase and phrase.end <= end and _only_fillers(tokens[phrase.end : end], language):
            return phrase
    return None


def _skip_determiners(tokens: Sequence[str], place: int, language: str) -> int | None:
    """Return the place after articles and numbers, None if they mark an object."""
    known = words(language, "speech", "determiners")
    objects = words(language, "speech", "object_determiners")
    start = place
    while place < len(tokens) and place - start < 3:
        token = tokens[place].lower()
        if token in objects and place == start:
            return None
        if token not in known and not token.isdigit():
            break
        place += 1
    return place


def _skip_adjectives(
    tokens: Sequence[str], place: int, language: str, *, noun_first: bool = False
) -> int:
    """Return the place after adjectives; `noun_first`: what follows "a" is no verb ("a report")."""
    first = place
    if noun_first and place < len(tokens) and tokens[place].islower():
        place += 1
    while place < len(tokens) and place - first < _MOST_ADJECTIVES:
        if not is_adjective(tokens[place], language):
            break
        place += 1
    return place


def _skip_nouns(tokens: Sequence[str], place: int, language: str) -> int:
    first = place
    while place < len(tokens) and place - first < _MOST_CAPITALS:
        joins = tokens[place] == "&" and first < place < len(tokens) - 1  # "Haus & Grund"
        noun = tokens[place + joins]
        if not is_capital(noun) or is_time(noun, language):
            break
        if place == 0 and only_opens(noun, language):
            break
        place += 1
    return place


def _skip_plain_nouns(tokens: Sequence[str], place: int, end: int, *, determined: bool) -> int:
    """Return the end of an English phrase whose noun is lower case: "a senior aide"; or `place`.

    Without an article or "Ohio's" only those nouns end one that speak so: "U.S. officials".
    A name may follow what somebody is: "Tesla chief executive Elon Musk".
    """
    last = end
    while last < len(tokens) and last - place < _MOST_CAPITALS and is_adjective(tokens[last], "en"):
        last += 1
    if last > end and tokens[last - 1] in words("en", "speech", "apposed"):
        last = _skip_nouns(tokens, last, "en")
        determined = determined or is_capital(tokens[last - 1])
    if determined or (end > place and tokens[end - 1].endswith(_GENITIVE)):
        return last
    while last > place and tokens[last - 1] in words("en", "speech", "informed"):
        last -= 1
    if last > place and tokens[last - 1].lower() in words("en", "speech", "bare_speakers"):
        return last
    return end if end > place and is_capital(tokens[end - 1]) else place


_GENITIVE = ("'s", "’s", "s'", "s’")


def _skip_name_particles(tokens: Sequence[str], end: int, language: str) -> int:
    place = end
    if place < len(tokens) and tokens[place] in words(language, "speech", "name_particles"):
        place += 1
        if tokens[place : place + 1] and tokens[place] in words(
            language, "speech", "inner_particles"
        ):
            place += 1
    if place == end or place >= len(tokens) or not is_capital(tokens[place]):
        return end
    while place < len(tokens) and is_capital(tokens[place]):
        place += 1
    return place


def _skip_links(tokens: Sequence[str], end: int, language: str, wide: bool) -> int:
    links = words(language, "speech", "links") if wide else words(language, "speech", "ties")
    for _ in range(_MOST_LINKS):
        if end >= len(tokens) or tokens[end] not in links:
            return end
        place = _past_link(tokens, end, language)
        while place < len(tokens) and _is_link_filler(tokens[place], language):
            place += 1
        last = place
        while (
            last < len(tokens) and is_capital(tokens[last]) and not is_time(tokens[last], language)
        ):
            last += 1
        if last == place and (language == "de" or place < end + 3):
            return end
        end = last
    return end


def _past_link(tokens: Sequence[str], place: int, language: str) -> int:
    """Return the place after "von", or after all of "unter Berufung auf"."""
    relying = phrases(language, "speech", "relying")[0].split()
    relies = list(tokens[place : place + len(relying)]) == relying
    return place + (len(relying) if relies else 1)


def _skip_partner(tokens: Sequence[str], end: int, language: str) -> int:
    """Return the end of "Weber und Braun", if a second name or noun is tied on."""
    if end >= len(tokens) or tokens[end] not in _AND:
        return end
    partner = phrase_at(tokens, end + 1, language=language)
    return partner.end if partner else end


_AND = frozenset({"und", "sowie", "and"})


def _is_link_filler(token: str, language: str) -> bool:
    known = words(language, "speech", "determiners")
    return token in known or token.isdigit() or is_adjective(token, language)


def _clause_start(tokens: Sequence[str], end: int) -> int:
    for place in range(end - 1, -1, -1):
        if tokens[place] in {",", ";", ":", "§", "–", "—", "("}:
            return place + 1
    return 0


def _may_follow(tokens: Sequence[str], start: int, language: str) -> bool:
    """Return whether a subject may begin at `start`, in the middle of its clause."""
    before = tokens[start - 1]
    if not is_word(before):
        return True
    lower = before.lower()
    opens = start == 1 and lower in words(language, "speech", "fillers")
    after_day = language == "en" and is_time(before, "en")
    if opens or after_day or before in words(language, "speech", "modals"):
        return True
    if lower in words(language, "speech", "conjunctions"):
        return start < 2 or not is_capital(tokens[start - 2])
    opener = lower in words(language, "speech", "subordinators")
    return opener and not _is_article(tokens, start - 1, language)


def _is_article(tokens: Sequence[str], place: int, language: str) -> bool:
    """Return whether "die" and its like open a noun phrase, not a relative clause."""
    if tokens[place].lower() not in words(language, "speech", "determiners"):
        return False
    return place == 0 or tokens[place - 1] != ","


def _only_fillers(between: Sequence[str], language: str) -> bool:
    return all(token in words(language, "speech", "fillers") for token in between)
