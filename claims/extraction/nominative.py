"""A source as it is called by itself, read from the case in which a sentence has it."""

import re

from claims.extraction.lexicon import table, words
from claims.extraction.tokens import is_capital

# Without an article before it, of an adjective only; a capital one is part of a name.
_ADJECTIVE = re.compile(r"[a-zäöüß]{2,}e[nm]|[A-ZÄÖÜ]\w*(?:isch|lich|ig|eutsch|ot|ereint|rei)e[nm]")
_ARTICLES = {
    "der": "",
    "des": "",
    "dem": "",
    "den": "",
    "einer": "eine",
    "eines": "ein",
    "einem": "ein",
}
_PLURAL_OR_FEMININE = frozenset({"der", "den", "einer", ""})
_GENITIVE = frozenset({"des", "eines"})
_GENITIVE_ENDING = re.compile(r"(?<=[^aeiouyßs])e?s$|(?<=s)es$|(?<=[aeiouy])s$")
_SINGULAR = _GENITIVE | {"dem", "einem"}
_WEAK = re.compile("(?<=ent|ist)en$")


def in_nominative(source: str, language: str) -> str:
    """Return a source in the nominative: "der Deutschen Bahn" is "Deutsche Bahn".

    Where words do not show their case they stay: "der Grünen" are "Grünen".
    """
    tokens = [_known_form(token, language) for token in source.split()]
    if language != "de" or not tokens:
        return " ".join(tokens)
    article = tokens[0].lower() if tokens[0].lower() in _ARTICLES and len(tokens) > 1 else ""
    rest = tokens[1:] if article else tokens
    return " ".join([*_ARTICLES.get(article, "").split(), *_declined(rest, article)])


def _known_form(token: str, language: str) -> str:
    """Return the listed nominative of a word, or of the last part of a compound."""
    forms: dict[str, str] = table(language, "speech")["nominative"]
    if token in forms:
        return forms[token]
    for dative, nominative in forms.items():
        if token.endswith(dative.lower()) and is_capital(token):
            return token.removesuffix(dative.lower()) + nominative.lower()
    return token


def _declined(tokens: list[str], article: str) -> list[str]:
    """Return the adjectives before a noun, and the noun, as they are in the nominative."""
    noun = 0
    while noun < len(tokens) - 1 and _ADJECTIVE.fullmatch(tokens[noun]):
        noun += 1
    name = tokens[noun]
    if article in _SINGULAR:
        name = _WEAK.sub("", name)
    if article in _GENITIVE and is_capital(name):
        name = _GENITIVE_ENDING.sub("", name)
    adjectives = [_adjective(token, name, article) for token in tokens[:noun]]
    return [*adjectives, name, *tokens[noun + 1 :]]


def _adjective(token: str, noun: str, article: str) -> str:
    """Return "neue" for "neuen", "neues" or "neuer" by what the noun ends in."""
    if article in _PLURAL_OR_FEMININE and token.endswith("n"):
        return token[:-1]
    endings = tuple(words("de", "speech", "neuter_endings"))
    return token[:-1] + ("s" if noun.lower().endswith(endings) else "r")
