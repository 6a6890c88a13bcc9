"""The document of the API is the whole public truth about a claim."""

from claims.models import Claim, with_document_parts
from claims.publishing.document import claim_document
from tests.publishing.conftest import VERIFIED_AT, cite

BASE_URL = "https://faktencheck.example"


def test_the_document_has_the_fields_that_other_systems_rely_on(ferry):
    assert claim_document(ferry, base_url=BASE_URL) == {
        "id": "00000000-0000-0000-0000-000000000002",
        "url": "https://faktencheck.example/claims/00000000-0000-0000-0000-000000000002/",
        "text": "Seit Mai fährt die Fähre auch nachts.",
        "quote": "Die Fähre fährt seit Mai nachts.",
        "claimant": "Reederei Nord",
        "claimed_on": "2024-08-14",
        "kind": "event",
        "language": "de",
        "status": "verified",
        "rating": "mostly_false",
        "rating_label": "Größtenteils falsch",
        "explanation": "Sie fährt nur an Feiertagen nachts.",
        "verified_at": "2024-08-20T09:30:00Z",
        "updated_at": "2024-08-21T07:00:00Z",
        "tags": ["hafen", "verkehr"],
        "repeats": None,
        "article": {
            "id": "00000000-0000-0000-0000-000000000001",
            "url": "https://hafenbote.example/faehre",
            "title": "Die Nachtfähre",
            "publisher": "Hafenbote",
            "published_on": "2024-08-15",
            "language": "de",
        },
        "evidence": [
            {
                "id": "00000000-0000-0000-0000-000000000003",
                "url": "https://reederei.example/fahrplan",
                "title": "Fahrplan",
                "stance": "refutes",
                "quote": "Nachts nur an Feiertagen.",
                "quote_state": "found",
                "link_state": "alive",
                "last_checked_at": "2024-08-21T07:00:00Z",
                "archive_url": None,
            }
        ],
    }


def test_retracted_evidence_is_not_shown(ferry):
    evidence = cite(ferry, 4, "irrtum", "supports")
    evidence.retracted_at = VERIFIED_AT
    evidence.save()

    document = claim_document(ferry, base_url=BASE_URL)

    assert [piece["url"] for piece in document["evidence"]] == ["https://reederei.example/fahrplan"]


def test_a_claim_without_a_rating_has_no_label(claim):
    document = claim_document(claim, base_url=BASE_URL)

    assert (document["rating"], document["rating_label"], document["verified_at"]) == ("", "", None)


def test_a_claim_that_was_loaded_with_its_records_asks_the_database_nothing(
    ferry, django_assert_num_queries
):
    loaded = with_document_parts(Claim.objects.all()).get(pk=ferry.pk)

    with django_assert_num_queries(0):
        claim_document(loaded, base_url=BASE_URL)
