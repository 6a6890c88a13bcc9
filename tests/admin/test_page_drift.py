"""How far a page has drifted from what the reviewers saw, and what exactly changed."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.urls import reverse

from claims.actions.cite_evidence import cite_evidence
from claims.actions.take_step import take_step
from claims.admin.page_drift import share_in_words
from claims.models import CitedPage, LinkCheck, QuoteCheck, Snapshot, WebHost
from tests.admin.conftest import html_of

BUSES = "The council met.\nTwelve buses were ordered.\nThey cost 4.8 million euros."


@pytest.fixture
def take_copy(evidence, now):
    """Store a copy some days after the evidence was cited."""

    def take(text, days=0, page=evidence.page):
        at = now + timedelta(days=days)
        content = sha256(text.encode()).hexdigest()
        visit = LinkCheck.objects.create(
            page=page,
            checked_at=at,
            outcome="alive",
            link_state="alive",
            content_sha256=content,
        )
        return Snapshot.objects.create(
            visit=visit,
            page=page,
            taken_at=at,
            text=text,
            warc="lost.warc.gz",
            content_sha256=content,
        )

    return take


@pytest.fixture
def shown(browser, reporter, evidence):
    def shown(language="en"):
        url = reverse("admin:claims_citedpage_change", args=[evidence.page.pk])
        return browser(reporter).get(url, headers={"accept-language": language}).content.decode()

    return shown


def diff_url(seen, newer):
    return reverse("admin:claims_snapshot_diff", args=[seen.pk, newer.pk])


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "0%"),
        (0.0001, "less than 1%"),
        (0.01, "1%"),
        (0.364, "36%"),
        (0.996, "99%"),
        (1, "100%"),
    ],
)
def test_a_share_is_neither_rounded_away_nor_rounded_up_to_all(share, words):
    assert share_in_words(share) == words


def test_the_page_says_how_much_changed_since_the_reviewers_saw_it(shown, take_copy):
    seen = take_copy(BUSES)
    newer = take_copy(BUSES.replace("Twelve", "Eleven"), days=1)

    html = shown()

    assert "<strong>30%</strong> of the text changed since the copy of Sept. 2, 2024" in html
    assert diff_url(seen, newer) in html


def test_the_page_says_that_nothing_changed_since(shown, take_copy):
    take_copy(BUSES)

    assert "Our last copy, of Sept. 2, 2024, is the one that the reviewers saw." in shown()


def test_each_claim_has_the_copy_that_its_reviewers_saw(
    shown, take_copy, evidence, make_claim, reviewer, now
):
    first = take_copy(BUSES)
    second = take_copy("Quite another page.", days=2)
    later = make_claim("Sie kosten laut Bürgermeisterin Eva Roth 4,8 Millionen Euro.")
    take_step(later, "start_review", by=reviewer, now=now)
    cite_evidence(
        later, by=reviewer, url=evidence.page.url, stance="refutes", quote="another", now=now
    )
    finding = {"rating": "false", "explanation": "It says another thing."}
    take_step(later, "submit", by=reviewer, now=now + timedelta(days=3), **finding)

    html = shown()

    assert diff_url(first, second) in html
    assert "Our last copy, of Sept. 4, 2024, is the one that the reviewers saw." in html


def test_a_claim_leads_to_our_copy_and_to_what_changed_since_it_was_reviewed(
    browser, reporter, take_copy, evidence
):
    seen = take_copy(BUSES)
    newer = take_copy(BUSES.replace("Twelve", "Eleven"), days=1)
    QuoteCheck.objects.create(visit=seen.visit, evidence=evidence, state="found")

    html = html_of(browser(reporter), evidence.claim)

    assert f'<a href="/archive/{seen.pk}/">our copy</a>' in html
    assert f'<a href="{diff_url(seen, newer)}">Show the changes</a>' in html


def test_a_claim_whose_page_never_changed_has_a_copy_and_no_changes(
    browser, reporter, take_copy, evidence
):
    copy = take_copy(BUSES)

    html = html_of(browser(reporter), evidence.claim)

    assert f'<a href="/archive/{copy.pk}/">our copy</a>' in html
    assert "Show the changes" not in html


def test_a_claim_whose_page_was_never_kept_leads_to_no_copy(browser, reporter, evidence):
    html = html_of(browser(reporter), evidence.claim)

    assert "our copy" not in html
    assert "Show the changes" not in html


def test_a_page_without_text_has_nothing_to_compare(shown, take_copy):
    take_copy("")
    take_copy("", days=1)

    assert "There is no readable text to compare." in shown()


def test_a_page_that_was_never_kept_says_so(shown):
    assert "No copy has been stored yet." in shown()


def test_many_pieces_of_evidence_cost_no_more_queries(
    browser, reporter, take_copy, evidence, reviewer, now, django_assert_max_num_queries
):
    take_copy(BUSES)
    take_copy("Quite another page.", days=1)
    for number in range(10):
        cite_evidence(
            evidence.claim,
            by=reviewer,
            url=evidence.page.url,
            stance="context",
            quote=f"{number} buses",
            now=now,
        )
    client = browser(reporter)

    with django_assert_max_num_queries(14):
        client.get(reverse("admin:claims_citedpage_change", args=[evidence.page.pk]))


def test_a_diff_shows_what_went_and_what_came_and_the_quote(browser, reporter, take_copy, evidence):
    seen = take_copy(BUSES)
    newer = take_copy(BUSES.replace("Twelve", "Eleven"), days=1)

    html = browser(reporter).get(diff_url(seen, newer)).content.decode()

    assert '[removed: </span>Twelve<span class="visually-hidden">]</span></del>' in html
    assert '[added: </span>Eleven<span class="visually-hidden">]</span></ins>' in html
    assert "<p>Twelve buses were ordered.</p>" in html
    assert "<strong>30%</strong> of the readable text changed." in html


def test_a_diff_goes_by_the_title_of_the_page(browser, reporter, take_copy, evidence):
    evidence.page.title = "Our fleet"
    evidence.page.save()
    seen, newer = take_copy(BUSES), take_copy(BUSES, days=1)

    html = browser(reporter).get(diff_url(seen, newer)).content.decode()

    assert "<h1>What changed on “Our fleet”</h1>" in html
    assert ">Our fleet</a>" in html


def test_a_diff_of_equal_copies_says_so(browser, reporter, take_copy):
    seen, newer = take_copy(BUSES), take_copy(BUSES, days=1)

    assert "The readable text is the same." in (
        browser(reporter).get(diff_url(seen, newer)).content.decode()
    )


def test_a_diff_of_ten_thousand_words_is_folded_to_what_changed(
    browser, reporter, take_copy, django_assert_max_num_queries
):
    lines = [f"{number}: " + "and so on and on " * 4 for number in range(600)]
    seen = take_copy("\n".join(lines))
    lines[300] = "300: something else"
    newer = take_copy("\n".join(lines), days=1)
    client = browser(reporter)

    with django_assert_max_num_queries(7):
        html = client.get(diff_url(seen, newer)).content.decode()

    assert "299 unchanged passages" in html
    assert "298 unchanged passages" in html
    assert "<strong>less than 1%</strong>" in html


def test_a_diff_too_long_to_read_is_cut_and_says_so(browser, reporter, take_copy):
    seen = take_copy("\n".join(f"Old {number}." for number in range(1000)))
    newer = take_copy("\n".join(f"New thing {number}!" for number in range(1000)), days=1)

    html = browser(reporter).get(diff_url(seen, newer)).content.decode()

    assert "More has changed than is shown here" in html
    assert "<strong>100%</strong>" in html


def test_a_diff_shows_markup_and_other_scripts_as_words(browser, reporter, take_copy, evidence):
    CitedPage.objects.update(title="<b>Title</b>")
    seen = take_copy("<script>alert(1)</script> stood here")
    newer = take_copy("<img src=x onerror=alert(1)> \u202eתיפ\u202c stands here", days=1)

    html = browser(reporter).get(diff_url(seen, newer)).content.decode()

    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "<b>Title" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_german_reads_the_diff_in_german(browser, reporter, take_copy):
    seen = take_copy(BUSES)
    newer = take_copy(BUSES.replace("Twelve", "Eleven"), days=1)

    answer = browser(reporter).get(diff_url(seen, newer), headers={"accept-language": "de"})

    assert "<strong>30 %</strong> des lesbaren Textes haben sich geändert." in (
        answer.content.decode()
    )


def test_copies_of_two_pages_are_not_compared(browser, reporter, take_copy, evidence):
    host = WebHost.objects.create(name="other.example.org")
    other = CitedPage.objects.create(host=host, url="https://other.example.org/")
    one, another = take_copy(BUSES), take_copy(BUSES, page=other)

    assert browser(reporter).get(diff_url(one, another)).status_code == 404


@pytest.mark.parametrize("pk", [999, 10**30])
def test_there_is_no_diff_with_a_copy_that_is_not_there(browser, reporter, take_copy, pk):
    url = reverse("admin:claims_snapshot_diff", args=[take_copy(BUSES).pk, pk])

    assert browser(reporter).get(url).status_code == 404


def test_a_stranger_and_a_person_without_a_role_see_no_diff(
    client, browser, make_person, take_copy
):
    url = diff_url(take_copy(BUSES), take_copy("Another.", days=1))

    assert client.get(url)["Location"].startswith("/admin/login/")
    assert browser(make_person("nora")).get(url).status_code == 403


def test_a_warc_file_that_is_lost_is_told_in_words(
    browser, reporter, take_copy, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    snapshot = take_copy(BUSES)

    answer = browser(reporter).get(
        reverse("admin:claims_snapshot_warc", args=[snapshot.pk]), follow=True
    )

    assert answer.redirect_chain == [
        (reverse("admin:claims_citedpage_change", args=[snapshot.page_id]), 302)
    ]
    assert "The file with this copy is lost. Its text is kept." in answer.content.decode()
