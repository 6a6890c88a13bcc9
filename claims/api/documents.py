"""The shapes of what the API answers: documents are finished elsewhere, named here."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from claims.api.reading import Reader, reads_the_desk
from claims.models import Claim, with_document_parts, with_published
from claims.models.claim_querysets import ClaimQuerySet
from claims.publishing.document import claim_document, with_last_visits
from claims.vocabulary import Kind, Language, LinkState, QuoteState, Rating, Stance, Status


def with_documents(claims: ClaimQuerySet) -> ClaimQuerySet:
    """Load with the claims, in a fixed number of queries, all that their documents need."""
    return with_document_parts(claims).select_related("published")


def with_documents_for(reader: Reader, claims: ClaimQuerySet) -> ClaimQuerySet:
    """Load what the documents need that this reader may ask for: others' are all finished."""
    return with_documents(claims) if reads_the_desk(reader) else with_published(claims)


def document_of(claim: Claim) -> dict[str, Any]:
    """Return the claim's document: the finished one of a public claim, else one made now."""
    published = getattr(claim, "published", None)
    if published is None:
        return claim_document(claim, base_url=settings.BASE_URL)
    return with_last_visits(published.document, claim.evidence.all())


class ArticleReference(serializers.Serializer[Any]):
    """The article that a claim stands in."""

    id = serializers.UUIDField()
    url = serializers.CharField()
    title = serializers.CharField()
    publisher = serializers.CharField()
    published_on = serializers.DateField(allow_null=True)
    language = serializers.ChoiceField(choices=Language.choices)


class EvidenceDocument(serializers.Serializer[Any]):
    """A source for or against a claim, and how it stands with it now."""

    id = serializers.UUIDField()
    url = serializers.CharField()
    title = serializers.CharField()
    stance = serializers.ChoiceField(choices=Stance.choices)
    quote = serializers.CharField()
    quote_state = serializers.ChoiceField(choices=QuoteState.choices)
    link_state = serializers.ChoiceField(choices=LinkState.choices)
    last_checked_at = serializers.DateTimeField(allow_null=True)
    archive_url = serializers.CharField(allow_null=True)


class ClaimDocument(serializers.Serializer[Claim]):
    """A claim with its rating, its article and its evidence."""

    id = serializers.UUIDField()
    url = serializers.CharField()
    text = serializers.CharField()
    quote = serializers.CharField()
    claimant = serializers.CharField()
    claimed_on = serializers.DateField(allow_null=True)
    kind = serializers.ChoiceField(choices=Kind.choices)
    language = serializers.ChoiceField(choices=Language.choices)
    status = serializers.ChoiceField(choices=Status.choices)
    rating = serializers.ChoiceField(choices=Rating.choices, allow_blank=True)
    rating_label = serializers.CharField()
    explanation = serializers.CharField()
    verified_at = serializers.DateTimeField(allow_null=True)
    updated_at = serializers.DateTimeField()
    tags = serializers.ListField(child=serializers.CharField())
    repeats = serializers.UUIDField(allow_null=True)
    article = ArticleReference()
    evidence = EvidenceDocument(many=True)

    def to_representation(self, claim: Claim) -> dict[str, Any]:
        return document_of(claim)


class ProblemDocument(serializers.Serializer[Any]):
    """RFC 9457 problem details."""

    type = serializers.CharField(help_text="Says which problem it is, for machines.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="What is wrong and what to do, for people.")
    instance = serializers.CharField()
    errors = serializers.DictField(  # type: ignore[assignment]  # RFC 9457's extension is called so
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text="The sentences by field, when fields were wrong.",
    )
