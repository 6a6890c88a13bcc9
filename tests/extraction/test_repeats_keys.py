"""What an earlier claim is found by, among however many."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction.repeats_keys import (
    MOST_CLAIMS,
    estimated_claims,
    key_number,
    keys_to_store,
)
from claims.extraction.repeats_search import KeyLists

WORDS = [f"w{number}" for number in range(12)]
CLAIMS = st.lists(st.lists(st.sampled_from(WORDS), min_size=2, max_size=5), max_size=40)


def anywhere(place):
    return True


def indexed(claims):
    """Store claims one after the other; return the lists as a desk would find them."""
    lists = {}
    for place, words in enumerate(claims, start=1):
        (keys,) = keys_to_store([words], lambda keys: {k: len(lists.get(k, ())) for k in keys})
        for key in keys:
            lists.setdefault(key, []).append(place)
    return KeyLists(lists, len(claims))


def test_a_claim_is_found_by_a_rare_word():
    lists = indexed([["ulm", "bus"], ["kiel", "hafen"]])

    assert lists.nearest(["bus", "neu"], among=anywhere, most=10) == [1]


def test_no_list_outgrows_its_bound():
    lists = indexed([["stadt", "neu", f"w{number}"] for number in range(5 * MOST_CLAIMS)])

    assert max(map(len, lists.places.values())) == MOST_CLAIMS


def test_claims_of_one_import_fill_the_lists_together():
    stored = keys_to_store([["stadt"]] * (MOST_CLAIMS + 5), lambda keys: {})

    assert Counter(key for keys in stored for key in keys) == {"stadt": MOST_CLAIMS}


def test_a_late_claim_is_found_by_two_common_words():
    crowd = [["stadt", f"a{n}"] for n in range(500)] + [["haushalt", f"b{n}"] for n in range(500)]
    lists = indexed([*crowd, ["stadt", "haushalt"]])

    assert lists.nearest(["haushalt", "stadt"], among=anywhere, most=1) == [1001]


def test_a_word_whose_list_was_full_soon_is_common():
    assert estimated_claims(range(1, 51), 10_000) == 50
    assert estimated_claims(range(1, MOST_CLAIMS + 1), 10_000) == 10_000
    assert estimated_claims(range(100, 100 * MOST_CLAIMS + 1, 100), 1_000_000) == 10_000


def test_of_equals_the_earliest_comes_first():
    lists = indexed([["ulm", "bus"], ["ulm", "bus"]])

    assert lists.nearest(["bus", "ulm"], among=anywhere, most=10) == [1, 2]


def test_a_key_is_the_same_number_in_every_process():
    assert key_number("stadt") == 8_127_646_775_806_625_113


CROWD = [[f"w{common}", f"own{common}of{n}"] for common in range(4) for n in range(MOST_CLAIMS)]
"""Claims that fill the lists of four words."""


@settings(deadline=None)
@given(CLAIMS)
def test_every_claim_that_shares_two_words_is_found_whether_they_are_rare_or_common(claims):
    lists = indexed([*CROWD, *claims])

    for new in claims:
        near = lists.nearest(new, among=anywhere, most=1000)
        places = enumerate(claims, start=len(CROWD) + 1)
        assert {place for place, words in places if len({*new} & {*words}) > 1} <= set(near)
