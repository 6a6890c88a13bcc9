from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from claims.actions.anchor_claims import anchor_claims
from claims.actions.ask_language_model import ask_language_model
from claims.actions.create_claims import create_claims
from claims.actions.find_article import find_article, is_known
from claims.actions.index_claims import index_claims
from claims.actions.prepare_draft import PreparedDraft, prepare_draft
from claims.actions.republish_article import republish_article
from claims.actions.take_import_turn import take_import_turn
from claims.actions.weights_in_use import weights_in_use
from claims.models import Article, ArticleVersion, Claim, Person
from claims.readers.draft import DraftArticle
from claims.workflow.permissions import Permission, require

METADATA = ("url", "title", "author", "publisher", "language", "published_on")


@dataclass(frozen=True)
class ImportResult:
    """What one article's import did. Claims are in the text's order.

    `remark` says how it went with the language model, "" when none was asked.
    """

    article: Article
    version: ArticleVersion
    created: list[Claim] = field(default_factory=list)
    unchanged: list[Claim] = field(default_factory=list)
    orphaned: list[Claim] = field(default_factory=list)
    remark: str = ""

    @property
    def claims(self) -> list[Claim]:
        """The claims that stand in the current version."""
        return sorted([*self.created, *self.unchanged], key=lambda claim: claim.start)


def import_articles(
    drafts: Sequence[DraftArticle],
    *,
    by: Person | None,
    now: datetime,
    source: str = "",
    ours: bool | None = None,
    publish_at: datetime | None = None,
    by_rules_alone: bool = False,
) -> list[ImportResult]:
    """Store draft articles with their claims: all of them or none.

    The same text again changes nothing. A changed text becomes a new version: claims whose
    words still stand move with them, the others are orphaned. What is None of `ours` and
    `publish_at` stays as it is; a new article is then someone else's and not due. A language
    model that is set up is asked first, outside of the transaction, unless `by_rules_alone`.
    Raises ValidationError for a draft that cannot be stored, as `prepare_draft` says, and for
    a text without a claim to check.
    """
    require(by, Permission.IMPORT_ARTICLE)
    plan = _told(ours=ours, publish_at=publish_at)
    weights = weights_in_use()
    prepared = [prepare_draft(draft, source=source, weights=weights) for draft in drafts]
    if not by_rules_alone:
        prepared = [ask_language_model(draft) for draft in prepared]
    _require_claims(prepared, source)
    with transaction.atomic():
        take_import_turn()
        _lock_known(prepared)
        return [_import(draft, plan, by=by, now=now) for draft in prepared]


def _told(**values: object) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}


def _require_claims(prepared: Sequence[PreparedDraft], source: str) -> None:
    if not all(draft.has_claims or is_known(draft) for draft in prepared):
        raise ValidationError(
            _("No checkable claim was found in %(source)s."),
            params={"source": source or _("the text")},
        )


def _lock_known(prepared: Sequence[PreparedDraft]) -> None:
    """Lock what the import may change, in the order of every action: articles, claims, pages.

    Locked one article after the other, the claims of two could be held by a visit that
    began with the second.
    """
    known = {article.pk for draft in prepared if (article := find_article(draft))}
    list(Article.objects.select_for_update().filter(pk__in=known).order_by("pk"))
    list(Claim.objects.select_for_update().filter(article__in=known).order_by("pk"))


def _import(
    prepared: PreparedDraft,
    plan: dict[str, object],
    *,
    by: Person | None,
    now: datetime,
) -> ImportResult:
    article = find_article(prepared)
    if article is None:
        article = Article.objects.create(
            source=prepared.file_name, **_metadata(prepared.draft), **plan
        )
        return _import_version(article, prepared, number=1, by=by, now=now)
    if article.ours and plan.get("ours") is False:
        # What is ours and not out yet is nobody else's to read.
        require(by, Permission.CHANGE_ARTICLE)
    is_corrected = _correct(article, _known(prepared.draft) | plan, by, now)
    result = _import_text(article, prepared, by=by, now=now)
    if is_corrected:
        republish_article(article, now=now)
        index_claims(list(article.claims.all()))
    return result


def _import_text(
    article: Article, prepared: PreparedDraft, *, by: Person | None, now: datetime
) -> ImportResult:
    current = article.current_version
    if current.text != prepared.draft.text:
        return _import_version(article, prepared, number=current.number + 1, by=by, now=now)
    standing = list(current.claims.filter(orphaned_at=None).order_by("start"))
    by_rules = replace(prepared, pointed_at=())  # the same text again adds nothing
    created = create_claims(current, by_rules, known=standing, by=by, now=now)
    return ImportResult(article, current, created, standing)


def _import_version(
    article: Article, prepared: PreparedDraft, *, number: int, by: Person | None, now: datetime
) -> ImportResult:
    version = ArticleVersion.objects.create(
        article=article,
        number=number,
        text=prepared.draft.text,
        text_sha256=prepared.text_sha256,
        blocks=[[block.kind, block.start, block.end] for block in prepared.draft.blocks],
        imported_at=now,
        imported_by=by,
    )
    anchored, orphaned = anchor_claims(article, version, now=now)
    created = create_claims(version, prepared, known=anchored, by=by, now=now)
    return ImportResult(article, version, created, anchored, orphaned, prepared.remark)


def _metadata(draft: DraftArticle) -> dict[str, object]:
    return {name: getattr(draft, name) for name in METADATA}


def _known(draft: DraftArticle) -> dict[str, object]:
    """Return what the new import knows of the article; what it does not know stays."""
    return {name: value for name, value in _metadata(draft).items() if value}


def _correct(article: Article, told: dict[str, object], by: Person | None, now: datetime) -> bool:
    """Store what is told otherwise than it was known; return whether anything was."""
    changes = {name: value for name, value in told.items() if value != getattr(article, name)}
    if not changes:
        return False
    for name, value in changes.items():
        setattr(article, name, value)
    article.save_edit(by=by, at=now)
    return True
