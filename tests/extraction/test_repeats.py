"""Whether a claim repeats an earlier one: by wording that survives a paraphrase."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.repeats import LEAST_SCORE, Commonness, likeness
from claims.extraction.repeats_words import telling_words
from tests.extraction import repeat_cases as cases

ALL = {"de": cases.GERMAN + cases.GERMAN_ALIKE, "en": cases.ENGLISH + cases.ENGLISH_ALIKE}
NOTHING_KNOWN = Commonness(0, {})
WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=8), max_size=12)


def desk(language):
    """Return how common words are among all claims of these cases."""
    texts = [set(telling_words(text, language)) for pair in ALL[language] for text in pair]
    return Commonness(len(texts), Counter(word for words in texts for word in words))


def score(new, earlier, language):
    words = telling_words(new, language), telling_words(earlier, language)
    return likeness(*words, desk(language))


def share_of(pairs, language, *, suggested):
    scores = [score(*pair, language) for pair in pairs]
    return sum((each >= LEAST_SCORE) == suggested for each in scores) / len(pairs)


@pytest.mark.parametrize(
    ("pairs", "language"), [(cases.GERMAN, "de"), (cases.ENGLISH, "en")], ids=["German", "English"]
)
def test_nine_of_ten_paraphrases_are_suggested(pairs, language):
    assert share_of(pairs, language, suggested=True) >= 0.9


@pytest.mark.parametrize(
    ("pairs", "language"),
    [(cases.GERMAN_ALIKE, "de"), (cases.ENGLISH_ALIKE, "en")],
    ids=["German", "English"],
)
def test_few_claims_are_suggested_that_only_share_their_subject(pairs, language):
    assert share_of(pairs, language, suggested=False) >= 0.6


@pytest.mark.parametrize(
    ("pairs", "language"), [(cases.GERMAN, "de"), (cases.ENGLISH, "en")], ids=["German", "English"]
)
def test_a_paraphrase_comes_before_all_other_claims(pairs, language):
    others = [text for pair in ALL[language] for text in pair]

    for new, earlier in pairs:
        ranked = sorted(
            (text for text in others if text != new),
            key=lambda text: -score(new, text, language),
        )
        assert ranked[0] == earlier


def test_the_same_words_in_another_order_are_the_same_claim():
    new = telling_words("Die Stadt kauft zwölf neue Busse.", "de")
    earlier = telling_words("Zwölf neue Busse kauft die Stadt.", "de")

    assert likeness(new, earlier, NOTHING_KNOWN) == pytest.approx(1.0)


def test_a_shared_rare_word_tells_more_than_a_shared_common_one():
    known = Commonness(10_000, {"deutschland": 3000, "lüneburg": 2})
    rare = likeness(["lüneburg", "schule"], ["lüneburg", "theater"], known)
    common = likeness(["deutschland", "schule"], ["deutschland", "theater"], known)

    assert rare > common


def test_a_compound_shares_a_part_with_its_head():
    with_part = likeness(["impfpflicht"], ["pflicht", "ende"], NOTHING_KNOWN)

    assert with_part > likeness(["impfpflicht"], ["theater", "ende"], NOTHING_KNOWN) == 0


@given(WORDS, WORDS)
def test_a_score_is_a_share(new, earlier):
    assert 0 <= likeness(new, earlier, Commonness(50, {"a": 60, "b": 1})) <= 1


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=8), min_size=1, max_size=12))
def test_nothing_is_likelier_than_the_claim_itself(words):
    itself = likeness(words, words, NOTHING_KNOWN)

    assert itself == pytest.approx(1.0)
    assert likeness(words, [*words, "zz"], NOTHING_KNOWN) <= itself + 1e-9
