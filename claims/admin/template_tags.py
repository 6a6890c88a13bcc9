"""What the desk's templates can say; `{% load desk %}`."""

from typing import Any

from django import template
from django.template.defaultfilters import floatformat
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.admin import badges
from claims.admin.desk import desk_tallies
from claims.models import StatusChange

register = template.Library()

register.simple_tag(badges.badge, name="badge")
register.filter("status_badge", badges.status_badge)
register.filter("rating_badge", badges.rating_badge)
register.filter("quote_badge", badges.quote_badge)
register.filter("evidence_badges", badges.evidence_badges)
register.filter("worthiness_meter", badges.worthiness_meter)


@register.simple_tag(takes_context=True)
def desk_summary(context: dict[str, Any]) -> Any:
    """Return the tallies of whoever is looking."""
    return desk_tallies(context["request"].user, timezone.now())


@register.simple_tag
def recent_changes() -> Any:
    """Return the last steps that anybody took, the newest first."""
    return StatusChange.objects.select_related("claim", "by").order_by("-at", "-id")[:8]


@register.filter
def elapsed(milliseconds: int) -> str:
    """Return a time as people read it: from a second on in seconds."""
    if milliseconds < 1000:
        return f"{milliseconds} ms"
    return f"{floatformat(milliseconds / 1000, 1)} s"


@register.filter
def outward_link(url: str) -> SafeString:
    """Return a link to a page that others wrote; plain text unless it is http or https."""
    if not url.lower().startswith(("http://", "https://")):
        return format_html("<span>{}</span>", url)
    return format_html(
        '<a href="{}" target="_blank" rel="noopener noreferrer nofollow">{}</a>', url, url
    )
