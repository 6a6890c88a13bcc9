"""What waits at the desk: the numbers at the top of the first page."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.admin.claim_filters import awaits_another_than
from claims.admin.due import due_with_open_claims
from claims.admin.rotten_evidence import rests_on_rotten_evidence
from claims.admin.seen_losses import seen_lost
from claims.models import Article, CitedPage, Claim, Person, Sighting
from claims.models.cited_pages import VISITED
from claims.vocabulary import LinkState, Status
from claims.workflow.permissions import Permission, may


@dataclass(frozen=True)
class Tally:
    """How many records wait, what for, and the list that holds them."""

    label: str
    number: int
    url: str


def desk_tallies(person: Person, now: datetime) -> list[Tally]:
    """Count, in four queries, what this person may take up."""
    return [
        *(_claim_tallies(person) if may(person, Permission.VIEW_CLAIM) else []),
        *(_page_tallies() if may(person, Permission.VIEW_CITED_PAGE) else []),
        *(_article_tallies(now) if may(person, Permission.VIEW_ARTICLE) else []),
    ]


def _claim_tallies(person: Person) -> list[Tally]:
    waiting = Q(status=Status.AWAITING_SECOND_REVIEW)
    counts = Claim.objects.aggregate(
        new=Count("pk", filter=Q(status=Status.NEW)),
        mine=Count("pk", filter=Q(status=Status.IN_REVIEW, assigned_to=person)),
        second=Count("pk", filter=awaits_another_than(person)),
        waiting=Count("pk", filter=waiting),
        recheck=Count("pk", filter=Q(status=Status.NEEDS_RECHECK)),
    )
    if may(person, Permission.CONFIRM_CLAIM):
        second = _tally(_("wait for your confirmation"), counts["second"], second_review="mine")
    else:
        status = Status.AWAITING_SECOND_REVIEW.value
        second = _tally(_("await a second review"), counts["waiting"], status__exact=status)
    return [
        _tally(_("new claims to review"), counts["new"], status__exact=Status.NEW.value),
        _tally(
            _("in your review"),
            counts["mine"],
            status__exact=Status.IN_REVIEW.value,
            assigned="me",
        ),
        second,
        _tally(_("need a re-check"), counts["recheck"], status__exact=Status.NEEDS_RECHECK.value),
        _rotten_tally(),
    ]


def _rotten_tally() -> Tally:
    """Count what no step puts back on the desk: altered quotes, and losses that were accepted."""
    verified = Claim.objects.filter(rests_on_rotten_evidence(), status=Status.VERIFIED)
    return _tally(
        _("verified, with evidence altered or lost"),
        verified.count(),
        status__exact=Status.VERIFIED.value,
        evidence="rotten",
    )


def _page_tallies() -> list[Tally]:
    pages = CitedPage.objects.filter(link_state__in=(LinkState.BLOCKED, LinkState.UNSAFE))
    counts = pages.aggregate(
        waiting=Count("pk", filter=_among(Sighting.objects.missing_from(pages))),
        lost=Count("pk", filter=_among(seen_lost(pages))),
        shunned=Count("pk", filter=VISITED & Q(link_state=LinkState.UNSAFE)),
    )
    unsafe = {"link_state__exact": LinkState.UNSAFE.value, "relied_on": "yes"}
    return [
        _tally(_("blocked pages to look at"), counts["waiting"], "citedpage", by_hand="waiting"),
        _tally(
            _("pages seen lost by hand, verdict still stands"),
            counts["lost"],
            "citedpage",
            by_hand="lost",
        ),
        _tally(_("pages that the desk may not contact"), counts["shunned"], "citedpage", **unsafe),
    ]


def _among(pages: QuerySet[CitedPage]) -> Q:
    return Q(pk__in=pages.values("pk"))


def _article_tallies(now: datetime) -> list[Tally]:
    due = due_with_open_claims(Article.objects.all(), now)
    return [_tally(_("articles due with open claims"), due.count(), "article", due="open")]


def _tally(label: str, number: int, model: str = "claim", **filters: str) -> Tally:
    url = reverse(f"admin:claims_{model}_changelist")
    return Tally(label, number, f"{url}?{urlencode(filters)}")
