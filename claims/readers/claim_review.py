"""schema.org's ClaimReview: other desks' verdicts as JSON-LD, alone, in a feed or in a page."""

from django.utils.translation import gettext as _

from claims.readers.draft import DraftArticle, DraftClaim
from claims.readers.fields import (
    EXPLANATION_LENGTH,
    NAME_LENGTH,
    RATING_LENGTH,
    TAG_LENGTH,
    TITLE_LENGTH,
)
from claims.readers.json_ld import Node, nodes_of_type
from claims.readers.layout import with_claims
from claims.readers.unreadable import UnreadableSource


def read_claim_review(text: str, *, name: str) -> list[DraftArticle]:
    """Return one article for each address where a reviewed claim appeared.

    A review that does not say where gives its own address. A claim that appeared in many
    places is one claim, in the first of them.
    """
    reviews = nodes_of_type("ClaimReview", text, name=name)
    if not reviews:
        raise UnreadableSource(_("%(name)s contains no ClaimReview.") % {"name": name})
    articles: dict[str, DraftArticle] = {}
    claims: dict[str, dict[DraftClaim, None]] = {}  # in their order, each once
    for review in reviews:
        article, claim = _article(review), _claim(review)
        key = article.url or article.title or name
        articles.setdefault(key, article)
        claims.setdefault(key, {})[claim] = None
    return [with_claims(article, list(claims[key])) for key, article in articles.items()]


def _article(review: Node) -> DraftArticle:
    """Return where the claim was made; that has no text but the claims read from it."""
    claimed = review.node("itemReviewed")
    for appearance in (claimed.node("firstAppearance"), claimed.node("appearance")):
        if appearance.url():
            return DraftArticle(
                text="",
                title=appearance.text("headline", "name", limit=TITLE_LENGTH)
                or appearance.url()[:TITLE_LENGTH],
                url=appearance.url(),
                author=appearance.node("author").named(limit=NAME_LENGTH),
                publisher=appearance.node("publisher").named(limit=NAME_LENGTH),
                published_on=appearance.day("datePublished"),
                language=appearance.language(),
            )
    return DraftArticle(
        text="",
        title=review.text("headline", "name", limit=TITLE_LENGTH)
        or (review.url() or review.source)[:TITLE_LENGTH],
        url=review.url(),
        publisher=review.node("author").named(limit=NAME_LENGTH),
        published_on=review.day("datePublished"),
        language=review.language(),
    )


def _claim(review: Node) -> DraftClaim:
    claimed = review.node("itemReviewed")
    rating = review.node("reviewRating")
    said = review.text("claimReviewed") or claimed.text("name", "text")
    if not said:
        raise review.place("claimReviewed").refused(_("the claim is missing"))
    return DraftClaim(
        quote=said,
        start=0,
        end=0,
        text=said,
        claimant=claimed.node("author").named(limit=NAME_LENGTH),
        claimed_on=claimed.day("datePublished"),
        rating_label=rating.text("alternateName", limit=RATING_LENGTH),
        rating_value=rating.number("ratingValue"),
        rating_best=rating.number("bestRating"),
        rating_worst=rating.number("worstRating"),
        explanation=rating.text("ratingExplanation", limit=EXPLANATION_LENGTH)
        or review.text("reviewBody", "description", limit=EXPLANATION_LENGTH),
        review_url=review.url(),
        reviewed_by=review.node("author").named(limit=NAME_LENGTH),
        tags=review.words("keywords", limit=TAG_LENGTH),
    )
