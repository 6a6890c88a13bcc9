from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from post_office.models import Email

from claims.actions.change_status import change_status
from claims.actions.check_pages import check_due_pages
from claims.actions.find_repeats import find_repeats
from claims.actions.seed_demo import seed_demo
from claims.models import (
    Article,
    CitedPage,
    Claim,
    Evidence,
    LinkCheck,
    Notification,
    Person,
    StatusChange,
    Subscription,
)
from tests.seeds.seed_files import PAGES, WEB
from tests.web import Reply, ScriptedWeb, redirect

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def web(settings, tmp_path: Path) -> Iterator[ScriptedWeb]:
    """The demo's own pages, answering as seeds/web/pages.json says."""
    answers = {
        path: redirect(answer["location"], answer["status"])
        if "location" in answer
        else Reply((WEB / answer["file"]).read_bytes(), answer.get("status", 200))
        for path, answer in PAGES.items()
    }
    with ScriptedWeb(answers) as web:
        settings.BASE_URL = web.url("")
        settings.LINKCHECK_ALLOWED_HOSTS = [web.host]
        settings.LINKCHECK_HOST_PAUSE = 0
        settings.MEDIA_ROOT = tmp_path
        yield web


def claim_with(words: str) -> Claim:
    return Claim.objects.get(quote__contains=words)


def page_at(path: str) -> CitedPage:
    return CitedPage.objects.get(url__endswith=path)


def test_the_demo_has_claims_in_every_stage_of_the_work() -> None:
    seed_demo(now=NOW)

    found = {
        words: (claim_with(words).status, claim_with(words).rating)
        for words in (
            "Mindestens 11 Beschäftigte",
            "6 zuvor im Autopilot-Team",
            "250 Millionen Dollar",
            "5 Milliarden Dollar",
            "67,9 Prozent",
            "In Leistungstests",
            "Am Glanz des Gründers",
            "Im März kündigte er dann an",
        )
    }
    assert found == {
        "Mindestens 11 Beschäftigte": ("verified", "true"),
        "6 zuvor im Autopilot-Team": ("awaiting_second_review", "true"),
        "250 Millionen Dollar": ("verified", "unproven"),
        "5 Milliarden Dollar": ("in_review", "true"),
        "67,9 Prozent": ("verified", "mostly_true"),
        "In Leistungstests": ("in_review", ""),
        "Am Glanz des Gründers": ("not_checkable", ""),
        "Im März kündigte er dann an": ("new", ""),
    }
    assert Claim.objects.filter(status="verified").count() == 8


def test_every_step_was_taken_by_a_person_in_the_past() -> None:
    seed_demo(now=NOW)

    steps = StatusChange.objects.filter(claim=claim_with("67,9 Prozent"))
    assert list(steps.values_list("transition", "by__username", "at")) == [
        ("start_review", "ben", NOW - timedelta(days=45)),
        ("submit", "ben", NOW - timedelta(days=44)),
        ("confirm", "david", NOW - timedelta(days=43)),
    ]
    assert not StatusChange.objects.filter(by=None).exists()


def test_the_article_was_imported_before_anyone_worked_on_it() -> None:
    seed_demo(now=NOW)

    article = Article.objects.get(source="xai-ressourcen.de.txt")
    assert article.title == "Wie Elon Musk Köpfe, Chips und Geld zu seiner KI-Firma xAI lenkt"
    assert str(article.published_on) == "2024-08-15"
    assert article.current_version.imported_at == NOW - timedelta(days=47)
    assert article.current_version.imported_by == Person.objects.get(username="anna")


def test_a_later_article_says_again_what_was_verified_with_another_number() -> None:
    seed_demo(now=NOW)

    new = claim_with("14 Tesla-Beschäftigte")
    [repeat] = find_repeats([new], among=Claim.objects.all())[new.pk]

    assert (repeat.claim, repeat.claim.status) == (
        claim_with("Mindestens 11 Beschäftigte"),
        "verified",
    )
    [numbers] = repeat.numbers
    assert (numbers.here, numbers.there) == ("14 Tesla-Beschäftigte", "11 Beschäftigte")


def test_nobody_is_mailed_about_the_past() -> None:
    seed_demo(now=NOW)

    assert Subscription.objects.count() == 6
    assert not Notification.objects.exists()
    assert not Email.objects.exists()


