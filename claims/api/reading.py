"""What the person behind a request may read."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.request import Request

from claims.models import Article, Claim, Evidence, Person
from claims.models.claim_querysets import ClaimQuerySet
from claims.workflow.permissions import Permission, may

Reader = Person | AnonymousUser


def reads_the_desk(reader: Reader) -> bool:
    """Whether this person has a role, and so sees more than what is public."""
    return isinstance(reader, Person) and may(reader, Permission.VIEW_CLAIM)


def require_desk(reader: Reader) -> None:
    """Raise NotAuthenticated without a token, and PermissionDenied for a person without a role."""
    if reads_the_desk(reader):
        return
    if not reader.is_authenticated:
        raise NotAuthenticated
    raise PermissionDenied(_("This is for people with a role at the desk; you have none yet."))


def writer(request: Request) -> Person:
    """Return the person who sent the request; what she may do, the actions say."""
    if not isinstance(request.user, Person):
        raise NotAuthenticated
    return request.user


def readable_claims(reader: Reader) -> ClaimQuerySet:
    claims = Claim.objects.all()
    return claims if reads_the_desk(reader) else claims.public()


def readable_evidence(reader: Reader) -> QuerySet[Evidence]:
    return Evidence.objects.standing().filter(claim__in=readable_claims(reader))


def readable_articles(reader: Reader) -> QuerySet[Article]:
    """All for the desk; for others those with a public claim, but none of ours before it is out."""
    articles = Article.objects.all()
    if reads_the_desk(reader):
        return articles
    with_verdict = Claim.objects.with_verdict().filter(article=OuterRef("pk"))
    return articles.out(timezone.localdate()).filter(Exists(with_verdict))
