import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims.actions.change_status import change_status
from claims.actions.cite_evidence import cite_evidence
from claims.actions.rate_claim import rate_claim
from claims.actions.retract_evidence import retract_evidence
from claims.models import CitedPage, Evidence, PublishedClaim

URL = "https://stadt.example/haushalt"


@pytest.fixture
def cite(now):
    def cite(claim, by, url=URL, **fields):
        return cite_evidence(claim, by=by, url=url, now=now, **{"stance": "supports"} | fields)

    return cite


@pytest.fixture
def verified(claim_in_review, reviewer, editor, cite, now):
    claim = claim_in_review
    rate_claim(claim, by=reviewer, rating="true", explanation="Im Haushalt.", now=now)
    cite(claim, reviewer)
    change_status(claim, "submit", by=reviewer, now=now)
    change_status(claim, "confirm", by=editor, now=now)
    return claim


def test_a_cited_page_is_due_at_once(claim, reporter, cite, now):
    evidence = cite(claim, reporter, quote=" zwölf Busse ", note="Seite 3")

    assert (evidence.quote, evidence.added_by, evidence.page.next_check_at) == (
        "zwölf Busse",
        reporter,
        now,
    )


def test_spellings_of_one_address_are_one_page(claim, make_claim, reporter, cite):
    other = make_claim("Sie kosten laut Bürgermeisterin Eva Roth 4,8 Millionen Euro.")
    cite(claim, reporter, "HTTPS://Stadt.Example:443/haushalt#seite")
    cite(other, reporter, URL)

    assert CitedPage.objects.get().url == URL
    assert Evidence.objects.count() == 2


def test_the_same_passage_is_cited_once(claim, reporter, cite):
    assert cite(claim, reporter) == cite(claim, reporter)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://anna:geheim@stadt.example/",
        "stadt.example/haushalt",
        "",
    ],
)
def test_an_address_that_cannot_be_a_source_is_refused(claim, reporter, cite, url):
    with pytest.raises(ValidationError) as refusal:
        cite(claim, reporter, url)

    assert list(refusal.value.message_dict) == ["url"]
    assert not Evidence.objects.exists()


def test_an_unknown_stance_is_refused(claim, reporter, cite):
    with pytest.raises(ValidationError, match="no such stance"):
        cite(claim, reporter, stance="dafür")


def test_a_person_without_a_role_cites_nothing(claim, make_person, cite):
    with pytest.raises(PermissionDenied):
        cite(claim, make_person("gast"))


def test_the_evidence_of_a_verified_claim_is_fixed(verified, reviewer, cite, now):
    with pytest.raises(ValidationError, match="flag it for re-check"):
        cite(verified, reviewer, "https://anders.example/")
    with pytest.raises(ValidationError, match="flag it for re-check"):
        retract_evidence(verified.evidence.get(), by=reviewer, now=now)


def test_new_evidence_under_a_claim_that_needs_a_recheck_is_public(verified, reviewer, cite, now):
    change_status(verified, "flag", by=reviewer, now=now, reason="Neue Zahlen.")

    cite(verified, reviewer, "https://anders.example/")

    document = PublishedClaim.objects.get().document
    assert {piece["url"] for piece in document["evidence"]} == {URL, "https://anders.example/"}


def test_a_reporter_changes_nothing_that_is_public(verified, reviewer, reporter, cite, now):
    change_status(verified, "flag", by=reviewer, now=now, reason="Neue Zahlen.")

    with pytest.raises(PermissionDenied):
        cite(verified, reporter, "https://anders.example/")


def test_retracted_evidence_is_kept_but_carries_nothing(claim_in_review, reviewer, cite, now):
    evidence = cite(claim_in_review, reviewer)
    rate_claim(claim_in_review, by=reviewer, rating="true", explanation="Belegt.", now=now)

    retract_evidence(evidence, by=reviewer, now=now)

    assert Evidence.objects.get().retracted_at == now
    with pytest.raises(ValidationError, match="Add at least one piece of evidence"):
        change_status(claim_in_review, "submit", by=reviewer, now=now)


def test_retracting_keeps_what_a_visit_found_meanwhile(claim_in_review, reviewer, cite, now):
    evidence = cite(claim_in_review, reviewer, quote="zwölf")
    Evidence.objects.update(quote_state="missing")

    retract_evidence(evidence, by=reviewer, now=now)

    assert Evidence.objects.get().quote_state == "missing"


def test_the_last_piece_under_a_public_claim_stays(verified, reviewer, now):
    change_status(verified, "flag", by=reviewer, now=now, reason="Neue Zahlen.")

    with pytest.raises(ValidationError, match="A public claim needs evidence"):
        retract_evidence(verified.evidence.get(), by=reviewer, now=now)


def test_retracted_evidence_can_be_cited_again(claim_in_review, reviewer, cite, now):
    retract_evidence(cite(claim_in_review, reviewer), by=reviewer, now=now)

    cite(claim_in_review, reviewer)

    assert Evidence.objects.get().retracted_at is None
