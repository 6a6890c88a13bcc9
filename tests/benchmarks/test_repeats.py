"""The measures of repeats: what they read, what they count, and claims that nobody made."""

from itertools import islice
from zipfile import ZipFile

import pytest

from benchmarks import repeats
from benchmarks.repeats_data import Tweet, VerifiedClaim, tweets, verified_claims
from benchmarks.repeats_precision import average_precision_at
from benchmarks.repeats_sentences import Newsroom
from claims.extraction.repeats_words import telling_words

FILES = {
    "v3.0/verified_claims.docs.tsv": "\tvclaim\ttitle\n"
    "7\tA shark swam on a highway in Houston.\tWas a Shark in Houston?\n"
    "8\tThe mayor of Leeds bought buses.\tBuses for Leeds?\n",
    "v3.0/dev/tweets.queries.tsv": "\ttweet_content\n"
    '1\t"WOW! Shark on the highway in Houston — ""true"""\n'
    "2\tNobody checked this.\n",
    "v3.0/dev/tweet-vclaim-pairs.qrels": "1\t0\t7\t1\n",
}


@pytest.fixture
def data(tmp_path):
    (tmp_path / "ct20_task2").mkdir()
    with ZipFile(tmp_path / "ct20_task2" / "v3.zip", "w") as archive:
        for name, content in FILES.items():
            archive.writestr(name, content)
    return tmp_path


def test_tweets_are_read_with_the_claims_that_they_repeat(data):
    assert tweets(data) == [
        Tweet('WOW! Shark on the highway in Houston — "true"', frozenset({"7"}))
    ]
    assert verified_claims(data)[1] == VerifiedClaim(
        "8", "The mayor of Leeds bought buses.", "Buses for Leeds?"
    )


def test_quality_is_measured_on_a_desk_of_its_own(data):
    figure = repeats.quality(data)

    assert (figure.value, figure.note) == (1.0, "1 texts, 2 claims")


@pytest.mark.parametrize(
    ("ranked", "wanted", "precision"),
    [
        ("abc", "a", 1.0),
        ("abc", "c", 1 / 3),
        ("abc", "ac", (1 + 2 / 3) / 2),
        ("abcdef", "f", 0.0),
        ("", "a", 0.0),
    ],
)
def test_precision_falls_with_the_place(ranked, wanted, precision):
    assert average_precision_at(5, list(ranked), set(wanted)) == pytest.approx(precision)


def test_a_newsroom_writes_the_same_claims_again():
    first, again = (list(islice(Newsroom().claims(), 20)) for _ in range(2))

    assert first == again
    assert len(set(first)) == 20


def test_a_paraphrase_keeps_most_of_the_words():
    newsroom = Newsroom()
    claim = next(newsroom.claims())
    said = telling_words(newsroom.paraphrase(claim), "de")

    shared = set(said) & set(telling_words(claim, "de"))
    assert len(shared) >= len(said) / 2
    assert said != telling_words(claim, "de")
