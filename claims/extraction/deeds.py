"""Whether a sentence tells what somebody did, or is said to have done."""

import re

from claims.extraction.tenses import IRREGULAR

# Somebody and, right after, what they did: "we cut", "he has never voted". Of a feeling or
# a thought nobody has a record.
_NO_DEED = (
    r"(?!(?:thought|felt|wanted|hoped|tried|liked|loved|hated|needed|wished|believed|meant"
    r"|looked|talked|asked|answered|mentioned|learned|agreed|disagreed|supposed|used to)\b)"
)
_DEED = re.compile(
    r"(?:\b(?:I|we|he|she|they|you|who|president|senator|governor|congress|administration"
    r"|government|company|party|democrats|republicans)|(?-i:\s[A-Z]\w+))"
    r"(?:'ve|'d|\s(?:have|has|had))?(?:\s(?:also|just|never|actually|already|even|not|\w+ly))?"
    rf"\s{_NO_DEED}(?:(?!need|indeed|speed)[a-z]{{2,}}ed|{IRREGULAR}|cut|put|set|did|vetoed)\b",
    re.IGNORECASE,
)
# "Er soll geflohen sein": what others tell of him, not what he ought to do.
_HEARSAY = re.compile(
    r"\b(?:soll|sollen|will|wollen)\b[^.!?:;,]*?\s[a-zäöüß]+(?:t|en)\s"
    r"(?:haben|sein|worden sein)(?=\W*$|[,;:.]| und )"
)


def tells_a_deed(sentence: str, *, language: str) -> bool:
    """Return whether a plain English sentence tells what somebody has done."""
    return language == "en" and bool(_DEED.search(sentence))


def tells_hearsay(sentence: str, *, language: str) -> bool:
    """Return whether a plain German sentence tells what is said to have happened."""
    may_tell = language == "de" and ("soll" in sentence or "woll" in sentence or "will" in sentence)
    return may_tell and bool(_HEARSAY.search(sentence))
