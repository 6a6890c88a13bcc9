"""The pages that explain the re-checking to editors say what the schedule does."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from claims.linkcheck.outage import FEWEST_HOSTS, FEWEST_WITNESSES
from claims.linkcheck.quote_search import CLOSE, CLOSE_FOR_SHORT, SHORT_CHARACTERS
from claims.linkcheck.robots import DISALLOWED_FOR
from claims.linkcheck.schedule import (
    FAILURES,
    FIRST_RETRY,
    GONE,
    HEALTHY_PAUSE,
    OUTAGE_RETRY,
    UNREACHABLE,
    VISITS_WITHOUT_QUOTE,
    PageRecord,
    after_visit,
    pause_after,
)
from claims.vocabulary import LinkState, Outcome

PAGES = {"en": "rechecking.md", "de": "rechecking.de.md"}
HOUR = timedelta(hours=1)
RETRY_HOURS = ", ".join(str(pause_after(failures) // HOUR) for failures in (1, 2, 3))


def words_of(language: str) -> str:
    page = Path(settings.BASE_DIR) / "docs" / PAGES[language]
    return " ".join(page.read_text(encoding="utf-8").split())


@pytest.mark.parametrize(
    ("language", "rule"),
    [
        ("en", f"404 or 410 | Failing | {GONE.visits} visits at least {GONE.over // HOUR} hours"),
        ("de", f"410 | Gestört | {GONE.visits} Besuchen im Abstand von mindestens "
               f"{GONE.over // HOUR} Stunden"),
        ("en", f"5xx | Failing | {UNREACHABLE.visits} visits over at least "
               f"{UNREACHABLE.over.days} days"),
        ("de", f"5xx | Gestört | {UNREACHABLE.visits} Besuchen über mindestens "
               f"{UNREACHABLE.over.days} Tage"),
        ("en", f"Failures less than {FIRST_RETRY // HOUR} hours apart count once"),
        ("de", f"zwischen denen weniger als {FIRST_RETRY // HOUR} Stunden liegen, zählen einfach"),
        ("en", f"nothing like it, in {VISITS_WITHOUT_QUOTE} visits in a row"),
        ("de", f"nichts dergleichen, bei {VISITS_WITHOUT_QUOTE} Besuchen in Folge"),
        ("en", f"a good visit | in {HEALTHY_PAUSE.days} days"),
        ("de", f"einem guten Besuch | in {HEALTHY_PAUSE.days} Tagen"),
        ("en", f"in {RETRY_HOURS} … hours: always twice as long, at most "
               f"{HEALTHY_PAUSE.days} days"),
        ("de", f"in {RETRY_HOURS} … Stunden: immer doppelt so lange, höchstens "
               f"{HEALTHY_PAUSE.days} Tage"),
        ("en", f"first visit without the passage | in {FIRST_RETRY // HOUR} hours"),
        ("de", f"ersten Besuch ohne die Stelle | in {FIRST_RETRY // HOUR} Stunden"),
        ("en", f"outage of our own | in {OUTAGE_RETRY.seconds // 60} minutes"),
        ("de", f"eigenen Ausfall | in {OUTAGE_RETRY.seconds // 60} Minuten"),
        ("en", f"{CLOSE:.0f} % alike ({CLOSE_FOR_SHORT:.0f} % where the quote has less than "
               f"{SHORT_CHARACTERS} characters)"),
        ("de", f"{CLOSE:.0f} % gleicht ({CLOSE_FOR_SHORT:.0f} %, wenn das Zitat weniger als "
               f"{SHORT_CHARACTERS} Zeichen hat)"),
        ("en", f"at least {FEWEST_WITNESSES} of them, or {FEWEST_HOSTS} hosts in all"),
        ("de", f"mindestens {FEWEST_WITNESSES} von ihnen oder {FEWEST_HOSTS} Hosts insgesamt"),
        ("en", f"after {DISALLOWED_FOR.days} days of that it is visited"),
        ("de", f"dauert das {DISALLOWED_FOR.days} Tage, wird sie besucht"),
    ],
)  # fmt: skip
def test_editors_read_the_numbers_that_the_schedule_has(language, rule):
    assert rule in words_of(language)


@pytest.mark.parametrize(("language", "never"), [("en", "| never |"), ("de", "| nie |")])
def test_editors_read_which_failures_never_make_a_page_dead(language, never):
    assert words_of(language).count(never) == [*FAILURES.values()].count(None)


@pytest.mark.parametrize(
    ("outcome", "days", "english", "german"),
    [
        (Outcome.GONE, 1.75, "dead after about two days", "nach etwa zwei Tagen tot"),
        (Outcome.UNREACHABLE, 15.75, "after about 16 days", "nach etwa 16 Tagen"),
    ],
)
def test_editors_read_how_long_that_takes_by_the_timetable(outcome, days, english, german):
    began = now = datetime(2024, 9, 2, tzinfo=UTC)
    record = after_visit(PageRecord(), outcome, now=now)
    while record.link_state != LinkState.DEAD:
        now = record.next_check_at
        record = after_visit(record, outcome, now=now)

    assert now - began == timedelta(days=days)
    assert english in words_of("en")
    assert german in words_of("de")