def test_everyone_has_a_role_and_a_password_of_their_own() -> None:
    passwords = seed_demo(now=NOW)

    assert len(set(passwords.values())) == 5
    for name, role in (
        ("anna", "reporter"),
        ("ben", "reviewer"),
        ("clara", "reviewer"),
        ("david", "editor"),
        ("admin", "administrator"),
    ):
        person = Person.objects.get(username=name)
        assert person.check_password(passwords[name])
        assert [group.name for group in person.groups.all()] == [role]
        assert person.is_staff
        assert person.is_superuser == (name == "admin")


def test_seeding_again_changes_nothing_and_tells_no_password() -> None:
    seed_demo(now=NOW)
    before = list(Claim.objects.order_by("pk").values("pk", "status", "updated_at"))

    assert seed_demo(now=NOW + timedelta(days=1)) == {}

    assert list(Claim.objects.order_by("pk").values("pk", "status", "updated_at")) == before
    assert Person.objects.count() == 5
    assert LinkCheck.objects.count() == 14


def test_pages_that_may_not_be_visited_are_not_seeded(settings) -> None:
    settings.BASE_URL = "http://127.0.0.1:8000"
    settings.LINKCHECK_ALLOWED_HOSTS = []

    with pytest.raises(ValidationError, match=r"127\.0\.0\.1:8000: add it to LINKCHECK_ALLOWED"):
        seed_demo(now=NOW)

    assert not Person.objects.exists()


def test_a_desk_that_knows_somebody_of_that_name_is_left_alone() -> None:
    Person.objects.create_user("anna")

    assert seed_demo(now=NOW) == {}

    assert not Article.objects.exists()


def test_the_earlier_visits_found_every_quote_that_was_cited_by_then() -> None:
    seed_demo(now=NOW)

    unsought = Evidence.objects.exclude(quote_state="found").values_list("url", flat=True)
    assert sorted(url.rpartition("/")[2] for url in unsought) == [
        "personal.html",  # cited again after the visit
        "ranking.html",
        "ranking.html",
        "umfrage-archiv.html",
        "umfrage.html",  # cited again after the visit
    ]
    assert not Evidence.objects.filter(quote_state__in=("altered", "missing")).exists()


def test_one_page_was_gone_and_one_quote_missing_once() -> None:
    seed_demo(now=NOW)

    gone = page_at("rechenleistung.html")
    assert (gone.link_state, gone.failures) == ("failing", 1)
    assert gone.first_failed_at == NOW - timedelta(days=2)
    missing = Evidence.objects.get(url__endswith="finanzierung.html")
    assert (missing.quote_state, missing.quote_misses) == ("found", 1)


def test_eight_pages_are_due_at_once_and_the_others_later() -> None:
    seed_demo(now=NOW)

    assert CitedPage.objects.due(NOW).count() == 8
    assert CitedPage.objects.due(NOW + timedelta(minutes=10)).count() == 11
    assert CitedPage.objects.due(NOW + timedelta(days=7)).count() == 14


def test_the_first_round_puts_three_verified_claims_back_on_the_desk() -> None:
    seed_demo(now=timezone.now())

    list(check_due_pages(now=timezone.now()))

    back = Claim.objects.filter(status="needs_recheck")
    assert {claim.pk for claim in back} == {
        claim_with("250 Millionen Dollar").pk,
        claim_with("24 Milliarden Dollar").pk,
        claim_with("33 Milliarden Parameter").pk,
    }


def test_the_first_round_finds_every_way_in_which_a_page_can_rot() -> None:
    seed_demo(now=timezone.now())

    list(check_due_pages(now=timezone.now()))

    assert page_at("rechenleistung.html").link_state == "dead"
    assert page_at("grok-notizen.html").link_state == "moved"
    assert page_at("gerichtsakte.html").link_state == "blocked"
    assert page_at("umfrage-archiv.html").link_state == "failing"
    assert page_at("personal.html").link_state == "alive"
    assert Evidence.objects.get(url__endswith="finanzierung.html").quote_state == "missing"
    assert Evidence.objects.get(url__endswith="modellkarte.html").quote_state == "altered"


def test_the_first_round_tells_the_watchers() -> None:
    seed_demo(now=timezone.now())

    list(check_due_pages(now=timezone.now()))

    told = Notification.objects.values_list("recipient__username", flat=True)
    assert sorted(told) == sorted(["anna", "ben", "clara", "david"] * 3)
    assert Email.objects.count() == 9  # anna waits for her digest


def test_the_editor_cannot_confirm_what_he_rated_himself() -> None:
    seed_demo(now=NOW)
    claim, david = claim_with("nur OpenAI mehr wert"), Person.objects.get(username="david")

    with pytest.raises(PermissionDenied):
        change_status(claim, "confirm", by=david, now=NOW)
