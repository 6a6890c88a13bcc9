"""All that a claim's page shows."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse

from claims.admin.claim_forms import EvidenceForm, NoteForm, RatingForm, StepForm, unless_sent
from claims.admin.claim_repeats import repeats_context
from claims.admin.claim_timeline import timeline
from claims.admin.claimant_rules import rule_label
from claims.admin.notes import note_html
from claims.admin.passages import passage_around
from claims.admin.put_back import put_back
from claims.admin.rotten_evidence import is_rotten
from claims.extraction.closest_sentences import closest_sentences
from claims.extraction.reasons import reason_label
from claims.extraction.sentences import split_sentences
from claims.models import Claim, Evidence, Person, Snapshot
from claims.models.evidence import EvidenceQuerySet
from claims.vocabulary import PUBLIC_STATUSES, Extractor, Status
from claims.workflow.permissions import Permission, may
from claims.workflow.steps import steps_for


@dataclass(frozen=True)
class Rights:
    """Which forms this person is shown; the actions ask again."""

    watch: bool
    edit: bool
    rate: bool
    cite: bool
    retract: bool
    note: bool
    check: bool


def claim_context(claim: Claim, person: Person, sent: dict[str, forms.Form]) -> dict[str, Any]:
    """Return the template's context; `sent` holds the forms that were refused, by name."""
    evidence = list(_with_all_that_is_shown(claim.evidence.all()))
    return {
        "claim": claim,
        "title": claim.text,
        **_alerts(claim, evidence),
        "passage": passage_around(claim.version.text, claim.start, claim.end),
        "closest": _closest_passage(claim),
        "claimant_rule": rule_label(claim.claimant_rule),
        "claimant_confidence": round(100 * (claim.claimant_confidence or 0)),
        "page_url": reverse("admin:claims_claim_change", args=[claim.pk]),
        "found_by": Extractor(claim.extractor).label if claim.extractor else "",
        "reasons": [reason_label(code) for code in claim.reasons],
        "tags": list(claim.tags.all()),
        **repeats_context(claim),
        **_steps(claim, person),
        "rights": _rights(claim, person),
        "standing": [piece for piece in evidence if piece.retracted_at is None],
        "retracted": [piece for piece in evidence if piece.retracted_at is not None],
        "notes": [(note, note_html(note.text)) for note in claim.notes.select_related("by")],
        "timeline": timeline(claim),
        **_forms(claim, sent),
    }


def _with_all_that_is_shown(evidence: EvidenceQuerySet) -> QuerySet[Evidence]:
    pieces = evidence.with_copy().select_related("page", "added_by")
    pieces = pieces.prefetch_related("page__sightings__by", "page__public_copies")
    return Snapshot.objects.changes_for(pieces)


def _alerts(claim: Claim, evidence: list[Evidence]) -> dict[str, Any]:
    """Return what stands at the top of a claim whose verdict somebody has to look at again."""
    reason = put_back(claim, evidence)
    told = reason.evidence if reason else None
    rotten = [piece for piece in evidence if is_rotten(piece) and piece != told]
    return {"put_back": reason, "rotten": rotten if claim.status in PUBLIC_STATUSES else []}


def _steps(claim: Claim, person: Person) -> dict[str, Any]:
    """Return the steps; while the claim is rated, "submit" stands beside the rating."""
    steps = steps_for(claim, person)
    with_rating = [step for step in steps if step.transition.name == "submit"]
    return {
        "steps": [step for step in steps if step not in with_rating],
        "submit": with_rating[0] if with_rating else None,
    }


def _rights(claim: Claim, person: Person) -> Rights:
    reviews = may(person, Permission.REVIEW_CLAIM)
    unread = claim.status != Status.VERIFIED  # what a second person has read stays as it is
    return Rights(
        watch=may(person, Permission.ADD_SUBSCRIPTION),
        edit=reviews,
        rate=reviews and claim.status == Status.IN_REVIEW,
        cite=unread and may(person, Permission.ADD_EVIDENCE),
        retract=unread and reviews,
        note=may(person, Permission.ADD_NOTE),
        check=may(person, Permission.CHECK_NOW),
    )


def _forms(claim: Claim, sent: dict[str, forms.Form]) -> dict[str, forms.Form]:
    finding = {"rating": claim.rating, "explanation": claim.explanation}
    return {
        "step_form": unless_sent(sent, "step", StepForm),
        "rating_form": unless_sent(sent, "rating", RatingForm, **finding),
        "evidence_form": unless_sent(sent, "evidence", EvidenceForm),
        "note_form": unless_sent(sent, "note", NoteForm),
    }


def _closest_passage(claim: Claim) -> str:
    """Return what stands in the current version instead of a lost quote, "" if nothing does."""
    if claim.orphaned_at is None:
        return ""
    text = claim.article.text
    sentences = split_sentences(text, language=claim.article.language)
    place = closest_sentences(claim.quote, text, sentences)
    return place.of(text) if place else ""
