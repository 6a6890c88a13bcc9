"""The words of the desk: what a claim, a piece of evidence or a visit can be called.

No logic lives here. Values are stored and sent over the API; labels are for people
and are translated.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Language(TextChoices):
    """The languages that texts are read in and that people are written to in."""

    GERMAN = "de", "Deutsch"
    ENGLISH = "en", "English"


class Status(TextChoices):
    """Where our work on a claim stands."""

    NEW = "new", _("New")
    IN_REVIEW = "in_review", _("In review")
    AWAITING_SECOND_REVIEW = "awaiting_second_review", _("Awaiting second review")
    VERIFIED = "verified", _("Verified")
    NEEDS_RECHECK = "needs_recheck", _("Needs re-check")
    NOT_CHECKABLE = "not_checkable", _("Not checkable")
    WITHDRAWN = "withdrawn", _("Withdrawn")


PUBLIC_STATUSES = (Status.VERIFIED, Status.NEEDS_RECHECK)
OPEN_STATUSES = (Status.NEW, Status.IN_REVIEW, Status.AWAITING_SECOND_REVIEW, Status.NEEDS_RECHECK)
RELYING_STATUSES = (*OPEN_STATUSES, Status.VERIFIED)
"""In these a claim relies on the pages it cites, and they are visited."""
ACCEPTED_STATUSES = (
    Status.IN_REVIEW,
    Status.AWAITING_SECOND_REVIEW,
    Status.VERIFIED,
    Status.NEEDS_RECHECK,
)
"""Somebody found the claim worth a check; who dismissed it said that it is not checkable."""


class Rating(TextChoices):
    """What we found a claim to be."""

    TRUE = "true", _("True")
    MOSTLY_TRUE = "mostly_true", _("Mostly true")
    HALF_TRUE = "half_true", _("Half true")
    MISLEADING = "misleading", _("Misleading")
    MOSTLY_FALSE = "mostly_false", _("Mostly false")
    FALSE = "false", _("False")
    UNPROVEN = "unproven", _("Unproven")


RATING_VALUES = {
    Rating.TRUE: 5,
    Rating.MOSTLY_TRUE: 4,
    Rating.HALF_TRUE: 3,
    Rating.MISLEADING: 2,
    Rating.MOSTLY_FALSE: 2,
    Rating.FALSE: 1,
}
"""ClaimReview's scale, 1 (worst) to 5 (best); `unproven` has no number."""


class Kind(TextChoices):
    """What a sentence asserts."""

    NUMBER = "number", _("Number")
    EVENT = "event", _("Event")
    QUOTE = "quote", _("Quote")
    LEGAL = "legal", _("Legal")
    RELATION = "relation", _("Relation")
    OPINION = "opinion", _("Opinion")
    PREDICTION = "prediction", _("Prediction")


CHECKABLE_KINDS = (Kind.NUMBER, Kind.EVENT, Kind.QUOTE, Kind.LEGAL, Kind.RELATION)


class Extractor(TextChoices):
    """Who saw a claim in its article."""

    RULES = "rules", _("Rules")
    SOURCE = "source", _("The source itself")
    LANGUAGE_MODEL = "language_model", _("Language model")
    PERSON = "person", _("Somebody at the desk")


class DatePrecision(TextChoices):
    """How exactly a date is known."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")


class Stance(TextChoices):
    """What a piece of evidence says about its claim."""

    SUPPORTS = "supports", _("Supports")
    REFUTES = "refutes", _("Refutes")
    CONTEXT = "context", _("Context")


class Outcome(TextChoices):
    """What one visit to a cited page found."""

    ALIVE = "alive", _("Alive")
    MOVED = "moved", _("Moved")
    SOFT_404 = "soft_404", _("Says it is gone")
    GONE = "gone", _("Gone")
    BLOCKED = "blocked", _("Blocked")
    THROTTLED = "throttled", _("Throttled")
    UNREACHABLE = "unreachable", _("Unreachable")
    NOT_ALLOWED = "not_allowed", _("Not allowed by robots.txt")
    UNSAFE = "unsafe", _("Unsafe address")


GOOD_OUTCOMES = (Outcome.ALIVE, Outcome.MOVED)


class LinkState(TextChoices):
    """What a cited page is, over all its visits."""

    UNCHECKED = "unchecked", _("Unchecked")
    ALIVE = "alive", _("Alive")
    MOVED = "moved", _("Moved")
    FAILING = "failing", _("Failing")
    DEAD = "dead", _("Dead")
    BLOCKED = "blocked", _("Blocked")
    UNSAFE = "unsafe", _("Unsafe")


UNREADABLE_STATES = (LinkState.DEAD, LinkState.BLOCKED, LinkState.UNSAFE)
"""Nobody reads these pages any more: what is known of their quotes is from before."""


class CopyWish(TextChoices):
    """What a public archive is asked for."""

    LOOK_UP = "look_up", _("Public copy from before the page died")
    SAVE = "save", _("Public copy of the page as cited")


class CopyRefusal(TextChoices):
    """Why a public archive gave us no copy."""

    PRIVATE = "private", _("never asked for: the page lies in our own network")
    EXCLUDED = "excluded", _("the archive may not keep this page")
    NONE = "none", _("the archive has none")
    THROTTLED = "throttled", _("the archive wants to be asked later")
    DOWN = "down", _("the archive cannot be reached")
    DENIED = "denied", _("the archive does not accept our keys")
    FAILED = "failed", _("the archive could not save the page")
    UNREADABLE = "unreadable", _("the archive answered something else")


PASSING_REFUSALS = (CopyRefusal.THROTTLED, CopyRefusal.DOWN, CopyRefusal.DENIED)
"""These speak of the archive, not of the page: it is left alone, and no page is given up."""


class QuoteState(TextChoices):
    """Whether the quoted passage of a piece of evidence still stands on its page."""

    UNKNOWN = "unknown", _("Unknown")
    FOUND = "found", _("Found")
    ALTERED = "altered", _("Altered")
    MISSING = "missing", _("Missing")


class Sight(TextChoices):
    """What a person saw on a page that keeps robots out."""

    FINE = "fine", _("The page is fine")
    QUOTE_THERE = "quote_there", _("The quoted passage is there")
    QUOTE_GONE = "quote_gone", _("The quoted passage is not there")
    GONE = "gone", _("The page is gone")


LOSSES = (Sight.QUOTE_GONE, Sight.GONE)
"""Whoever saw this must ask which verdicts rest on the page."""


class Cause(TextChoices):
    """Why the system put a verified claim back on the desk; `%(url)s` is the cited page."""

    PAGE_DEAD = "page_dead", _("The cited page is gone: %(url)s")
    QUOTE_MISSING = "quote_missing", _("The quoted passage no longer stands on %(url)s")
    QUOTE_CHANGED = (
        "quote_changed",
        _("In place of the quoted passage, %(url)s says something else"),
    )
    ARTICLE_CHANGED = "article_changed", _("The article was changed and lost these words.")


class Scope(TextChoices):
    """What a subscription watches."""

    EVERYTHING = "everything", _("Everything")
    ARTICLE = "article", _("An article")
    CLAIM = "claim", _("A claim")


class Cadence(TextChoices):
    """How often a watcher is written to."""

    IMMEDIATE = "immediate", _("At once")
    DAILY = "daily", _("Daily digest")


class Role(TextChoices):
    """What a person does at the desk; each is a Django group of the same name."""

    REPORTER = "reporter", _("Reporter")
    REVIEWER = "reviewer", _("Reviewer")
    EDITOR = "editor", _("Editor")
    ADMINISTRATOR = "administrator", _("Administrator")
