"""The shapes of articles in the API."""

from collections import Counter
from typing import Any

from rest_framework import serializers

from claims.actions.import_article import ImportResult
from claims.api.records import RecordDocument
from claims.models import Article, Claim
from claims.models.claim_querysets import ClaimQuerySet
from claims.vocabulary import Status


class ArticleDocument(RecordDocument[Article]):
    """What anybody may know of an article."""

    class Meta:
        model = Article
        fields = [
            "id",
            "url",
            "title",
            "author",
            "publisher",
            "language",
            "published_on",
            "created_at",
        ]


class StandingClaim(RecordDocument[Claim]):
    """A claim in its article; `start` and `end` count code points of the article's text."""

    class Meta:
        model = Claim
        fields = [
            "id",
            "quote",
            "start",
            "end",
            "claimant",
            "claimed_on",
            "kind",
            "check_worthiness",
            "reasons",
            "status",
        ]


class ArticleInFull(ArticleDocument):
    """What the desk knows of an article; without a token `ours` and all after it are missing."""

    version = serializers.IntegerField(source="current_version.number", required=False)
    text = serializers.CharField(required=False)
    claims = serializers.SerializerMethodField(required=False)

    class Meta(ArticleDocument.Meta):
        fields = [*ArticleDocument.Meta.fields, "ours", "publish_at", "version", "text", "claims"]
        extra_kwargs = {"ours": {"required": False}, "publish_at": {"required": False}}

    def get_claims(self, article: Article) -> list[dict[str, Any]]:
        return list(StandingClaim(_standing(article), many=True).data)


class ImportDocument(serializers.Serializer[Any]):
    """What an import did; the claims stand in the text's order."""

    article = serializers.UUIDField()
    created = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    orphaned = serializers.IntegerField(help_text="Claims whose words the new text has lost.")
    remark = serializers.CharField(help_text="How it went with a language model; empty without.")
    claims = StandingClaim(many=True)


class OpenClaim(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()
    status = serializers.ChoiceField(choices=Status.choices)


class ClearanceDocument(serializers.Serializer[Any]):
    """Whether an article may be printed, and what is in the way; counts by status."""

    article = serializers.UUIDField()
    cleared = serializers.BooleanField()
    open = OpenClaim(many=True)
    claims = serializers.IntegerField()
    verified = serializers.IntegerField()
    not_checkable = serializers.IntegerField()
    withdrawn = serializers.IntegerField()
    ratings = serializers.DictField(
        child=serializers.IntegerField(),
        help_text="What the verified claims were found to be: cleared says nothing about that.",
    )


def import_document(result: ImportResult) -> dict[str, Any]:
    return {
        "article": result.article.pk,
        "created": len(result.created),
        "unchanged": len(result.unchanged),
        "orphaned": len(result.orphaned),
        "remark": result.remark,
        "claims": StandingClaim(result.claims, many=True).data,
    }


def clearance_of(article: Article) -> dict[str, Any]:
    """Return the clearance by the claims that stand in the article's current text."""
    claims = list(_standing(article))
    counts = Counter(claim.status for claim in claims)
    waiting = list(article.claims.holding_back().order_by("start"))
    return {
        "article": article.pk,
        "cleared": bool(claims) and not waiting,
        "open": OpenClaim(waiting, many=True).data,
        "claims": len(claims),
        "verified": counts[Status.VERIFIED],
        "not_checkable": counts[Status.NOT_CHECKABLE],
        "withdrawn": counts[Status.WITHDRAWN],
        "ratings": Counter(claim.rating for claim in claims if claim.status == Status.VERIFIED),
    }


def _standing(article: Article) -> ClaimQuerySet:
    return article.claims.standing().order_by("start")
