"""What pages that are gone call themselves, and what headlines say alike."""

import re

LEAD = (
    r"(?:(?:oops|whoops|ups|hoppla|sorry|leider|entschuldigung|http|error|fehler(?:code|meldung)?"
    r"|4(?:04|10))\W+)*"
)
ITS = r"(?:(?:the|this|that|your)\s)?(?:(?:requested|desired)\s)?"
GERMAN_ITS = (
    r"(?:(?:die|der|das|diese[rs]?|ihre?)\s)?(?:von ihnen\s)?"
    r"(?:(?:an|auf|aus)?ge(?:forderte|suchte|wünschte|rufene|wählte|fragte)[nrs]?\s)?"
)
PAGE, GERMAN_PAGE = r"(?:page|url)", r"(?:(?:unter)?seite|url)"
THING = r"(?:article|story|content|document|file(?: or directory)?|link|address|web ?page)"
GERMAN_THING = r"(?:artikel|inhalt|dokument|datei(?: oder verzeichnis)?|link|adresse|webseite)"
ASKED = r"(?:\s(?:(?:that|which)\s)?you\b[\w\s'’]{1,60}?)?"
GERMAN_ASKED = r"(?:,\sdie sie\s[^,]{1,60},)?"
MISSING = (
    r"\s(?:(?:is\s|was\s|has\s)?(?:not (?:been )?found|no longer (?:available|online|here)"
    r"|not available|unavailable|missing|gone)|isn['’]t available"
    r"|(?:cannot|can['’]t|could(?:n['’]t| not)) be found"
    r"|no longer exists|does(?:n['’]t| not) exist)(?:\sany ?more)?"
)
REMOVED = r"\s(?:has been\s|was\s)?(?:removed|deleted)"
GERMAN_MISSING = (
    r"\s(?:(?:ist|wurde|konnte|kann)\s)?(?:leider\s)?(?:nicht (?:mehr )?(?:gefunden(?: werden)?"
    r"|verfügbar|vorhanden|auffindbar)|(?:existiert|gibt es)(?: leider)? nicht(?: mehr)?|fehlt)"
)
GERMAN_REMOVED = r"\s(?:wurde\s)?(?:leider\s)?(?:gelöscht|entfernt)"
FIND = (
    rf"we (?:cannot|can['’]t|could(?:n['’]t| not)) find {ITS}(?:{PAGE}|{THING}){ASKED}"
    rf"|wir (?:können|konnten) {GERMAN_ITS}(?:{GERMAN_PAGE}|{GERMAN_THING}){GERMAN_ASKED}"
    r"(?: leider)? nicht finden"
)
STATUS = (
    r"(?:(?:oops|ups|http|error|fehler(?:code)?)\W{1,5}){1,3}4(?:04|10)"
    r"|4(?:04|10)(?:\W{1,5}(?:error|fehler|page|seite|gone|not found|nicht gefunden)){1,3}"
)

PAGE_IS_GONE = re.compile(
    rf"\W*{LEAD}(?:{ITS}{PAGE}{ASKED}(?:{MISSING}|{REMOVED})"
    rf"|{GERMAN_ITS}{GERMAN_PAGE}{GERMAN_ASKED}(?:{GERMAN_MISSING}|{GERMAN_REMOVED})|{FIND}|{STATUS})\W*",
    re.IGNORECASE,
)
IT_IS_GONE = re.compile(
    rf"\W*{LEAD}(?:{ITS}{THING}{ASKED}{MISSING}|this {THING}{REMOVED}"
    rf"|{GERMAN_ITS}{GERMAN_THING}{GERMAN_ASKED}{GERMAN_MISSING}"
    rf"|diese[rs]? {GERMAN_THING}{GERMAN_REMOVED}"
    r"|not found|nicht gefunden|ungültige adresse|4(?:04|10))\W*",
    re.IGNORECASE,
)
PARTS = re.compile(r"[|·–—]|\s-\s")
BARS = re.compile(r"[|·]")
"""A dash also stands within headlines: "Expedition in Peru – nicht gefunden"."""

HINT = re.compile(
    r"not found|no longer (?:available|exists?|online|here)"
    r"|(?:cannot|can['’]t|could(?:n['’]t| not)) (?:be found|find)|(?:not |un)available"
    r"|page (?:has been |was )?(?:removed|deleted|missing)|(?:has|have) been (?:removed|deleted)"
    r"|nicht gefunden|nicht (?:mehr )?(?:verfügbar|vorhanden|auffindbar|erreichbar|online)"
    r"|(?:wurde|ist) (?:gelöscht|entfernt)|nichts gefunden|seite (?:fehlt|gelöscht|entfernt)"
    r"|ungültige adresse|\b4(?:04|10)\b|does(?:n['’]t| not) exist|is gone\b|existiert nicht"
    r"|gibt es nicht",
    re.IGNORECASE,
)


def says_it_is_gone(line: str) -> bool:
    """Whether a title or heading, or a part of it, says of the page itself that it is gone.

    Nothing else may stand beside that: much else is not found, removed or not available, and
    a short article about it must not be taken for an error page.
    """
    return any(PAGE_IS_GONE.fullmatch(part) for part in PARTS.split(line)) or any(
        IT_IS_GONE.fullmatch(part) for part in BARS.split(line)
    )


def may_say_it_is_gone(line: str) -> bool:
    """Whether a title or heading has words of an error page; headlines have them, too."""
    return says_it_is_gone(line) or HINT.search(line) is not None
