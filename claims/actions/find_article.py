from django.db.models import OuterRef, Q, Subquery

from claims.actions.prepare_draft import PreparedDraft
from claims.models import Article, ArticleVersion
from claims.readers.draft import DraftArticle

SAME_ARTICLE = 0.5
"""Share of paragraphs in common from which a text is a new version of an article without
an address: an edited article keeps far more, two articles of a series far fewer."""

NAMESAKES = 50
"""So many articles of one title or file name are compared, the newest: a daily column of
the same title has hundreds, and what is edited is not that old."""


def find_article(prepared: PreparedDraft) -> Article | None:
    """Return the stored article that the draft is a version of; None when it is a new one.

    An address decides. Without one, the same text, or the same title or file name with
    most paragraphs in common, is the same article.
    """
    draft = prepared.draft
    if draft.url:
        known = Article.objects.filter(url=draft.url).first()
        if known:
            return known
    same_text = Article.objects.filter(
        _without_other_address(draft), versions__text_sha256=prepared.text_sha256
    )
    return same_text.first() or _most_alike(prepared)


def is_known(prepared: PreparedDraft) -> bool:
    """Whether the draft's text is what its article says already."""
    article = find_article(prepared)
    return article is not None and article.text == prepared.draft.text


def _without_other_address(draft: DraftArticle) -> Q:
    """An article under another address is another article, whatever its text."""
    return Q(url="") if draft.url else Q()


def _most_alike(prepared: PreparedDraft) -> Article | None:
    draft, file_name = prepared.draft, prepared.file_name
    alike = Q(title=draft.title) | (Q(source=file_name) if file_name else Q())
    versions = ArticleVersion.objects.filter(article=OuterRef("pk")).order_by("-number")
    texts = (
        Article.objects.filter(_without_other_address(draft), alike)
        .order_by("-created_at")
        .values_list("pk", Subquery(versions.values("text")[:1]))[:NAMESAKES]
    )
    shares = {pk: _share_in_common(text, draft.text) for pk, text in texts.iterator(chunk_size=1)}
    best = max(shares, key=lambda pk: shares[pk], default=None)
    if best is None or shares[best] < SAME_ARTICLE:
        return None
    return Article.objects.get(pk=best)


def _share_in_common(one: str, other: str) -> float:
    """Return the share of paragraphs, 0..1 of the longer text's, that stand in both."""
    ones, others = set(one.splitlines()), set(other.splitlines())
    return len(ones & others) / max(len(ones), len(others), 1)
