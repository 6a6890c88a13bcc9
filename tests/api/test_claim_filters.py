"""What can be asked of the list of claims, and what is refused."""

from datetime import UTC, date, datetime

import pytest

from claims.actions.cite_evidence import cite_evidence
from claims.actions.retract_evidence import retract_evidence
from claims.actions.take_step import take_step
from claims.models import CitedPage, Tag

CLAIMS = "/api/v1/claims/"


def texts(answer) -> list[str]:
    assert answer.status_code == 200, answer.json()
    return sorted(claim["text"] for claim in answer.json()["results"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "busse"}, ["Zwölf Busse."]),
        ({"q": "zwölf busse"}, ["Zwölf Busse."]),
        ({"q": "Roth"}, ["Die Brücke kostet 3 Millionen."]),
        ({"q": "zwölf brücke"}, []),
        ({"rating": "false"}, ["Die Brücke kostet 3 Millionen."]),
        ({"rating": "true,false"}, ["Die Brücke kostet 3 Millionen.", "Zwölf Busse."]),
        ({"claimant": "eva"}, ["Die Brücke kostet 3 Millionen."]),
        ({"kind": "event"}, ["Zwölf Busse."]),
        ({"language": "en"}, ["Die Brücke kostet 3 Millionen."]),
        ({"publisher": "hafenblatt"}, ["Die Brücke kostet 3 Millionen."]),
        ({"tag": "verkehr"}, ["Zwölf Busse."]),
        ({"tag": "verk"}, []),
        ({"verified_after": "2024-09-02"}, ["Die Brücke kostet 3 Millionen."]),
        ({"verified_before": "2024-09-02"}, ["Die Brücke kostet 3 Millionen.", "Zwölf Busse."]),
        ({"verified_before": "2024-09-01"}, ["Zwölf Busse."]),
        ({"verified_after": "2024-09-02T20:00Z"}, ["Die Brücke kostet 3 Millionen."]),
        ({"verified_after": "2024-09-02T20:00:01Z"}, []),
        ({"claimed_after": "2024-08-15"}, ["Zwölf Busse."]),
        ({"claimed_after": "2024-08-16"}, []),
        ({"claimed_before": "2024-08-14"}, []),
        ({"rating": "true", "kind": "number"}, []),
    ],
)
def test_a_filter_finds_its_claims(caller, make_article, make_verified, query, found):
    bus = make_verified(
        "Zwölf Busse.",
        kind="event",
        claimed_on=date(2024, 8, 15),
        claimed_on_precision="day",
        verified_at=datetime(2024, 9, 1, 12, 0, tzinfo=UTC),
    )
    bus.tags.add(Tag.objects.create(name="Verkehr"))
    make_verified(
        "Die Brücke kostet 3 Millionen.",
        article=make_article(language="en", publisher="Das Hafenblatt"),
        rating="false",
        claimant="Eva Roth",
        verified_at=datetime(2024, 9, 2, 20, 0, tzinfo=UTC),
    )

    assert texts(caller.get(CLAIMS, **query)) == found


def test_the_days_of_a_filter_are_the_desks_days(caller, make_verified):
    make_verified("Spät.", verified_at=datetime(2024, 9, 1, 22, 30, tzinfo=UTC))

    assert texts(caller.get(CLAIMS, verified_after="2024-09-02")) == ["Spät."]  # 00:30 in Berlin
    assert texts(caller.get(CLAIMS, verified_before="2024-09-01")) == []


def test_an_articles_claims_are_found_by_its_id(caller, article, make_article, make_verified):
    make_verified("Hier.")
    make_verified("Dort.", article=make_article())

    assert texts(caller.get(CLAIMS, article=article.pk)) == ["Hier."]


def test_claims_are_found_by_the_state_of_their_pages(caller, walked, reviewer, now):
    take_step(walked, "flag", by=reviewer, now=now, reason="Seite weg.")
    CitedPage.objects.update(link_state="dead")

    def found(states: str) -> list[str]:
        return texts(caller.get(CLAIMS, status="needs_recheck", link_state=states))

    assert found("dead,failing") == ["Die Stadt kauft zwölf neue Busse."]
    assert found("alive") == []
    lost = walked.evidence.get()
    cite_evidence(walked, by=reviewer, url="https://b.example/", stance="supports", now=now)
    retract_evidence(lost, by=reviewer, now=now)
    assert found("dead") == []


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("rating", "maybe", "“maybe” is not one of: true, mostly_true, half_true, misleading, "
         "mostly_false, false, unproven."),
        ("rating", "true,maybe", "“maybe” is not one of: true, mostly_true, half_true, "
         "misleading, mostly_false, false, unproven."),
        ("language", "fr", "“fr” is not one of: de, en."),
        ("language", "100 %s", "“100 %s” is not one of: de, en."),
        ("article", "12", "Enter a valid UUID."),
        ("verified_after", "gestern", "Give a date such as 2024-08-15, or a time such as "
         "2024-08-15T12:00Z."),
        ("verified_before", "0001-01-01", "Give a date such as 2024-08-15, or a time such as "
         "2024-08-15T12:00Z."),
        ("verified_before", "2024-02-30", "Give a date such as 2024-08-15, or a time such as "
         "2024-08-15T12:00Z."),
        ("claimed_after", "15.8.", "Enter a valid date."),
        ("q", "a\0b", "Null characters are not allowed."),
        ("ordering", "rating", "“rating” is not one of: -verified_at, verified_at, "
         "-check_worthiness."),
        ("page_size", "101", "Give a whole number from 1 to 100."),
        ("page_size", "0", "Give a whole number from 1 to 100."),
        ("page_size", "viele", "Give a whole number from 1 to 100."),
        ("cursor", "abc", "This is not a cursor of this list; start again without one."),
        ("rating", "", "Give a value, or leave this parameter out."),
    ],
)  # fmt: skip
def test_a_value_that_is_wrong_is_refused_by_name(caller, db, field, value, sentence):
    answer = caller.get(CLAIMS, **{field: value})

    assert answer.status_code == 400
    assert answer.json()["errors"] == {field: [sentence]}
    assert answer.json()["detail"] == f"{field}: {sentence}"


def test_every_status_kind_and_link_state_is_checked(caller):
    answer = caller.get(CLAIMS, status="done", kind="x", link_state="y")

    assert set(answer.json()["errors"]) == {"status", "kind", "link_state"}


@pytest.mark.parametrize("name", ["ratings", "format", "page", "verified_since"])
def test_a_misspelt_parameter_does_not_widen_the_answer(caller, make_verified, name):
    make_verified()

    answer = caller.get(CLAIMS, **{name: "false"})

    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [name]
    assert "verified_after" in answer.json()["errors"][name][0]


def test_a_parameter_given_twice_is_refused(caller):
    answer = caller.client.get(f"{CLAIMS}?claimant=Roth&claimant=Musk")

    assert answer.json()["errors"] == {"claimant": ["Give this parameter only once."]}


@pytest.mark.parametrize("other", ["verified_at", "-check_worthiness"])
def test_a_cursor_belongs_to_its_ordering(caller, make_verified, other):
    make_verified("A.")
    make_verified("B.")
    cursor = caller.get(CLAIMS, page_size=1).json()["next"].partition("cursor=")[2]
    cursor = cursor.partition("&")[0].replace("%3D", "=")

    assert caller.get(CLAIMS, cursor=cursor).status_code == 200
    assert caller.get(CLAIMS, cursor=cursor, ordering=other).status_code == 400
