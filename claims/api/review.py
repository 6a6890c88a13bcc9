"""Working on claims: each view reads what was sent and calls the action."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions.add_note import add_note
from claims.actions.cite_evidence import cite_evidence
from claims.actions.take_step import take_step
from claims.api.claims import ClaimView
from claims.api.documents import EvidenceDocument
from claims.api.history import ChangeDocument, change_document
from claims.api.reading import writer
from claims.api.records import RecordDocument
from claims.api.requests import StrictRequest, read_request
from claims.api.schema import problems
from claims.models import ReviewNote
from claims.publishing.document import evidence_document
from claims.tasks import check_due_pages, send_emails
from claims.vocabulary import Rating, Stance, Status
from claims.workflow.transitions import TRANSITIONS


class StepRequest(StrictRequest):
    """One step of the workflow; the first `submit` brings rating and explanation along."""

    transition = serializers.ChoiceField(choices=[(each.name, each.label) for each in TRANSITIONS])
    reason = serializers.CharField(required=False, allow_blank=True, max_length=5000)
    rating = serializers.ChoiceField(choices=Rating.choices, required=False, allow_blank=True)
    explanation = serializers.CharField(required=False, allow_blank=True, max_length=20_000)


class StepTaken(serializers.Serializer[Any]):
    """The claim's status after the step, and the step as the history has it."""

    status = serializers.ChoiceField(choices=Status.choices)
    change = ChangeDocument()


@extend_schema(
    tags=["review"],
    summary="Take a claim one step through the workflow",
    request=StepRequest,
    responses={200: StepTaken, **problems(400, 401, 403, 404, 409, 415)},
)
class TakeStep(ClaimView):
    serializer_class = StepRequest

    def post(self, request: Request, claim_id: str) -> Response:
        step = read_request(request, StepRequest)
        now = timezone.now()
        change = take_step(self.get_object(), by=writer(request), now=now, **step)
        send_emails.delay_on_commit()
        document = change_document(change, in_full=True)
        return Response({"status": change.to_status, "change": document})


class EvidenceRequest(StrictRequest):
    """A page for or against the claim, with the passage on it that counts."""

    url = serializers.CharField(max_length=2000)
    stance = serializers.ChoiceField(choices=Stance.choices)
    quote = serializers.CharField(required=False, allow_blank=True, max_length=5000)
    note = serializers.CharField(required=False, allow_blank=True, max_length=5000)


@extend_schema(
    tags=["review"],
    summary="Cite a page as evidence for or against a claim",
    description="Citing the same passage twice answers with the first piece.",
    request=EvidenceRequest,
    responses={201: EvidenceDocument, **problems(400, 401, 403, 404, 409, 415)},
)
class CiteEvidence(ClaimView):
    serializer_class = EvidenceRequest

    def post(self, request: Request, claim_id: str) -> Response:
        cited = read_request(request, EvidenceRequest)
        piece = cite_evidence(self.get_object(), by=writer(request), now=timezone.now(), **cited)
        check_due_pages.delay_on_commit()
        return Response(
            evidence_document(piece, base_url=settings.BASE_URL), status=status.HTTP_201_CREATED
        )


class NoteRequest(StrictRequest):
    """A note for the other reviewers; Markdown, and never public."""

    text = serializers.CharField(max_length=20_000)


class NoteDocument(RecordDocument[ReviewNote]):
    """A note as it was stored."""

    by = serializers.CharField(read_only=True)

    class Meta:
        model = ReviewNote
        fields = ["text", "by", "at"]


@extend_schema(
    tags=["review"],
    summary="Leave a note for the other reviewers",
    request=NoteRequest,
    responses={201: NoteDocument, **problems(400, 401, 403, 404, 415)},
)
class AddNote(ClaimView):
    serializer_class = NoteDocument

    def post(self, request: Request, claim_id: str) -> Response:
        text = read_request(request, NoteRequest)["text"]
        note = add_note(self.get_object(), by=writer(request), text=text, now=timezone.now())
        return Response(NoteDocument(note).data, status=status.HTTP_201_CREATED)
