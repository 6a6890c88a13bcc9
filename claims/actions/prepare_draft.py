import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.extraction.check_worthiness import Weights
from claims.extraction.extract import Extraction, FoundClaim, extract_claims
from claims.linkcheck.canonical import UnacceptableUrl, canonical_url
from claims.readers.draft import DraftArticle
from claims.readers.fields import NAME_LENGTH, TITLE_LENGTH, URL_LENGTH
from claims.readers.language import detect_language
from claims.vocabulary import Language

ROOM = {"url": URL_LENGTH, "title": TITLE_LENGTH, "author": NAME_LENGTH, "publisher": NAME_LENGTH}
STANDARD_INPUT = "-"


@dataclass(frozen=True)
class PreparedDraft:
    """A draft whose language is known, and what its text claims.

    An edited file is recognised by `file_name`; "" for what came from no file. `weights`
    scored it. `pointed_at` is what a language model of some `model_version` sees beside
    the rules, and `remark` a sentence about how that went; all empty when none was asked.
    """

    draft: DraftArticle
    extraction: Extraction
    text_sha256: str
    file_name: str
    weights: Weights
    pointed_at: tuple[FoundClaim, ...] = ()
    model_version: str = ""
    remark: str = ""

    @property
    def has_claims(self) -> bool:
        return bool(self.draft.claims or self.extraction.claims or self.pointed_at)


def prepare_draft(
    draft: DraftArticle, *, source: str, weights: Mapping[str, Weights]
) -> PreparedDraft:
    """Recognise the language and extract the claims; nothing is stored.

    `source` is what a refusal calls the text; `weights` score its sentences, by language.
    Raises ValidationError when the language is neither given nor recognised and, naming the
    field, for what is too long to be kept and for an address that is not one of the web.
    """
    draft = replace(draft, url=_address(draft.url), title=draft.title or _first_line(draft.text))
    _require_room(draft)
    language = draft.language or detect_language(draft.text)
    if language not in Language.values:
        raise ValidationError(
            _("%(source)s seems to be neither German nor English: say which language it is in."),
            params={"source": source or _("the text")},
        )
    extraction = extract_claims(
        draft.text,
        language=language,
        published_on=draft.published_on,
        weights=weights[language],
    )
    return PreparedDraft(
        draft=replace(draft, language=language),
        extraction=extraction,
        text_sha256=hashlib.sha256(draft.text.encode()).hexdigest(),
        file_name=_file_name(source),
        weights=weights[language],
    )


def _address(url: str) -> str:
    """Return the one spelling of an article's address, however it came to us; "" for none."""
    try:
        return canonical_url(url) if url else ""
    except UnacceptableUrl as refusal:
        raise ValidationError({"url": str(refusal)}, code="invalid") from refusal


def _first_line(text: str) -> str:
    line = text.strip().splitlines()[0]
    return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1] + "…"


def _require_room(draft: DraftArticle) -> None:
    """Refuse what the table has no room for: SQLite would keep it, PostgreSQL would not."""
    for field, limit in ROOM.items():
        value = getattr(draft, field)
        if len(value) > limit:
            raise ValidationError(
                {
                    field: _("%(length)d characters are too many, at most %(limit)d are kept.")
                    % {"length": len(value), "limit": limit}
                },
                code="max_length",
            )


def _file_name(source: str) -> str:
    """Return the name of a file; standard input and an address are shared by many texts."""
    return "" if source == STANDARD_INPUT or "://" in source else source
