"""A cited page's page: how it fared, who relies on it, and asking for a visit."""

import re
from datetime import datetime

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from claims.linkcheck.archive import WarcFile
from claims.linkcheck.visit import Visit
from claims.models import CitedPage, LinkCheck, QuoteCheck, Snapshot
from tests.admin.conftest import page_of

VISITED = datetime.fromisoformat("2024-09-03T08:00:00Z")


@pytest.fixture
def visit(evidence):
    """The page of the evidence, once moved and with the quote changed."""
    visit = LinkCheck.objects.create(
        page=evidence.page,
        checked_at=VISITED,
        outcome="moved",
        link_state="moved",
        http_status=200,
        elapsed_ms=137,
        hops=[[301, "https://archive.example.org/fleet", "https://archive.example.org/new"]],
    )
    QuoteCheck.objects.create(
        visit=visit, evidence=evidence, state="altered", matched="Eleven buses were ordered."
    )
    return visit


def url_of(page, name="change"):
    return reverse(f"admin:claims_citedpage_{name}", args=[page.pk])


def test_each_visit_is_told_with_its_facts(browser, reporter, visit):
    html = browser(reporter).get(url_of(visit.page)).content.decode()

    for fact in (
        '<span class="badge badge-moved">Moved</span>',
        "HTTP 200",
        "137 ms",
        "301 https://archive.example.org/fleet → https://archive.example.org/new",
    ):
        assert fact in html
    assert "<ins>Eleven buses were ordered.</ins>" in html


def test_the_claims_that_rely_on_it_are_linked(browser, reporter, visit, claim):
    html = browser(reporter).get(url_of(visit.page)).content.decode()

    assert f'<a href="{page_of(claim)}">' in html


def test_visits_in_a_row_that_found_the_same_are_told_once_and_cost_nothing(
    browser, reporter, visit, django_assert_max_num_queries
):
    for _visit in range(6):
        LinkCheck.objects.create(
            page=visit.page, checked_at=VISITED, outcome="gone", link_state="failing"
        )
    client = browser(reporter)

    with django_assert_max_num_queries(14):
        html = client.get(url_of(visit.page)).content.decode()

    assert html.count("<strong>Gone</strong>") == 1
    assert "5 earlier visits found the same" in html


def test_check_now_puts_the_page_first(browser, reporter, visit):
    CitedPage.objects.update(next_check_at=None)
    before = timezone.now()

    browser(reporter).post(url_of(visit.page, "check"))

    assert before <= CitedPage.objects.get().next_check_at <= timezone.now()


def test_check_now_leads_back_to_where_it_was_pressed(browser, reporter, visit, claim):
    response = browser(reporter).post(url_of(visit.page, "check"), {"next": page_of(claim)})

    assert response["Location"] == page_of(claim)


def test_check_now_never_leads_to_another_site(browser, reporter, visit):
    response = browser(reporter).post(
        url_of(visit.page, "check"), {"next": "https://evil.example/"}
    )

    assert response["Location"] == url_of(visit.page)


def test_check_now_is_refused_to_those_who_may_not_ask(browser, administrator, visit):
    CitedPage.objects.update(next_check_at=None)
    client = browser(administrator)

    response = client.post(url_of(visit.page, "check"), follow=True)

    assert CitedPage.objects.get().next_check_at is None
    assert len(response.context["messages"]) == 1
    assert url_of(visit.page, "check") not in client.get(url_of(visit.page)).content.decode()


def test_blocked_pages_are_found_by_the_filter(browser, reporter, evidence):
    CitedPage.objects.update(link_state="blocked")
    client = browser(reporter)
    url = reverse("admin:claims_citedpage_changelist")

    blocked = client.get(url, {"link_state__exact": "blocked"}).context["cl"].result_list
    alive = client.get(url, {"link_state__exact": "alive"}).context["cl"].result_list

    assert [page.url for page in blocked] == ["https://archive.example.org/fleet"]
    assert list(alive) == []


def test_the_last_copy_is_read_aloud_in_the_language_that_the_page_names(
    browser, reporter, visit, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    CitedPage.objects.update(title="Autobusy")
    keep(visit, b'<html lang="cs"><h1>Autobusy</h1>')

    html = browser(reporter).get(url_of(visit.page)).content.decode()

    assert '<h1 lang="cs">Autobusy</h1>' in html
    assert '<h2 id="our-copy">Our last copy</h2>' in html
    assert re.search(r'role="region" aria-labelledby="our-copy"><blockquote [^>]+ lang="cs">', html)


def keep(visit, body):
    """Store a copy of what a visit brought."""
    file = WarcFile("fleet.warc.gz", {})
    html = {"content-type": "text/html"}
    url, at = visit.page.url, VISITED
    file.add_response(
        Visit(url=url, final_url=url, http_status=200, visited_at=at, headers=html, body=body)
    )
    warc = ContentFile(file.content(), name="fleet.warc.gz")
    Snapshot.objects.create(visit=visit, page=visit.page, warc=warc, text="Autobusy", taken_at=at)


def test_a_stored_copy_is_shown_as_text_and_never_as_a_page(
    browser, reporter, visit, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    snapshot = Snapshot.objects.create(
        visit=visit,
        page=visit.page,
        warc=ContentFile(b"WARC/1.1", name="fleet.warc.gz"),
        text="<script>alert(1)</script>",
        taken_at=VISITED,
    )
    client = browser(reporter)

    text = client.get(reverse("admin:claims_snapshot_text", args=[snapshot.pk]))
    warc = client.get(reverse("admin:claims_snapshot_warc", args=[snapshot.pk]))

    assert text["Content-Type"] == "text/plain; charset=utf-8"
    assert text["X-Content-Type-Options"] == "nosniff"
    assert warc["Content-Disposition"].startswith("attachment")
    assert warc.content == b"WARC/1.1"


def test_a_stranger_reads_no_stored_copy(client, visit):
    response = client.get(reverse("admin:claims_snapshot_text", args=[1]))

    assert response["Location"].startswith("/admin/login/")


def test_nobody_changes_a_page_by_hand(browser, superuser, visit):
    client = browser(superuser)

    assert client.get(reverse("admin:claims_citedpage_add")).status_code == 403
    client.post(url_of(visit.page), {"url": "https://other.example.org/"})
    assert CitedPage.objects.get().url == "https://archive.example.org/fleet"
