"""What a WARC record holds of a page, and the page made harmless."""

import re
import zlib
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from selectolax.lexbor import LexborHTMLParser, LexborNode
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from claims.linkcheck.html_bombs import LONGEST_HTML, beginning, defused
from claims.linkcheck.page_text import MOST_REOPENED_BYTES, in_utf8, is_html

ACTIVE = "script, noscript, template, link, base, meta, iframe, frame, object, embed, portal"
"""Elements of no use to a page that may neither run nor ask for anything."""

HEAD_BYTES = 4_000
DECLARED_LANGUAGE = re.compile(
    rb"""<html\s(?:[^>]*?\s)?lang\s*=\s*["']?([a-z]{2,3}(?:-[a-z0-9]{2,8})*)["'\s>]""",
    re.IGNORECASE,
)

LONGEST_SHOWN = 2 * LONGEST_HTML
"""Characters of a page with its formatting. Without that, it is at most five times as long as
what was read of it: where all of that is `&`."""


@dataclass(frozen=True)
class StoredPage:
    """A body as it came, decompressed, and what its server called it."""

    content_type: str
    body: bytes

    @property
    def media_type(self) -> str:
        return self.content_type.partition(";")[0].strip().lower()

    @property
    def is_html(self) -> bool:
        return is_html(self.body, self.content_type)

    @property
    def language(self) -> str:
        """The tag (BCP 47) that the page gives its language, such as "de-AT"; "" without one."""
        declared = DECLARED_LANGUAGE.search(self.body[:HEAD_BYTES]) if self.is_html else None
        return declared[1].decode() if declared else ""

    def still(self) -> str:
        """Return the HTML without what runs, asks for something or leads away.

        A page of extreme length is returned up to where it was read, one that its unclosed
        formatting would make as long without that.

        Whoever shows it must forbid all that as well, with a sandbox and a policy: nobody
        has ever listed every way in which a page can act. This takes away the ways that
        policies know nothing of, such as `<link rel="preconnect">`, and links that would
        only lead to a refusal; those within the page stay.
        """
        html = in_utf8(beginning(self.body), self.content_type)
        shown = _without_what_acts(defused(html, MOST_REOPENED_BYTES))
        if len(shown) > LONGEST_SHOWN:
            return _without_what_acts(defused(html, 0))
        return shown


def _without_what_acts(html: bytes) -> str:
    tree = LexborHTMLParser(html)
    for node in tree.css(ACTIVE):
        node.decompose()
    for link in tree.css("a, area"):
        _keep_within_the_page(link)
    return tree.html or ""


def _keep_within_the_page(link: LexborNode) -> None:
    for name in ("href", "xlink:href", "ping"):
        address = link.attributes.get(name)
        if address is not None and not address.startswith("#"):
            del link.attrs[name]


def read_record(record: bytes) -> StoredPage | None:
    """Return the page of a response record; None if these bytes are not one, or not whole."""
    try:
        for warc in ArchiveIterator(BytesIO(record)):
            if warc.rec_type == "response":
                return _whole_page(warc)
    except (ArchiveLoadFailed, AttributeError, ValueError, zlib.error):
        return None  # AttributeError: so warcio stumbles over a damaged header
    return None


def _whole_page(warc: ArcWarcRecord) -> StoredPage | None:
    """Compare the digest here: warcio does not miss the end of a body that was cut off."""
    content_type = warc.http_headers.get_header("content-type", "")
    body = warc.content_stream().read()
    digest = warc.rec_headers.get_header("WARC-Payload-Digest")
    return (
        StoredPage(content_type, body) if digest == f"sha256:{sha256(body).hexdigest()}" else None
    )
