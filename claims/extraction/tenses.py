"""Whether a sentence is about what was or what has not happened yet."""

import re

# A participle at the end of "wird ..." makes a passive: "wird heute geschlossen"; so does a
# modal verb after it: "hätte verhindert werden können".
_PARTICIPLE = (
    r"(?:\w*ge(?!(?:b|h|lt|winn|nüg|hör)en\b)\w{2,}|\w*o(?:ss|ff|mm|nn|rr?|ch|t|b|g|rf|rb|lf|rt)en|\w*u(?:nd|ng|nk)en"
    r"|\w*(?:iesen|ieben|alten|assen)|(?:ver|ent|be)liehen|worden)"
)
_NO_MODAL = r"(?!\s(?:können|müssen|sollen|dürfen|wollen|konnte|musste|sollte|durfte|wollte)n?\b)"
_INFINITIVE = rf"(?!{_PARTICIPLE}\b)[a-zäöüß]{{3,}}"
_CLAUSE_END = r"(?=\W*$|[,;:.])"
_FUTURE = {
    "de": re.compile(
        rf"\b(?:werden?|wird|wirst)\b{_NO_MODAL}[^.!?:;,]*?"
        rf"\s{_INFINITIVE}(?:en|ern|eln|ein|un){_CLAUSE_END}"
        rf"|\s{_INFINITIVE}en (?:werden|wird){_CLAUSE_END}"
        r"|\b(?:voraussichtlich|künftig|zukünftig|demnächst|in Zukunft|eines Tages)\b"
        r"|\b(?:nächste[ns]?|kommende[ns]?) Jahre?s?\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:will(?! of\b)|shall|won't|'ll|going to|gonna|tomorrow|next year)\b"
        r"|\bin the (?:future|coming)\b",
        re.IGNORECASE,
    ),
}
# Every match holds one of these; looking for them first is many times as fast.
_OF_FUTURE = {
    "de": (
        *("werde", "wird", "wirst", "voraussichtlich", "künftig", "demnächst", "in zukunft"),
        *("eines tages", "nächste", "kommende"),
    ),
    "en": (
        *("will", "shall", "won't", "'ll", "going to", "gonna", "tomorrow", "next year"),
        *("in the future", "in the coming"),
    ),
}


# Endings of the German preterite, without the words that only look like one.
_NO_PRETERITE = (
    r"(?!heute|bitte|leute|(?:könn|soll|müss|dürf|möch|erst|letz|meis|bes|nächs|rech|weit|hälf)te)"
)
_NO_ENGLISH_PAST = (
    r"(?!(?:need|indeed|feed|seed|weed|bleed|breed|speed|exceed|proceed|succeed|hundred|sacred"
    r"|hatred)\b)"
)
# "put", "set", "hit" and their like are as often of the present.
IRREGULAR = (
    "became|been|began|begun|bought|broke|broken|brought|built|came|chose|chosen|drew|drove"
    "|fell|fallen|fought|found|gave|given|gone|got|grew|grown|held|kept|knew|known|laid|led|left"
    "|lost|made|met|paid|ran|rose|risen|said|sat|saw|seen|sent|shot|sold|spent|spoke|stood|stole"
    "|stolen|taken|taught|told|took|thrown|threw|went|withdrew|won|wore|wrote|written"
)
_PAST = {
    "de": re.compile(
        r"\b(?:hat|haben|hatte|hatten|ist|sind|wurde|wurden|worden)\b.*\b\w*ge\w+(?:t|en)\b"
        rf"|\b{_NO_PRETERITE}[a-zäöüß]{{3,}}(?:te|ten)\b"
    ),
    "en": re.compile(
        rf"\b(?:{_NO_ENGLISH_PAST}[a-z]{{2,}}ed|(?:was|were|had|did|has)(?:n't)?|{IRREGULAR})\b"
        r"|\b(?:ago|in the past|since|last (?:week|month|year|decade|century))\b"
    ),
}


def speaks_of_future(sentence: str, *, language: str) -> bool:
    """Return whether a plain sentence tells what will be."""
    lower = sentence.lower()
    if not any(map(lower.__contains__, _OF_FUTURE[language])):
        return False
    return bool(_FUTURE[language].search(sentence))


def speaks_of_past(sentence: str, *, language: str) -> bool:
    """Return whether a plain sentence tells what was."""
    return bool(_PAST[language].search(sentence))
