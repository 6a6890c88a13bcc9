"""Pages that keep robots out: a person looks, and says what she saw."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.actions.mark_seen import mark_seen
from claims.actions.take_step import take_step
from claims.admin.desk import desk_tallies
from claims.models import CitedPage, Claim, Evidence, LinkCheck, Sighting
from tests.admin.conftest import page_of

LIST = reverse("admin:claims_citedpage_changelist")


@pytest.fixture
def page(evidence, now):
    """The page of the evidence, which turned us away."""
    LinkCheck.objects.create(
        page=evidence.page,
        checked_at=now,
        outcome="blocked",
        link_state="blocked",
        http_status=403,
        reason="http_403",
    )
    CitedPage.objects.update(link_state="blocked", last_outcome="blocked", last_checked_at=now)
    return CitedPage.objects.get()


def url_of(page, name="change"):
    return reverse(f"admin:claims_citedpage_{name}", args=[page.pk])


def waiting(client, which="waiting"):
    return [*client.get(LIST, {"by_hand": which}).context["cl"].result_list]


def test_a_blocked_page_asks_for_a_look(browser, reporter, page):
    html = browser(reporter).get(url_of(page)).content.decode()

    assert "What do you see?" in html
    assert "The quoted passage is there" in html
    assert "The server refuses us." in html


def test_the_state_of_its_quote_is_said_to_be_of_old(browser, reporter, page):
    Evidence.objects.update(quote_state="found")

    html = browser(reporter).get(url_of(page)).content.decode()

    assert "when the page could last be read" in html


def test_what_a_person_saw_is_kept_and_told(browser, reporter, page):
    client = browser(reporter)

    answer = client.post(
        url_of(page, "seen"), {"saw": "quote_there", "note": "<b>Paragraph</b> 3"}, follow=True
    )

    seen = Sighting.objects.get()
    assert (seen.saw, seen.note, seen.by) == ("quote_there", "<b>Paragraph</b> 3", reporter)
    html = answer.content.decode()
    assert "What you saw is kept. The page leaves the queue." in html
    assert html.count("Seen by hand: The quoted passage is there") == 2
    assert "&lt;b&gt;Paragraph&lt;/b&gt; 3" in html
    assert "Rita Reporter" in html


def test_the_queue_holds_a_page_until_somebody_looked(browser, reporter, page):
    client = browser(reporter)

    assert waiting(client) == [page]
    client.post(url_of(page, "seen"), {"saw": "fine"})
    assert waiting(client) == []
    assert waiting(client, "done") == [page]


def test_a_page_that_was_seen_twice_stands_in_the_list_once(browser, reporter, page, now):
    for days in range(2):
        mark_seen(page, by=reporter, saw="fine", now=now + timedelta(days=days))

    assert waiting(browser(reporter), "done") == [page]


def test_the_first_page_counts_what_waits_and_leads_there(browser, reporter, page, now):
    def counted():
        return [tally.number for tally in desk_tallies(reporter, now) if tally.url == queue]

    queue = f"{LIST}?by_hand=waiting"

    assert counted() == [1]
    assert queue in browser(reporter).get(reverse("admin:index")).content.decode()
    mark_seen(page, by=reporter, saw="fine", now=now)
    assert counted() == [0]


def test_whoever_says_nothing_is_asked_again_and_keeps_her_note(browser, reporter, page):
    answer = browser(reporter).post(url_of(page, "seen"), {"note": "Half a page"})

    assert not Sighting.objects.exists()
    html = answer.content.decode()
    assert "This field is required." in html
    assert "Half a page</textarea>" in html


@pytest.mark.parametrize("fields", [{"saw": "nonsense"}, {"saw": "fine", "note": "x" * 2001}])
def test_what_cannot_be_kept_is_refused(browser, reporter, page, fields):
    answer = browser(reporter).post(url_of(page, "seen"), fields)

    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert not Sighting.objects.exists()


def test_a_page_that_opened_meanwhile_is_not_marked(browser, reporter, page):
    CitedPage.objects.update(link_state="alive")

    answer = browser(reporter).post(url_of(page, "seen"), {"saw": "fine"}, follow=True)

    assert "This page is no longer blocked: the desk visits it itself." in answer.content.decode()
    assert not Sighting.objects.exists()


@pytest.mark.parametrize("link_state", ["alive", "dead", "failing", "unchecked"])
def test_a_page_that_is_not_blocked_asks_for_no_look(browser, reporter, page, link_state):
    CitedPage.objects.update(link_state=link_state)

    assert "What do you see?" not in browser(reporter).get(url_of(page)).content.decode()


def test_an_administrator_reads_and_does_not_mark(browser, administrator, page):
    client = browser(administrator)

    html = client.get(url_of(page)).content.decode()
    answer = client.post(url_of(page, "seen"), {"saw": "fine"}, follow=True)

    assert "What do you see?" not in html
    assert len(answer.context["messages"]) == 1
    assert not Sighting.objects.exists()


def test_nobody_marks_without_a_role_or_a_login(client, browser, make_person, page):
    url = url_of(page, "seen")

    assert client.post(url, {"saw": "fine"})["Location"].startswith("/admin/login/")
    assert browser(make_person("nora")).post(url, {"saw": "fine"}).status_code == 403
    assert not Sighting.objects.exists()


def test_marking_is_no_mere_link(browser, reporter, page):
    assert browser(reporter).get(url_of(page, "seen")).status_code == 405


@pytest.mark.parametrize("pk", [999, 10**30])
def test_there_is_no_page_of_another_number(browser, reporter, page, pk):
    url = reverse("admin:claims_citedpage_seen", args=[pk])

    assert browser(reporter).post(url, {"saw": "fine"}).status_code == 404


@pytest.mark.parametrize("saw", ["gone", "quote_gone"])
def test_a_page_that_lost_something_names_the_verdicts_that_rest_on_it(
    browser, reporter, verified_claim, page, now, saw
):
    mark_seen(page, by=reporter, saw=saw, now=now)

    html = browser(reporter).get(url_of(page)).content.decode()

    notice = html.partition('<div class="notice">')[2].partition("</div>")[0]
    assert f'<a href="{page_of(verified_claim)}">' in notice


@pytest.mark.parametrize("saw", ["fine", "quote_there"])
def test_a_page_that_is_as_it_was_warns_of_nothing(
    browser, reporter, verified_claim, page, now, saw
):
    mark_seen(page, by=reporter, saw=saw, now=now)

    assert "flag its claim" not in browser(reporter).get(url_of(page)).content.decode()


def test_a_page_that_is_gone_says_nothing_where_no_verdict_rests_on_it(
    browser, reporter, page, now
):
    mark_seen(page, by=reporter, saw="gone", now=now)

    assert "flag its claim" not in browser(reporter).get(url_of(page)).content.decode()


def test_a_german_is_told_to_take_the_step_by_the_name_of_its_button(
    browser, reviewer, page, verified_claim, now
):
    mark_seen(page, by=reviewer, saw="gone", now=now)
    client = browser(reviewer)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"

    assert "bitte die Behauptung zur erneuten Prüfung vormerken:" in (
        client.get(url_of(page)).content.decode()
    )
    assert ">Zur erneuten Prüfung vormerken</button>" in (
        client.get(page_of(verified_claim)).content.decode()
    )


def test_a_german_looks_in_german(browser, reporter, page):
    client = browser(reporter)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"

    html = client.get(url_of(page)).content.decode()
    answer = client.post(url_of(page, "seen"), {"saw": "fine"}, follow=True).content.decode()

    for words in ("Sichtprüfung", "Was sehen Sie?", "Die zitierte Stelle ist da", "Festhalten"):
        assert words in html
    assert "Was Sie gesehen haben, ist festgehalten." in answer
    assert "Selbst angesehen: Die Seite ist in Ordnung" in answer


@pytest.mark.parametrize("saw", ["gone", "quote_gone"])
def test_a_loss_seen_under_a_standing_verdict_is_counted_and_listed(
    browser, reporter, verified_claim, page, now, saw
):
    client = browser(reporter)
    before = tally(client)
    mark_seen(page, by=reporter, saw=saw, now=now)

    assert before == 0
    assert tally(client) == 1
    assert waiting(client, "lost") == [page]


@pytest.mark.parametrize("since", ["seen_fine", "flagged", "reaffirmed", "unblocked", "retracted"])
def test_a_loss_that_somebody_dealt_with_waits_no_longer(
    browser, reporter, editor, verified_claim, page, now, since
):
    later = now + timedelta(days=1)
    mark_seen(page, by=reporter, saw="gone", now=now)
    if since == "seen_fine":
        mark_seen(page, by=reporter, saw="fine", now=later)
    if since in {"flagged", "reaffirmed"}:
        take_step(verified_claim, "flag", by=editor, now=later, reason="The page is gone.")
    if since == "reaffirmed":
        take_step(verified_claim, "reaffirm", by=editor, now=later, reason="Our copy has it.")
    if since == "unblocked":
        CitedPage.objects.update(link_state="alive")
    if since == "retracted":
        Evidence.objects.update(retracted_at=later)
    client = browser(reporter)

    assert tally(client) == 0
    assert waiting(client, "lost") == []


def test_a_loss_under_a_claim_that_is_not_verified_shakes_no_verdict(browser, reporter, page, now):
    mark_seen(page, by=reporter, saw="gone", now=now)

    assert waiting(browser(reporter), "lost") == []


def test_the_list_tells_what_was_seen_last(browser, reporter, page, now):
    mark_seen(page, by=reporter, saw="fine", now=now)
    mark_seen(page, by=reporter, saw="quote_gone", now=now + timedelta(days=1))

    html = browser(reporter).get(LIST, {"by_hand": "done"}).content.decode()

    assert '<span class="badge badge-quote_gone">The quoted passage is not there</span>' in html
    assert "badge-fine" not in html


def test_what_was_seen_of_a_page_that_can_be_visited_again_is_of_old(browser, reporter, page, now):
    mark_seen(page, by=reporter, saw="gone", now=now)
    CitedPage.objects.update(link_state="alive")

    html = browser(reporter).get(LIST, {"by_hand": "done"}).content.decode()

    assert '<span class="badge badge-past">The page is gone</span>' in html


def test_whoever_saw_a_loss_is_led_to_the_claims_that_rest_on_the_page(
    browser, reporter, verified_claim, page
):
    Claim.objects.update(text="Twelve <b>buses</b>")

    answer = browser(reporter).post(url_of(page, "seen"), {"saw": "gone"}, follow=True)

    said = [str(message) for message in answer.context["messages"]]
    assert said[1:] == [
        "If a verdict rests on this page, flag its claim for re-check: "
        f'<a href="{page_of(verified_claim)}">Twelve &lt;b&gt;buses&lt;/b&gt;</a>'
    ]


@pytest.mark.parametrize("saw", ["fine", "quote_there"])
def test_whoever_saw_no_loss_is_led_to_no_claim(browser, reporter, verified_claim, page, saw):
    answer = browser(reporter).post(url_of(page, "seen"), {"saw": saw}, follow=True)

    assert len(answer.context["messages"]) == 1


@pytest.fixture
def waiting_page(page, now):
    """Another page that keeps robots out and that nobody has looked at."""
    return CitedPage.objects.create(
        host=page.host,
        url="https://archive.example.org/budget",
        link_state="blocked",
        last_checked_at=now,
        next_check_at=now,
    )


def test_whoever_has_looked_is_led_to_the_next_blocked_page(browser, reporter, page, waiting_page):
    client = browser(reporter)
    link = '<a href="{}#by-hand">Next blocked page</a>'

    first = client.post(url_of(page, "seen"), {"saw": "fine"}, follow=True)
    last = client.post(url_of(waiting_page, "seen"), {"saw": "fine"}, follow=True)

    assert link.format(url_of(waiting_page)) in first.content.decode()
    assert "Next blocked page" not in last.content.decode()


def test_the_next_blocked_page_is_the_first_of_the_list(browser, reporter, page, waiting_page, now):
    longest_ago = CitedPage.objects.create(
        host=page.host,
        url="https://archive.example.org/council",
        link_state="blocked",
        last_checked_at=now - timedelta(days=9),
        next_check_at=now,
    )
    client = browser(reporter)

    answer = client.post(url_of(page, "seen"), {"saw": "fine"}, follow=True)

    assert waiting(client) == [longest_ago, waiting_page]
    assert f'<a href="{url_of(longest_ago)}#by-hand">' in answer.content.decode()


def test_the_form_is_open_while_the_page_waits_and_closed_once_somebody_looked(
    browser, reporter, page, now
):
    client = browser(reporter)
    asked = client.get(url_of(page)).content.decode()

    answer = client.post(url_of(page, "seen"), {"saw": "fine"}, follow=True).content.decode()
    CitedPage.objects.update(last_checked_at=timezone.now() + timedelta(days=31))
    later = client.get(url_of(page)).content.decode()

    assert [form_is_open(html) for html in (asked, answer, later)] == [True, False, True]


def test_a_form_that_was_refused_is_open(browser, reporter, page, now):
    mark_seen(page, by=reporter, saw="fine", now=now)

    answer = browser(reporter).post(url_of(page, "seen"), {"note": "Half a page"})

    assert form_is_open(answer.content.decode())


def form_is_open(html):
    before, _, _form = html.partition("<summary>Say what you see")
    return before.rstrip().endswith("<details open>")


def tally(client):
    """Return what the first page counts of losses that were seen."""
    html = client.get(reverse("admin:index")).content.decode()
    return int(html.partition(f'"{LIST}?by_hand=lost"')[2].partition("<strong>")[2].split("<")[0])
