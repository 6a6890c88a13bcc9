from typing import Any

import pytest

from claims.vocabulary import Cadence, Language, Rating, Role, Scope, Stance, Status
from tests.seeds.seed_files import (
    DESK,
    EVIDENCE,
    GERMAN,
    PAGES,
    WEB,
    file_behind,
    status_of,
    text_of,
)

CLAIMS = DESK["claims"]
PEOPLE = {person["key"] for person in DESK["people"]}


@pytest.mark.parametrize("words", [claim["sentence_contains"] for claim in CLAIMS])
def test_a_claim_is_found_by_words_that_stand_once_in_the_article(words: str) -> None:
    assert GERMAN.count(words) == 1
    assert "\n" not in words
    assert ". " not in words


@pytest.mark.parametrize("evidence", EVIDENCE, ids=lambda evidence: evidence["quote"][:40])
def test_a_quote_stands_on_its_page_unless_it_is_declared_lost(evidence: dict[str, Any]) -> None:
    answer, page = status_of(evidence["page"]), text_of(file_behind(evidence["page"]))

    if evidence["expect"] == "unread":
        assert answer in (403, 410) or "nicht gefunden" in page
    elif evidence["expect"] == "found":
        assert evidence["quote"]
        assert evidence["quote"] in page
    else:
        assert evidence["expect"] in ("altered", "missing")
        assert evidence["quote"] not in page


@pytest.mark.parametrize("evidence", EVIDENCE, ids=lambda evidence: evidence["quote"][:40])
def test_a_quote_stood_on_its_page_when_it_was_visited_first(evidence: dict[str, Any]) -> None:
    visits = DESK["pages"][evidence["page"]]["visits"]

    assert all(evidence["quote"] in text_of(visit["file"]) for visit in visits[:1])


def test_the_altered_quote_differs_by_its_number_alone() -> None:
    altered = [evidence for evidence in EVIDENCE if evidence["expect"] == "altered"]

    assert len(altered) == 1
    assert altered[0]["quote"].replace("33", "34") in text_of(file_behind(altered[0]["page"]))


def test_the_missing_quote_leaves_nothing_like_it_behind() -> None:
    missing = [evidence for evidence in EVIDENCE if evidence["expect"] == "missing"]

    assert len(missing) == 1
    assert "Milliarden" not in text_of(file_behind(missing[0]["page"]))


def test_every_cited_page_answers_and_has_its_visits_on_record() -> None:
    cited = {evidence["page"] for evidence in EVIDENCE}

    assert cited == set(DESK["pages"])
    assert cited <= set(PAGES)


def test_the_words_of_the_desk_are_those_of_the_vocabulary() -> None:
    assert {claim["status"] for claim in CLAIMS} <= set(Status.values)
    assert {claim["rating"] for claim in CLAIMS} <= {"", *Rating.values}
    assert {evidence["stance"] for evidence in EVIDENCE} <= set(Stance.values)
    assert {person["role"] for person in DESK["people"]} == set(Role.values)
    assert {person["language"] for person in DESK["people"]} == set(Language.values)
    assert {watch["scope"] for watch in DESK["subscriptions"]} == set(Scope.values)
    assert {watch["cadence"] for watch in DESK["subscriptions"]} == set(Cadence.values)


def test_only_people_of_the_desk_work_and_watch() -> None:
    doers = {deed["by"] for claim in CLAIMS for deed in (*claim["steps"], *claim["notes"])}
    watchers = {watch["person"] for watch in DESK["subscriptions"]}

    assert doers | watchers <= PEOPLE


def test_nobody_confirms_what_they_submitted() -> None:
    for claim in CLAIMS:
        by = {step["transition"]: step["by"] for step in claim["steps"]}
        assert "confirm" not in by or by["confirm"] != by["submit"]


def test_work_and_visits_are_told_oldest_first() -> None:
    for told in (
        *(claim["steps"] for claim in CLAIMS),
        *(p["visits"] for p in DESK["pages"].values()),
    ):
        ages = [deed["days_ago"] for deed in told]
        assert ages == sorted(ages, reverse=True)
        assert all(age > 0 for age in ages)


def test_earlier_visits_name_what_came_back() -> None:
    for page in DESK["pages"].values():
        for visit in page["visits"]:
            assert visit["http_status"] in (200, 410)
            assert (WEB / visit["file"]).is_file()


def test_the_first_minute_visits_at_most_ten_pages() -> None:
    due = [path for path, page in DESK["pages"].items() if page["due_in_minutes"] == 0]

    assert len(due) == 8


def test_two_verified_claims_rest_on_evidence_about_to_be_lost() -> None:
    losing = [
        claim["sentence_contains"]
        for claim in CLAIMS
        if claim["status"] == "verified"
        and all(evidence["expect"] in ("missing", "unread") for evidence in claim["evidence"])
    ]

    assert losing == [
        "Rechenkapazität für 250 Millionen Dollar",
        "mit mehr als 24 Milliarden Dollar bewertet",
    ]
