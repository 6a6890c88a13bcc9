"""The reasons behind a score, in the reader's language."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

REASONS = {
    "number": _("contains a number"),
    "exact": _("gives a large or exact figure"),
    "year": _("names a year"),
    "percentage": _("contains a percentage"),
    "money": _("names an amount of money"),
    "dated": _("says when"),
    "named": _("names people, places or organisations"),
    "quotation": _("contains a quotation"),
    "attributed": _("says who claims it"),
    "legal": _("is about the law"),
    "comparison": _("compares"),
    "relation": _("says how things belong together"),
    "event": _("reports an event"),
    "public_matter": _("is about a public matter"),
    "source": _("refers to a source"),
    "link": _("links to a page"),
    "others": _("speaks of what others do"),
    "deed": _("tells what somebody did"),
    "hearsay": _("tells what is said to have happened"),
    "denial": _("says that something is not true"),
    "universal": _("speaks of all, of none or of the only one"),
    "past": _("is about the past"),
    "long": _("is a full statement"),
    "question": _("asks a question"),
    "questioning": _("begins like a question"),
    "exclamation": _("is an exclamation"),
    "emoji": _("contains an emoji"),
    "mention": _("addresses somebody by name"),
    "short": _("is very short"),
    "no_verb": _("is not a full sentence"),
    "opinion": _("contains judging words"),
    "opener": _("begins like a comment"),
    "first_person": _("speaks of the speaker"),
    "we": _("speaks of “us”"),
    "second_person": _("addresses the reader"),
    "conditional": _("sets a condition"),
    "conversation": _("is about the conversation itself"),
    "future": _("is about the future"),
    "hedge": _("says that it is not certain"),
    "ought": _("says what should or could be"),
    "vague": _("is vague"),
}
"""Every reason code that extraction gives, with its label."""


def reason_label(code: str) -> "_StrPromise | str":
    """Return what a reason code means; the code itself when it is not ours."""
    return REASONS.get(code, code)
