from datetime import date, datetime, timedelta
from hashlib import sha256

import pytest

from claims.emails import Mail, daily_digest, status_changed
from claims.models import CitedPage, LinkCheck, QuoteCheck, Snapshot
from claims.vocabulary import Cause, Status
from tests.emails.changes import AT, change_of


def take_copy(page: CitedPage, at: datetime) -> Snapshot:
    content = sha256(str(at).encode()).hexdigest()
    visit = LinkCheck.objects.create(
        page=page, checked_at=at, outcome="alive", link_state="alive", content_sha256=content
    )
    return Snapshot.objects.create(
        visit=visit, page=page, taken_at=at, warc="lost.warc.gz", content_sha256=content
    )


def test_a_german_reader_is_told_in_german_words_and_german_time(claim, anna, john):
    change = change_of(claim, by=john, rating="mostly_false", reason="Die Quelle sagt elf.")

    mail = status_changed(change, anna)

    assert mail.subject == (
        "[Factcheck] Wartet auf Zweitprüfung: „Die Stadt kauft zwölf neue Busse.“"
    )
    assert mail.text == (
        "„Die Stadt kauft zwölf neue Busse.“\n"
        "Artikel: Zwölf Busse für die Stadt\n"
        "\n"
        "Status: In Prüfung → Wartet auf Zweitprüfung\n"
        "Bewertung: Größtenteils falsch\n"
        "Von wem: John Dale\n"
        "Wann: 2. September 2024 08:15\n"
        "Warum: Die Quelle sagt elf.\n"
        "\n"
        "Behauptung öffnen:\n"
        f"http://127.0.0.1:8000/admin/claims/claim/{claim.pk}/change/\n"
        "\n"
        "Sie erhalten diese E-Mail, weil Sie bei Factcheck alles abonniert haben.\n"
        "Abos ändern:\n"
        "http://127.0.0.1:8000/admin/claims/subscription/\n"
    )


def test_an_english_reader_is_told_the_same_in_english(claim, anna, john):
    change = change_of(claim, by=anna, rating="mostly_false")

    mail = status_changed(change, john)

    assert mail.subject == (
        "[Factcheck] Awaiting second review: “Die Stadt kauft zwölf neue Busse.”"
    )
    for line in (
        "Status: In review → Awaiting second review",
        "Rating: Mostly false",
        "By whom: Anna Berg",
        "When: Sept. 2, 2024, 8:15 a.m.",
        "Article: Zwölf Busse für die Stadt",
    ):
        assert line in mail.text.splitlines()


def test_both_parts_name_the_evidence_that_was_lost(rotten, anna):
    mail = status_changed(rotten, anna)

    assert "Von wem: die Nachprüfung\n" in mail.text
    assert (
        "Warum: Die zitierte Stelle steht nicht mehr auf\nhttps://rathaus.example/haushalt\n"
        "Beleg: Haushalt & Plan (Stützt)\n"
        "Zitierte Stelle: „zwölf <Busse>“\n"
    ) in mail.text
    assert '<a href="https://rathaus.example/haushalt"' in mail.html
    assert "Haushalt &amp; Plan</a>" in mail.html
    assert "„zwölf &lt;Busse&gt;“" in mail.html


def test_both_parts_lead_to_our_copy_and_to_what_changed_on_the_page(rotten, john):
    page = rotten.evidence.page
    seen, newest = take_copy(page, AT - timedelta(days=9)), take_copy(page, AT)
    QuoteCheck.objects.create(visit=seen.visit, evidence=rotten.evidence, state="found")
    copy = f"http://127.0.0.1:8000/archive/{seen.pk}/"
    changes = f"http://127.0.0.1:8000/admin/claims/citedpage/snapshots/{seen.pk}/diff/{newest.pk}/"

    mail = status_changed(rotten, john)

    assert f"Our copy: {copy}\n" in mail.text
    assert f"Show the changes:\n{changes}\n" in mail.text
    assert f'<a href="{copy}"' in mail.html
    assert f'<a href="{changes}"' in mail.html


def test_copies_visits_and_watchers_are_looked_up_once_for_all_readers(
    rotten, anna, john, django_assert_num_queries
):
    take_copy(rotten.evidence.page, AT)

    with django_assert_num_queries(6):
        for reader in (anna, john):
            status_changed(rotten, reader)


def test_a_digest_leads_to_the_same_copies(rotten, anna):
    page = rotten.evidence.page
    seen, newest = take_copy(page, AT - timedelta(days=9)), take_copy(page, AT)

    mail = daily_digest([rotten], anna, date(2024, 9, 3))

    for part in (mail.text, mail.html):
        assert f"/archive/{newest.pk}/" in part
        assert f"/snapshots/{seen.pk}/diff/{newest.pk}/" in part


def test_a_page_that_died_as_it_was_has_a_copy_and_no_changes(rotten, john):
    copy = take_copy(rotten.evidence.page, AT)

    mail = status_changed(rotten, john)

    assert f"Our copy: http://127.0.0.1:8000/archive/{copy.pk}/\n" in mail.text
    assert "/diff/" not in mail.text + mail.html


