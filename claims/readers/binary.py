"""What a file is that is not text, so that the refusal can say so."""

from django.utils.translation import gettext_lazy as _

_SIGNATURES = (
    (b"%PDF-", _("a PDF")),
    (b"\x89PNG", _("an image")),
    (b"\xff\xd8\xff", _("an image")),
    (b"GIF8", _("an image")),
    (b"RIFF", _("a media file")),
    (b"ID3", _("a media file")),
    (b"PK\x03\x04", _("an archive or an office document")),
    (b"\xd0\xcf\x11\xe0", _("an office document")),
    (b"{\\rtf", _("an RTF document")),
    (b"\x1f\x8b", _("a compressed file")),
    (b"SQLite format 3", _("a database")),
)


def binary_kind(content: bytes) -> str:
    """Return what `content` is by its first bytes ("a PDF"), or "" when it may be text."""
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return str(kind)
    return str(_("binary data")) if b"\0" in content else ""
