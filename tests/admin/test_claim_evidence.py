"""Evidence on a claim's page: how it stands, adding it, taking it back."""

import pytest
from django.urls import reverse

from claims.actions.retract_evidence import retract_evidence
from claims.models import CitedPage, Evidence
from tests.admin.conftest import html_of, post


def test_evidence_shows_its_state_and_the_wording_found(browser, reviewer, evidence):
    CitedPage.objects.update(link_state="alive")
    Evidence.objects.update(quote_state="altered", matched="Eleven buses were ordered.")

    html = html_of(browser(reviewer), evidence.claim)

    assert '<span class="badge badge-alive">Alive</span>' in html
    assert '<span class="badge badge-altered">Altered</span>' in html
    assert "Twelve buses were ordered." in html
    assert "<q>Eleven buses were ordered.</q>" in html
    assert 'href="https://archive.example.org/fleet"' in html


@pytest.mark.parametrize(
    ("link_state", "quote", "label", "reservation"),
    [
        ("alive", {"quote_state": "found", "quote_misses": 1}, "Found", "not found at the last"),
        (
            "alive",
            {"quote_state": "unknown", "quote_misses": 1},
            "Unknown",
            "not found at the last",
        ),
        ("failing", {"quote_state": "found"}, "Found", "when the page could last be read"),
        ("blocked", {"quote_state": "unknown"}, "Unknown", None),
    ],
)
def test_the_state_of_a_quote_comes_with_what_speaks_against_it(
    browser, reviewer, evidence, link_state, quote, label, reservation
):
    Evidence.objects.update(**quote)
    CitedPage.objects.update(link_state=link_state)

    html = html_of(browser(reviewer), evidence.claim)

    assert f">{label}</span>" in html
    assert "badge-found" not in html
    if reservation:
        assert reservation in html
    else:
        assert "when the page could last be read" not in html


def test_evidence_goes_by_the_title_of_its_page_above_its_address(browser, reviewer, evidence):
    CitedPage.objects.update(title="Our <b>fleet</b>")

    piece = shown(html_of(browser(reviewer), evidence.claim))

    assert piece.index("Our &lt;b&gt;fleet&lt;/b&gt;") < piece.index("archive.example.org/fleet")


def test_evidence_whose_page_has_no_title_goes_by_its_address_alone(browser, reviewer, evidence):
    piece = shown(html_of(browser(reviewer), evidence.claim))

    assert piece.count("<strong>") == 1
    assert 'href="https://archive.example.org/fleet"' in piece


@pytest.mark.parametrize(("link_state", "is_shown"), [("moved", True), ("alive", False)])
def test_evidence_whose_page_moved_tells_the_new_address(
    browser, reviewer, evidence, link_state, is_shown
):
    CitedPage.objects.update(link_state=link_state, final_url="https://archive.example.org/new")

    piece = shown(html_of(browser(reviewer), evidence.claim))

    assert ("Address now:" in piece) == is_shown
    assert ('href="https://archive.example.org/new"' in piece) == is_shown


@pytest.mark.parametrize("link_state", ["dead", "blocked", "unsafe"])
def test_the_quote_of_a_page_that_cannot_be_read_is_said_to_be_of_old(
    browser, reviewer, evidence, link_state
):
    Evidence.objects.update(quote_state="found")
    CitedPage.objects.update(link_state=link_state)

    html = html_of(browser(reviewer), evidence.claim)

    assert '<span class="badge badge-past">Found</span>' in html
    assert "when the page could last be read" in html
    assert "badge-found" not in html


def test_an_address_that_is_no_web_address_is_never_a_link(browser, reviewer, evidence):
    Evidence.objects.update(url="javascript:alert(1)")

    html = html_of(browser(reviewer), evidence.claim)

    assert "<span>javascript:alert(1)</span>" in html
    assert 'href="javascript' not in html


def test_evidence_is_added_by_the_form(browser, reporter, claim):
    post(
        browser(reporter),
        "cite",
        claim,
        url="https://archive.example.org/fleet",
        stance="refutes",
        quote="Nine buses.",
        note="From the annual report.",
    )

    piece = claim.evidence.get()
    assert (piece.stance, piece.quote, piece.note) == (
        "refutes",
        "Nine buses.",
        "From the annual report.",
    )
    assert piece.added_by == reporter


def test_an_address_that_cannot_be_cited_is_said_at_its_field(browser, reporter, claim):
    response = post(browser(reporter), "cite", claim, url="javascript:alert(1)", stance="supports")

    assert claim.evidence.count() == 0
    assert list(response.context["evidence_form"].errors) == ["url"]


def test_evidence_is_retracted_and_kept(browser, reviewer, evidence):
    url = reverse("admin:claims_claim_retract", args=[evidence.claim_id, evidence.pk])

    response = browser(reviewer).post(url, follow=True)

    evidence.refresh_from_db()
    assert evidence.retracted_at is not None
    html = response.content.decode()
    assert "Retracted (1)" in html
    assert "Evidence retracted" in html


def test_evidence_of_a_verified_claim_stays_as_it_was_read(browser, reviewer, verified_claim):
    piece = verified_claim.evidence.get()
    url = reverse("admin:claims_claim_retract", args=[verified_claim.pk, piece.pk])

    response = browser(reviewer).post(url, follow=True)

    piece.refresh_from_db()
    assert piece.retracted_at is None
    sentence = "This claim is verified: flag it for re-check before its evidence changes."
    assert [str(message) for message in response.context["messages"]] == [sentence]
    assert "Add evidence" not in response.content.decode()


def test_evidence_is_retracted_under_its_own_claim_alone(browser, reviewer, evidence, make_claim):
    other = make_claim("Zwölf Busse")
    url = reverse("admin:claims_claim_retract", args=[other.pk, evidence.pk])

    assert browser(reviewer).post(url).status_code == 404


def test_retracted_evidence_does_not_count_in_the_list(browser, reviewer, evidence, now):
    retract_evidence(evidence, by=reviewer, now=now)

    html = browser(reviewer).get(reverse("admin:claims_claim_changelist")).content.decode()

    assert '<span class="badge badge-none">None</span>' in html


def shown(html):
    """Return the first piece of evidence on the page."""
    return html.partition('id="evidence"')[2].partition("</article>")[0]
