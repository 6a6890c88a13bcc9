import hashlib
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.extraction.extract import Extraction, extract_claims
from claims.readers.draft import DraftArticle
from claims.readers.language import detect_language
from claims.vocabulary import Language


@dataclass(frozen=True)
class PreparedDraft:
    """A draft that can be stored: its language is known, and what its text claims."""

    draft: DraftArticle
    extraction: Extraction
    text_sha256: str


def prepare_draft(draft: DraftArticle, *, source: str) -> PreparedDraft:
    """Recognise the language and extract the claims; nothing is stored.

    Raises ValidationError when the language is neither given nor recognised, or when
    there is no claim to check.
    """
    language = draft.language or detect_language(draft.text)
    if language not in Language.values:
        raise ValidationError(
            _("%(source)s seems to be neither German nor English: say which language it is in."),
            params={"source": source or _("the text")},
        )
    extraction = extract_claims(draft.text, language=language, published_on=draft.published_on)
    if not (draft.claims or extraction.claims):
        raise ValidationError(
            _("No checkable claim was found in %(source)s."),
            params={"source": source or _("the text")},
        )
    return PreparedDraft(
        draft=replace(draft, language=language, title=_title(draft)),
        extraction=extraction,
        text_sha256=hashlib.sha256(draft.text.encode()).hexdigest(),
    )


def _title(draft: DraftArticle) -> str:
    """Return the title, or the first line of the text where there is none."""
    title = draft.title or draft.text.strip().splitlines()[0]
    return title if len(title) <= 500 else title[:499] + "…"
