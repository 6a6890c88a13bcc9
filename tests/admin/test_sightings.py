"""Pages that keep robots out: a person looks, and says what she saw."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.actions.mark_seen import mark_seen
from claims.admin.desk import desk_tallies
from claims.models import CitedPage, Evidence, Sighting

LIST = reverse("admin:claims_citedpage_changelist")


def url_of(page, name="change"):
    return reverse(f"admin:claims_citedpage_{name}", args=[page.pk])


def waiting(client, which="waiting"):
    return [*client.get(LIST, {"by_hand": which}).context["cl"].result_list]


def test_a_blocked_page_asks_for_a_look(browser, reporter, blocked_page):
    html = browser(reporter).get(url_of(blocked_page)).content.decode()

    assert "What do you see?" in html
    assert "The quoted passage is there" in html
    assert "The server refuses us." in html


def test_the_state_of_its_quote_is_said_to_be_of_old(browser, reporter, blocked_page):
    Evidence.objects.update(quote_state="found")

    html = browser(reporter).get(url_of(blocked_page)).content.decode()

    assert "when the page could last be read" in html


def test_what_a_person_saw_is_kept_and_told(browser, reporter, blocked_page):
    client = browser(reporter)

    answer = client.post(
        url_of(blocked_page, "seen"),
        {"saw": "quote_there", "note": "<b>Paragraph</b> 3"},
        follow=True,
    )

    seen = Sighting.objects.get()
    assert (seen.saw, seen.note, seen.by) == ("quote_there", "<b>Paragraph</b> 3", reporter)
    html = answer.content.decode()
    assert "What you saw is kept. The page leaves the queue." in html
    assert html.count("Seen by hand: The quoted passage is there") == 2
    assert "&lt;b&gt;Paragraph&lt;/b&gt; 3" in html
    assert "Rita Reporter" in html


def test_the_queue_holds_a_page_until_somebody_looked(browser, reporter, blocked_page):
    client = browser(reporter)

    assert waiting(client) == [blocked_page]
    client.post(url_of(blocked_page, "seen"), {"saw": "fine"})
    assert waiting(client) == []
    assert waiting(client, "done") == [blocked_page]


def test_a_page_that_was_seen_twice_stands_in_the_list_once(browser, reporter, blocked_page, now):
    for days in range(2):
        mark_seen(blocked_page, by=reporter, saw="fine", now=now + timedelta(days=days))

    assert waiting(browser(reporter), "done") == [blocked_page]


def test_the_first_page_counts_what_waits_and_leads_there(browser, reporter, blocked_page, now):
    def counted():
        return [tally.number for tally in desk_tallies(reporter, now) if tally.url == queue]

    queue = f"{LIST}?by_hand=waiting"

    assert counted() == [1]
    assert queue in browser(reporter).get(reverse("admin:index")).content.decode()
    mark_seen(blocked_page, by=reporter, saw="fine", now=now)
    assert counted() == [0]


def test_whoever_says_nothing_is_asked_again_and_keeps_her_note(browser, reporter, blocked_page):
    answer = browser(reporter).post(url_of(blocked_page, "seen"), {"note": "Half a page"})

    assert not Sighting.objects.exists()
    html = answer.content.decode()
    assert "This field is required." in html
    assert "Half a page</textarea>" in html


@pytest.mark.parametrize("fields", [{"saw": "nonsense"}, {"saw": "fine", "note": "x" * 2001}])
def test_what_cannot_be_kept_is_refused(browser, reporter, blocked_page, fields):
    answer = browser(reporter).post(url_of(blocked_page, "seen"), fields)

    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert not Sighting.objects.exists()


def test_a_page_that_opened_meanwhile_is_not_marked(browser, reporter, blocked_page):
    CitedPage.objects.update(link_state="alive")

    answer = browser(reporter).post(url_of(blocked_page, "seen"), {"saw": "fine"}, follow=True)

    assert "This page is no longer blocked: the desk visits it itself." in answer.content.decode()
    assert not Sighting.objects.exists()


@pytest.mark.parametrize("link_state", ["alive", "dead", "failing", "unchecked"])
def test_a_page_that_is_not_blocked_asks_for_no_look(browser, reporter, blocked_page, link_state):
    CitedPage.objects.update(link_state=link_state)

    assert "What do you see?" not in browser(reporter).get(url_of(blocked_page)).content.decode()


def test_an_administrator_reads_and_does_not_mark(browser, administrator, blocked_page):
    client = browser(administrator)

    html = client.get(url_of(blocked_page)).content.decode()
    answer = client.post(url_of(blocked_page, "seen"), {"saw": "fine"}, follow=True)

    assert "What do you see?" not in html
    assert len(answer.context["messages"]) == 1
    assert not Sighting.objects.exists()


def test_nobody_marks_without_a_role_or_a_login(client, browser, make_person, blocked_page):
    url = url_of(blocked_page, "seen")

    assert client.post(url, {"saw": "fine"})["Location"].startswith("/admin/login/")
    assert browser(make_person("nora")).post(url, {"saw": "fine"}).status_code == 403
    assert not Sighting.objects.exists()


def test_marking_is_no_mere_link(browser, reporter, blocked_page):
    assert browser(reporter).get(url_of(blocked_page, "seen")).status_code == 405


@pytest.mark.parametrize("pk", [999, 10**30])
def test_there_is_no_page_of_another_number(browser, reporter, blocked_page, pk):
    url = reverse("admin:claims_citedpage_seen", args=[pk])

    assert browser(reporter).post(url, {"saw": "fine"}).status_code == 404


def test_a_german_looks_in_german(browser, reporter, blocked_page):
    client = browser(reporter)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"

    html = client.get(url_of(blocked_page)).content.decode()
    answer = client.post(
        url_of(blocked_page, "seen"), {"saw": "fine"}, follow=True
    ).content.decode()

    for words in ("Sichtprüfung", "Was sehen Sie?", "Die zitierte Stelle ist da", "Festhalten"):
        assert words in html
    assert "Was Sie gesehen haben, ist festgehalten." in answer
    assert "Selbst angesehen: Die Seite ist in Ordnung" in answer


@pytest.fixture
def waiting_page(blocked_page, now):
    """Another page that keeps robots out and that nobody has looked at."""
    return CitedPage.objects.create(
        host=blocked_page.host,
        url="https://archive.example.org/budget",
        link_state="blocked",
        last_checked_at=now,
        next_check_at=now,
    )


def test_whoever_has_looked_is_led_to_the_next_blocked_page(
    browser, reporter, blocked_page, waiting_page
):
    client = browser(reporter)
    link = '<a href="{}#by-hand">Next blocked page</a>'

    first = client.post(url_of(blocked_page, "seen"), {"saw": "fine"}, follow=True)
    last = client.post(url_of(waiting_page, "seen"), {"saw": "fine"}, follow=True)

    assert link.format(url_of(waiting_page)) in first.content.decode()
    assert "Next blocked page" not in last.content.decode()


def test_the_next_blocked_page_is_the_first_of_the_list(
    browser, reporter, blocked_page, waiting_page, now
):
    longest_ago = CitedPage.objects.create(
        host=blocked_page.host,
        url="https://archive.example.org/council",
        link_state="blocked",
        last_checked_at=now - timedelta(days=9),
        next_check_at=now,
    )
    client = browser(reporter)

    answer = client.post(url_of(blocked_page, "seen"), {"saw": "fine"}, follow=True)

    assert waiting(client) == [longest_ago, waiting_page]
    assert f'<a href="{url_of(longest_ago)}#by-hand">' in answer.content.decode()


def test_the_form_is_open_while_the_page_waits_and_closed_once_somebody_looked(
    browser, reporter, blocked_page, now
):
    client = browser(reporter)
    asked = client.get(url_of(blocked_page)).content.decode()

    answer = client.post(
        url_of(blocked_page, "seen"), {"saw": "fine"}, follow=True
    ).content.decode()
    CitedPage.objects.update(last_checked_at=timezone.now() + timedelta(days=31))
    later = client.get(url_of(blocked_page)).content.decode()

    assert [form_is_open(html) for html in (asked, answer, later)] == [True, False, True]


def test_a_form_that_was_refused_is_open(browser, reporter, blocked_page, now):
    mark_seen(blocked_page, by=reporter, saw="fine", now=now)

    answer = browser(reporter).post(url_of(blocked_page, "seen"), {"note": "Half a page"})

    assert form_is_open(answer.content.decode())


def form_is_open(html):
    before, _, _form = html.partition("<summary>Say what you see")
    return before.rstrip().endswith("<details open>")
