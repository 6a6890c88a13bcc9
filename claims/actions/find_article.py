from django.db.models import Q

from claims.actions.prepare_draft import PreparedDraft
from claims.models import Article
from claims.readers.draft import DraftArticle

SAME_ARTICLE = 0.5
"""Share of paragraphs in common from which a text is a new version of an article without
an address: an edited article keeps far more, two articles of a series far fewer."""


def find_article(prepared: PreparedDraft, *, source: str) -> Article | None:
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
    return same_text.first() or _most_alike(draft, source)


def _without_other_address(draft: DraftArticle) -> Q:
    """An article under another address is another article, whatever its text."""
    return Q(url="") if draft.url else Q()


def _most_alike(draft: DraftArticle, source: str) -> Article | None:
    alike = Q(title=draft.title) | (Q(source=source) if source else Q())
    candidates = Article.objects.filter(_without_other_address(draft), alike)
    shares = {article: _share_in_common(article.text, draft.text) for article in candidates}
    best = max(shares, key=lambda article: shares[article], default=None)
    return best if best is not None and shares[best] >= SAME_ARTICLE else None


def _share_in_common(one: str, other: str) -> float:
    """Return the share of paragraphs, 0..1 of the longer text's, that stand in both."""
    ones, others = set(one.splitlines()), set(other.splitlines())
    return len(ones & others) / max(len(ones), len(others), 1)
