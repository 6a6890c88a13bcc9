"""From bytes to text, or a refusal: wrongly decoded text would be worse than none."""

import codecs
import re

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from claims.readers.binary import binary_kind
from claims.readers.plausibility import is_plausible_western
from claims.readers.unreadable import UnreadableSource

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_META = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.I)
_META_WINDOW_BYTES = 4096
# Python knows codecs that are no character sets (punycode, unicode_escape, ...).
_CHARACTER_SETS = re.compile(r"iso8859-|cp125|cp866|koi8|mac-|utf-(?:8|16|32)|gb|big5|shift|euc_")
_BYTES_TO_NAME_AN_ENCODING = 100_000


def decode(content: bytes, *, name: str, content_type: str = "") -> str:
    """Return the text in `content` with line ends as "\\n"; nothing else is changed.

    A byte order mark decides, then whether the bytes are UTF-8, then the character set
    that `content_type` or the page itself declares, then whether the text reads well as
    windows-1252. Raises UnreadableSource for anything else, and for what is not text.
    """
    text = _marked(content, name)
    if text is None:
        _refuse_binary(content, name)
        text = _utf8(content)
    if text is None:
        text = _declared(content, content_type)
    if text is None:
        text = _western(content)
    if text is None:
        raise UnreadableSource(_unknown_encoding(content, name))
    if "\0" in text:
        raise UnreadableSource(_("%(name)s is not text: it contains NUL bytes.") % {"name": name})
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _marked(content: bytes, name: str) -> str | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableSource(
                    _("%(name)s says it is %(encoding)s, but is damaged at byte %(byte)d.")
                    % {"name": name, "encoding": encoding.upper(), "byte": error.start + len(mark)}
                ) from error
    return None


def _refuse_binary(content: bytes, name: str) -> None:
    kind = binary_kind(content)
    if kind:
        raise UnreadableSource(
            _("%(name)s is %(kind)s; only text, HTML, CSV and ClaimReview can be read.")
            % {"name": name, "kind": kind}
        )


def _utf8(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _declared(content: bytes, content_type: str) -> str | None:
    """Return the text by the declared character set; None if none is, or the bytes disagree."""
    named = _CHARSET.search(content_type)
    meta = _META.search(content[:_META_WINDOW_BYTES])
    label = named[1] if named else meta[1].decode("ascii", "replace") if meta else ""
    try:
        encoding = codecs.lookup(label).name
        # Browsers read pages that say Latin-1 as windows-1252 (WHATWG Encoding, section 4.2).
        encoding = "cp1252" if encoding in ("iso8859-1", "ascii") else encoding
        return content.decode(encoding) if _CHARACTER_SETS.match(encoding) else None
    except (LookupError, UnicodeDecodeError):
        return None


def _western(content: bytes) -> str | None:
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return text if is_plausible_western(text) else None


def _unknown_encoding(content: bytes, name: str) -> str:
    """Return the refusal that names what the bytes look like."""
    damaged_at = _damage(content)
    if damaged_at is not None:
        return _("%(name)s looks like UTF-8, but is damaged at byte %(byte)d.") % {
            "name": name,
            "byte": damaged_at,
        }
    guess = from_bytes(content[:_BYTES_TO_NAME_AN_ENCODING]).best()
    if guess is None:
        return _("%(name)s is not text in any known encoding.") % {"name": name}
    return _(
        "%(name)s is neither UTF-8 nor windows-1252, it looks like %(encoding)s: "
        "please save it as UTF-8."
    ) % {"name": name, "encoding": guess.encoding.replace("_", "-")}


def _damage(content: bytes) -> int | None:
    """Return where mostly sound UTF-8 is broken; None if the bytes are something else."""
    broken = len(re.findall("\ufffd", content.decode("utf-8", "replace")))
    sound = sum(character > "\x7f" for character in content.decode("utf-8", "ignore"))
    if sound <= broken:
        return None
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None