@pytest.mark.parametrize(("status", "shown"), [("needs_recheck", True), ("in_review", False)])
def test_who_may_not_enter_the_desk_sees_what_is_public(rotten, make_person, status, shown):
    page = rotten.evidence.page
    take_copy(page, AT - timedelta(days=9))
    take_copy(page, AT)
    rotten.claim.status = status

    mail = status_changed(rotten, make_person("reader", is_staff=False))

    assert ("/archive/" in mail.text, "/archive/" in mail.html) == (shown, shown)
    assert "/diff/" not in mail.text + mail.html


def test_an_article_that_lost_the_words_is_laid_to_the_import(claim, john):
    change = change_of(
        claim, from_status="verified", to_status="needs_recheck", cause=Cause.ARTICLE_CHANGED
    )

    mail = status_changed(change, john)

    assert "By whom: the import\n" in mail.text
    assert "Why: The article was changed and lost these words.\n" in mail.text


def test_a_claim_is_quoted_as_it_is_in_text_and_escaped_in_html(make_claim, john):
    claim = make_claim(text="1 < 2 & {{ nine }} {% load %} are <b>bold</b>")

    mail = status_changed(change_of(claim), john)

    assert "“1 < 2 & {{ nine }} {% load %} are <b>bold</b>”" in mail.text
    assert "“1 &lt; 2 &amp; {{ nine }} {% load %} are &lt;b&gt;bold&lt;/b&gt;”" in mail.html
    assert "<b>" not in mail.html


def test_a_subject_is_one_short_line(make_claim, john):
    claim = make_claim(text="First line\r\nBcc: all@example.org\u2028" + "and more " * 40)

    subject = status_changed(change_of(claim), john).subject

    assert len(subject.splitlines()) == 1
    assert subject.startswith(
        "[Factcheck] Awaiting second review: “First line Bcc: all@example.org and more and"
    )
    assert subject.endswith("…”")
    assert len(subject) < 125


def test_no_line_of_the_text_is_longer_than_78_characters_but_addresses(make_claim, anna):
    claim = make_claim(text="Donaudampfschifffahrt kostet viel Geld. " * 12)

    mail = status_changed(change_of(claim, by=anna, reason="wegen vieler Gründe " * 30), anna)

    long = [line for line in mail.text.splitlines() if len(line) > 78]
    assert long == [f"http://127.0.0.1:8000/admin/claims/claim/{claim.pk}/change/"]


def test_who_may_not_enter_the_desk_gets_no_link_to_it(claim, make_person):
    reader = make_person("reader", is_staff=False)

    mail = status_changed(change_of(claim), reader)

    assert "http" not in mail.text
    assert "<a " not in mail.html


def test_who_may_not_enter_the_desk_is_led_to_the_public_page(claim, make_person):
    reader = make_person("reader", is_staff=False)
    claim.status = Status.VERIFIED

    mail = status_changed(change_of(claim), reader)

    assert f"Open the claim:\nhttp://127.0.0.1:8000/claims/{claim.pk}/\n" in mail.text
    assert f'<a href="http://127.0.0.1:8000/claims/{claim.pk}/"' in mail.html


def test_an_override_of_the_two_person_rule_is_said(claim, anna, john):
    change = change_of(claim, by=anna, reason="Eilmeldung", overridden=True)

    mail = status_changed(change, john)

    assert "By whom: Anna Berg (two-person rule overridden)\n" in mail.text
    assert "Anna Berg (two-person rule overridden)" in mail.html


def test_a_digest_tells_all_changes_claim_by_claim(make_claim, anna, john):
    first = make_claim()
    second = make_claim("Sie kosten laut Bürgermeisterin Eva Roth 4,8 Millionen Euro.")
    changes = [
        change_of(second, by=john, reason="Zweiter"),
        change_of(first, by=john, from_status="new", to_status="in_review"),
        change_of(first, by=anna),
    ]

    mail = daily_digest(changes, anna, date(2024, 9, 3))

    assert mail.subject == "[Factcheck] 3 Änderungen, Übersicht vom 3. September 2024"
    landmarks = [
        "Übersicht vom 3. September 2024",
        "=== Zwölf Busse für die Stadt ===",
        "„Die Stadt kauft zwölf neue Busse.“",
        f"/admin/claims/claim/{first.pk}/change/",
        "Status: Neu → In Prüfung",
        "Von wem: Anna Berg",
        "„Sie kosten laut Bürgermeisterin Eva Roth 4,8 Millionen Euro.“",
        "Warum: Zweiter",
    ]
    assert _places(landmarks, mail.text) == sorted(_places(landmarks, mail.text))
    assert mail.text.count("„") == mail.html.count("„") == 2


def test_a_digest_of_one_change_is_worded_for_one(claim, john):
    mail = daily_digest([change_of(claim)], john, date(2024, 9, 3))

    assert mail.subject == "[Factcheck] 1 change, digest of Sept. 3, 2024"


def _places(landmarks: list[str], text: str) -> list[int]:
    return [text.index(landmark) for landmark in landmarks]


def test_html_says_in_which_language_it_is(claim, anna):
    mail: Mail = status_changed(change_of(claim), anna)

    assert '<html lang="de">' in mail.html
