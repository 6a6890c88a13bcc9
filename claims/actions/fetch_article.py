from dataclasses import replace

from django.utils.translation import gettext as _

from claims.linkcheck.canonical import UnacceptableUrl, canonical_url
from claims.linkcheck.fetcher import fetch_page
from claims.linkcheck.policy import policy_from_settings
from claims.linkcheck.visit import Visit
from claims.readers.draft import DraftArticle
from claims.readers.source import read_source
from claims.readers.unreadable import UnreadableSource


def fetch_article(url: str, *, format: str | None = None) -> list[DraftArticle]:  # noqa: A002  as in read_source
    """Fetch a page through the guarded fetcher and read it; nothing is stored.

    The article's address is the one the page was found at in the end. Raises
    UnreadableSource with one sentence that names the address.
    """
    try:
        visit = fetch_page(canonical_url(url), policy_from_settings())
    except UnacceptableUrl as refusal:
        raise UnreadableSource(str(refusal)) from refusal
    _require_page(visit, url)
    drafts = read_source(visit.body, name=url, format=format, content_type=visit.content_type)
    if len(drafts) == 1 and drafts[0].claims is None:
        return [replace(drafts[0], url=canonical_url(visit.final_url))]
    return drafts


def _require_page(visit: Visit, url: str) -> None:
    if visit.error:
        reason = (visit.error_detail or visit.error).removesuffix(".")
    elif visit.http_status != 200:
        reason = f"HTTP {visit.http_status}"
    elif visit.truncated:
        reason = _("the page is too large")
    else:
        return
    raise UnreadableSource(
        _("%(url)s could not be fetched: %(reason)s.") % {"url": url, "reason": reason}
    )
