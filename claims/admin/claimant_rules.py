"""How extraction recognised a claimant, in words."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

RULES = {
    "according_to": _("“according to” and a name"),
    "subject_after": _("a verb of saying, then the name"),
    "subject_before": _("the name, then a verb of saying"),
    "shared_subject": _("the subject of the same sentence"),
    "so": _("“so” and a name, as German writes it"),
    "colon": _("a name and a colon"),
    "possessive": _("a possessive, as in “her report says”"),
    "same_quotation": _("the same quotation goes on"),
    "next_quotation": _("the next quotation of the same speaker"),
    "reported_speech": _("reported speech goes on"),
    "told_after": _("the next sentence names the source"),
}
"""The rules of `claims.extraction.attribution`; a test keeps the two in step."""


def rule_label(rule: str) -> "_StrPromise | str":
    """Return what a rule looks for; its own name when it is not ours, as after an import."""
    return RULES.get(rule, rule)
