"""Where the claims of an article go when its text changes."""

from dataclasses import replace

import pytest

from claims.actions.import_article import import_articles
from claims.readers.text import read_text

pytestmark = pytest.mark.django_db

TITLE = "Hafen baut zweite Halle"
PRICE = "Die Halle am Hafen kostet 12 Millionen Euro."
VOTE = "Im Mai 2023 beschloss der Rat den Bau mit 31 gegen 12 Stimmen."
JOBS = "In der Halle arbeiten 140 Menschen."
SHIPS = "Im Juni 2023 legten dort 31 Schiffe aus 12 Ländern an, im Juli 45 Schiffe aus 17 Ländern."


@pytest.fixture
def read(now):
    def read(*paragraphs, by=None):
        draft = replace(read_text("\n".join([TITLE, *paragraphs])), language="de")
        return import_articles([draft], by=by, now=now, source="hafen.txt")[0]

    return read


def test_a_claim_keeps_its_place_before_an_orphan_with_the_same_words(read):
    standing, _vote, orphan = read(PRICE, VOTE, PRICE).claims
    read(VOTE, JOBS, SHIPS, PRICE)

    changed = read(VOTE, JOBS, PRICE)

    assert standing.pk in {claim.pk for claim in changed.unchanged}
    assert orphan.pk in {claim.pk for claim in changed.orphaned}


def test_claims_that_moved_are_told_in_the_order_of_the_new_text(read):
    read(PRICE, VOTE, JOBS)

    moved = read(JOBS, VOTE, PRICE)

    assert [claim.quote for claim in moved.unchanged] == [JOBS, VOTE, PRICE]


def test_the_history_of_a_claim_says_that_the_system_moved_it(read, reporter, now):
    (claim, _vote) = read(PRICE, VOTE, by=reporter).claims

    read(VOTE, PRICE, by=reporter)

    claim.refresh_from_db()
    assert claim.history.count() == 2
    assert (claim.history.first().history_user, claim.history.last().history_user) == (
        None,
        reporter,
    )
    assert claim.history.first().start == claim.start == claim.version.text.index(PRICE)


def test_a_thousand_claims_are_moved_in_few_queries(read, django_assert_max_num_queries):
    counts = [f"Im Jahr {1000 + year} kamen {year + 2000} Schiffe an." for year in range(1000)]
    read(*counts)

    with django_assert_max_num_queries(100):
        changed = read(*counts[1:])

    assert (len(changed.unchanged), len(changed.orphaned)) == (999, 1)
