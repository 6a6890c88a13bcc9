"""What happened to a cited page, told from the newest to the oldest."""

from datetime import timedelta

import pytest
from django.urls import reverse

from claims.actions.mark_seen import mark_seen
from claims.admin.visit_timeline import visit_timeline
from claims.models import CitedPage, LinkCheck, QuoteCheck, Sighting, Snapshot


@pytest.fixture
def visit(evidence, now):
    """Visit the cited page some days later; what is not said is a sound page."""

    def visit(days=0, **found):
        facts = {"outcome": "alive", "link_state": "alive", "http_status": 200} | found
        at = now + timedelta(days=days)
        return LinkCheck.objects.create(page=evidence.page, checked_at=at, **facts)

    return visit


@pytest.fixture
def told(evidence):
    """Return the timeline: of each event how many visits, or what a person saw."""

    def tell():
        visits = evidence.page.checks.prefetch_related("quotes").select_related("snapshot")
        events = visit_timeline(visits, evidence.page.sightings.all())
        return [
            event.sighting.saw if event.sighting else 1 + len(event.stretch.repeats)
            for event in events
        ]

    return tell


@pytest.fixture
def html(browser, reporter, evidence):
    def html(language="en"):
        url = reverse("admin:claims_citedpage_change", args=[evidence.page.pk])
        return browser(reporter).get(url, headers={"accept-language": language}).content.decode()

    return html


def test_visits_in_a_row_that_found_the_same_are_one(visit, told):
    for days in range(4):
        visit(days, elapsed_ms=days)

    assert told() == [4]


@pytest.mark.parametrize(
    "found",
    [
        {"outcome": "unreachable"},
        {"reason": "http_404"},
        {"link_state": "failing"},
        {"http_status": 206},
        {"error": "dns"},
        {"hops": [[301, "https://archive.example.org/fleet", "https://archive.example.org/new"]]},
    ],
)
def test_a_visit_that_found_something_else_stands_by_itself(visit, told, found):
    visit(0)
    visit(1)
    visit(2, **found)
    visit(3)

    assert told() == [1, 1, 2]


def test_a_quote_that_changed_is_an_event(visit, told, evidence):
    for days, state in enumerate(["found", "found", "missing"]):
        QuoteCheck.objects.create(visit=visit(days), evidence=evidence, state=state)

    assert told() == [1, 2]


def test_a_copy_is_an_event(visit, told, now):
    visit(0)
    second = visit(1)
    Snapshot.objects.create(visit=second, page=second.page, taken_at=now, warc="a.warc.gz")
    visit(2)

    assert told() == [1, 1, 1]


def test_what_a_person_saw_stands_between_the_visits(visit, told, reporter, now):
    blocked = {"outcome": "blocked", "link_state": "blocked", "http_status": 403}
    visit(0, **blocked)
    page = visit(1, **blocked).page
    CitedPage.objects.update(link_state="blocked")
    mark_seen(page, by=reporter, saw="fine", now=now + timedelta(days=2))
    visit(3, **blocked)

    assert told() == [1, "fine", 2]


def test_two_looks_at_one_moment_are_both_told(visit, told, reporter, now):
    page = visit().page
    for saw in ("fine", "gone"):
        Sighting.objects.create(page=page, saw=saw, by=reporter, at=now)

    assert sorted(map(str, told())) == ["1", "fine", "gone"]


def test_a_stretch_says_since_when_it_lasts(visit, html):
    for days in range(3):
        visit(days)

    assert "2 earlier visits found the same, the first on Sept. 2, 2024" in html()


def test_a_page_state_is_told_where_the_outcome_does_not_say_it(visit, html):
    visit(0)
    visit(1, outcome="unreachable", link_state="failing", http_status=None, error="timeout")

    page = html()

    assert page.count("page:") == 1
    assert "No answer came in time." in page


def test_a_german_reads_it_in_german(visit, html, evidence):
    visit(0)
    found = visit(1, outcome="unreachable", link_state="failing", http_status=None, error="dns")
    QuoteCheck.objects.create(visit=found, evidence=evidence, state="unknown")
    visit(2, outcome="gone", link_state="failing", http_status=404, reason="http_404")
    visit(3, outcome="gone", link_state="failing", http_status=404, reason="http_404")

    page = html("de")

    for words in (
        "Verlauf",
        "Der Name des Hosts führt nirgendwohin.",
        "„Twelve buses were ordered.“",
        "1 früherer Besuch mit gleichem Ergebnis, am 4. September 2024",
    ):
        assert words in page


HOSTILE = '<script>alert(1)</script>"\u202eתיפ\u202c'


def test_odd_content_is_shown_as_what_it_is(visit, html, evidence):
    long = "https://archive.example.org/" + "x" * 1900
    CitedPage.objects.update(title=HOSTILE * 5, final_url=long)
    found = visit(
        error_detail=HOSTILE, error="tls", hops=[[302, long, f"https://evil.example/{HOSTILE}"]]
    )
    QuoteCheck.objects.create(visit=found, evidence=evidence, state="altered", matched=HOSTILE)

    page = html()

    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 4
    assert long in page


def test_a_long_history_is_cut_and_costs_no_more(
    browser, reporter, visit, evidence, django_assert_max_num_queries
):
    LinkCheck.objects.bulk_create(
        LinkCheck(
            page=evidence.page,
            checked_at=visit().checked_at + timedelta(hours=number),
            outcome=["alive", "gone"][number % 2],
            link_state="failing",
        )
        for number in range(250)
    )
    client = browser(reporter)
    url = reverse("admin:claims_citedpage_change", args=[evidence.page.pk])

    with django_assert_max_num_queries(13):
        page = client.get(url).content.decode()

    assert page.count("<strong>Gone</strong>") == 100
    assert "Older visits are kept, but not shown." in page


@pytest.mark.parametrize(
    ("elapsed_ms", "language", "words"),
    [
        (137, "en", "· 137 ms<"),
        (999, "en", "· 999 ms<"),
        (1000, "en", "· 1.0 s<"),
        (1340, "en", "· 1.3 s<"),
        (1340, "de", "· 1,3 s<"),
        (20000, "de", "· 20,0 s<"),
    ],
)
def test_a_visit_that_took_longer_is_told_in_seconds(visit, html, elapsed_ms, language, words):
    visit(elapsed_ms=elapsed_ms)
    visit(days=1, elapsed_ms=elapsed_ms)

    assert html(language).count(words) == 2  # the visit and the one before that found the same


def test_a_page_that_the_server_calls_unchanged_is_said_to_be(visit, html):
    visit(http_status=304)

    assert "The server said that the page is unchanged." in html()
    assert "Laut Server ist die Seite unverändert." in html("de")


def test_a_page_that_came_whole_needs_no_reason(visit, html):
    visit()

    assert "unchanged" not in html()


def test_the_pause_is_said_to_lie_between_requests_to_the_host(visit, html, settings):
    settings.LINKCHECK_HOST_PAUSE = 1.5

    assert "<dt>Pause between two requests to this host</dt><dd>1.5 s</dd>" in html()
    assert "<dt>Pause zwischen zwei Anfragen an diesen Host</dt><dd>1,5 s</dd>" in html("de")
