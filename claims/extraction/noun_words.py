"""What a single word can be in a noun phrase."""

from claims.extraction.lexicon import ANY, words


def is_time(token: str, language: str) -> bool:
    """Return whether a capitalised word names a time: `Montag`, `Juli`, `Monat`."""
    return token in words(language, "dates", "time_nouns")


def is_adjective(token: str, language: str) -> bool:
    """Return whether a word may stand before a noun; in English also a noun in lower case."""
    if not token.islower() or not token[:1].isalpha() or len(token) < 3:
        return False
    if language == "de":
        return token.endswith(("e", "en", "er", "es")) and not is_function_word(token, language)
    return not is_function_word(token, language)


def is_function_word(token: str, language: str) -> bool:
    """Return whether a word is no part of a noun phrase, as verbs and prepositions are not."""
    return any(token in words(language, "speech", name) for name in _FUNCTIONS)


_FUNCTIONS = (
    *("prepositions", "fillers", "subordinators", "finite"),
    *("having", "auxiliaries", "pronouns"),
)


def only_opens(token: str, language: str) -> bool:
    """Return whether a word has its capital only because it opens the sentence."""
    if language == "en" and token.lower() in words("en", "speech", "bare_speakers"):
        return False
    if token in words(language, "sentences", "starters"):
        return True
    adverb = {"de": ("lich", "ell", "weise", "los", "bar"), "en": ("ly",)}[language]
    return token.endswith(adverb) and token not in words(ANY, "names", "female")
