"""The list of claims: what stands in it, and in which pages."""

from datetime import UTC, datetime

import pytest

from claims.models import Claim

CLAIMS = "/api/v1/claims/"


def texts(answer) -> list[str]:
    return [claim["text"] for claim in answer.json()["results"]]


def test_the_list_holds_what_is_verified_latest_first(caller, make_verified, make_claim):
    make_verified("Erste.")
    make_verified("Zweite.")
    make_verified("Wackelt.", status="needs_recheck")
    make_claim()

    answer = caller.get(CLAIMS)

    assert answer.status_code == 200
    assert texts(answer) == ["Zweite.", "Erste."]
    assert answer.json()["next"] is None
    assert answer.json()["previous"] is None


def test_a_claim_in_the_list_has_the_fields_of_the_design(caller, walked: Claim):
    (document,) = caller.get(CLAIMS).json()["results"]

    assert " ".join(sorted(document)) == (
        "article claimant claimed_on evidence explanation id kind language quote rating "
        "rating_label repeats status tags text updated_at url verified_at"
    )
    assert set(document["article"]) == {
        "id",
        "url",
        "title",
        "publisher",
        "published_on",
        "language",
    }
    assert document["evidence"][0] == {
        "id": str(walked.evidence.get().pk),
        "url": "https://haushalt.example/busse",
        "title": "",
        "stance": "supports",
        "quote": "Zwölf Busse werden beschafft.",
        "quote_state": "unknown",
        "link_state": "unchecked",
        "last_checked_at": None,
        "archive_url": None,
    }
    assert document["id"] == str(walked.pk)
    assert document["rating"] == "true"
    assert document["status"] == "verified"


def test_claims_to_be_rechecked_are_there_for_who_asks_for_them(caller, make_verified):
    make_verified("Steht.")
    make_verified("Wackelt.", status="needs_recheck")

    assert texts(caller.get(CLAIMS, status="needs_recheck")) == ["Wackelt."]
    assert texts(caller.get(CLAIMS, status="verified,needs_recheck")) == ["Wackelt.", "Steht."]
    repeated = caller.client.get(f"{CLAIMS}?status=verified&status=needs_recheck")
    assert texts(repeated) == ["Wackelt.", "Steht."]


def test_what_is_not_public_needs_a_token(caller, claim):
    answer = caller.get(CLAIMS, status="new")

    assert answer.status_code == 401
    assert "token" in answer.json()["detail"]


def test_what_is_not_public_needs_a_role(caller_as, make_person, claim):
    answer = caller_as(make_person("nora")).get(CLAIMS, status="verified,new")

    assert answer.status_code == 403
    assert answer.json()["detail"] == (
        "This is for people with a role at the desk; you have none yet."
    )


def test_the_desk_lists_its_own_work(caller_as, reporter, claim, make_verified):
    make_verified("Steht.")

    answer = caller_as(reporter).get(CLAIMS, status="new,verified")

    assert sorted(texts(answer)) == ["Die Stadt kauft zwölf neue Busse.", "Steht."]
    assert caller_as(reporter).get(CLAIMS, status="new").json()["results"][0]["status"] == "new"


def test_somebody_logged_in_to_the_admin_reads_without_a_token(client, reviewer, claim):
    client.force_login(reviewer)

    assert client.get(CLAIMS, {"status": "new"}).status_code == 200


@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_lead_through_all_claims_and_back(caller, make_verified, size):
    for number in range(5):
        make_verified(f"Nummer {number}.")

    forward, page = [], caller.get(CLAIMS, page_size=size).json()
    forward.append(page["results"])
    while page["next"]:
        page = caller.client.get(page["next"]).json()
        forward.append(page["results"])
    backward = [page["results"]]
    while page["previous"]:
        page = caller.client.get(page["previous"]).json()
        backward.append(page["results"])

    found = [claim["text"] for each in forward for claim in each]
    assert found == ["Nummer 4.", "Nummer 3.", "Nummer 2.", "Nummer 1.", "Nummer 0."]
    assert backward == forward[::-1]


def test_claims_verified_at_the_same_moment_stand_on_one_page_each(caller, make_verified):
    moment = datetime(2024, 9, 2, 10, 0, 0, 123456, tzinfo=UTC)
    made = {make_verified(f"Nummer {n}.", verified_at=moment).text for n in range(7)}

    found, url = [], f"{CLAIMS}?page_size=2"
    while url:
        page = caller.client.get(url).json()
        found += [claim["text"] for claim in page["results"]]
        url = page["next"]

    assert len(found) == 7
    assert set(found) == made


def test_a_claim_verified_meanwhile_does_not_shift_the_pages(caller, make_verified):
    make_verified("Erste.")
    make_verified("Zweite.")
    first = caller.get(CLAIMS, page_size=1).json()
    make_verified("Neue.")

    second = caller.client.get(first["next"]).json()

    assert [claim["text"] for claim in second["results"]] == ["Erste."]


@pytest.mark.parametrize(
    ("ordering", "found"),
    [
        ("-verified_at", ["C.", "B.", "A."]),
        ("verified_at", ["A.", "B.", "C."]),
        ("-check_worthiness", ["B.", "C.", "A."]),
    ],
)
def test_the_list_is_sorted_as_asked_across_pages(caller, make_verified, ordering, found):
    make_verified("A.", check_worthiness=0.1)
    make_verified("B.", check_worthiness=0.9)
    make_verified("C.", check_worthiness=0.5)

    first = caller.get(CLAIMS, ordering=ordering, page_size=2)
    second = caller.client.get(first.json()["next"])

    assert texts(first) + texts(second) == found


def test_the_public_list_costs_two_queries_however_long_it_is(
    caller, make_verified, django_assert_num_queries
):
    for number in range(12):
        make_verified(f"Nummer {number}.")

    with django_assert_num_queries(2):
        caller.get(CLAIMS)


def test_the_desks_list_costs_the_same_queries_however_long_it_is(
    caller_as, reporter, make_verified, django_assert_max_num_queries
):
    for number in range(12):
        make_verified(f"Nummer {number}.", status="in_review")
    desk = caller_as(reporter)

    with django_assert_max_num_queries(8):
        assert len(texts(desk.get(CLAIMS, status="in_review"))) == 12
