"""Earlier claims that a new one may repeat, found by an index that is written with the claims."""

from dataclasses import replace
from importlib import import_module

import pytest
from django.apps import apps

from claims.actions.change_status import change_status
from claims.actions.edit_article import edit_article
from claims.actions.edit_claim import edit_claim
from claims.actions.find_repeats import ALIKE, SUGGESTED, find_repeats
from claims.actions.import_article import import_articles
from claims.actions.index_claims import index_claims
from claims.extraction.repeats_words import telling_words
from claims.models import Claim, IndexedClaim, RepeatKey
from claims.readers.draft import DraftArticle, DraftClaim

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(now):
    """Import an article of claims, each a sentence; return the claims in their order."""

    def read(*sentences, title="", language="de"):
        text = " ".join(sentences)
        claims = tuple(
            DraftClaim(each, text.index(each), text.index(each) + len(each), each)
            for each in sentences
        )
        draft = DraftArticle(text, title=title or text[:40], language=language, claims=claims)
        (result,) = import_articles([draft], by=None, now=now)
        return result.claims

    return read


def found(claim, **options):
    return find_repeats([claim], among=Claim.objects.all(), **options)[claim.pk]


def test_a_paraphrase_in_another_article_is_found_with_its_score(read):
    (earlier,) = read("Die Stadt Ulm kauft zwölf neue Elektrobusse.")
    read("Das Theater in Kiel bleibt geschlossen.")
    (new,) = read("Zwölf neue Elektrobusse will die Stadt Ulm anschaffen.")

    (repeat,) = found(new)

    assert repeat.claim == earlier
    assert 0.5 <= repeat.score <= 1
    assert repeat.numbers == ()


def test_numbers_that_differ_are_named(read):
    read("Die Firma Nordlicht beschäftigt 6 Mitarbeiter in Ulm.")
    (new,) = read("Die Firma Nordlicht in Ulm beschäftigt 11 Mitarbeiter.")

    ((numbers,),) = [repeat.numbers for repeat in found(new)]

    assert (numbers.here, numbers.there) == ("11 Mitarbeiter", "6 Mitarbeiter")


def test_a_claim_does_not_repeat_itself(read):
    (claim,) = read("Die Stadt Ulm kauft zwölf neue Elektrobusse.")

    assert found(claim) == []


def test_what_only_shares_a_word_is_not_suggested(read):
    read("Die Stadt Ulm verkauft ihr altes Theater an einen Verein.")
    (new,) = read("Die Feuerwehr in Ulm löschte einen Brand.")

    assert found(new) == []


def test_of_equals_the_earliest_comes_first(read):
    (first,) = read("Die Stadt Ulm kauft zwölf neue Busse.", title="Busse")
    (second,) = read("Zwölf neue Busse kauft die Stadt Ulm.", title="Busse")
    (new,) = read("Die Stadt Ulm kauft neue Busse: zwölf.", title="Busse")

    assert [repeat.claim for repeat in found(new)] == [first, second]
    assert [repeat.claim for repeat in found(new, bounds=replace(SUGGESTED, most=1))] == [first]


def test_a_claim_does_not_repeat_a_later_one_but_is_like_it(read):
    (first,) = read("Die Stadt Ulm kauft zwölf neue Busse.", title="Busse")
    (second,) = read("Zwölf neue Busse kauft die Stadt Ulm.", title="Busse")

    assert found(first) == []
    assert [repeat.claim for repeat in found(first, bounds=ALIKE)] == [second]


def test_a_withdrawn_claim_is_nothing_to_repeat(read, editor, now):
    (earlier,) = read("Die Stadt Ulm kauft zwölf neue Busse.")
    (new,) = read("Zwölf neue Busse kauft die Stadt Ulm.")
    assert found(new)
    change_status(earlier, "withdraw", by=editor, now=now, reason="Doppelt.")

    assert found(new) == []


def test_only_claims_among_the_readable_ones_are_found(read):
    read("Die Stadt Ulm kauft zwölf neue Busse.")
    (new,) = read("Zwölf neue Busse kauft die Stadt Ulm.")

    assert find_repeats([new], among=Claim.objects.public()) == {new.pk: []}


def test_an_edited_claim_is_found_by_its_new_words_only(read, reviewer, now):
    (earlier,) = read("Die Stadt Ulm kauft zwölf neue Busse.", title="Meldungen")
    edit_claim(earlier, by=reviewer, now=now, text="Das Theater in Kiel bleibt geschlossen.")

    (of_buses,) = read("Zwölf neue Busse kauft die Stadt Ulm.", title="Busse")
    (of_theatres,) = read("Das Theater in Kiel bleibt heute geschlossen.", title="Theater")

    assert found(of_buses) == []
    assert [repeat.claim for repeat in found(of_theatres)] == [earlier]


def test_an_edit_that_leaves_the_words_alone_leaves_the_index_alone(read, reviewer, now):
    (claim,) = read("Die Stadt Ulm kauft zwölf neue Busse.")
    before = list(RepeatKey.objects.values_list("key", "entry"))
    edit_claim(claim, by=reviewer, now=now, claimant="Eva Roth")

    assert list(RepeatKey.objects.values_list("key", "entry")) == before


def test_the_title_of_a_review_words_its_claim_once_more(read):
    (reviewed,) = read("Ein Bild zeigt den Bürgermeister.", title="Nahm Kolb Geld vom Hafen Kiel?")
    (new,) = read("Bürgermeister Kolb nahm Geld vom Hafen in Kiel.", title="Neues")

    assert [repeat.claim for repeat in found(new)] == [reviewed]


def test_the_title_of_an_article_of_many_claims_makes_them_not_alike(read):
    read("Es regnete am Montag.", "Der Fluss stieg.", title="Der Hafen Kiel wird teurer")
    new, _ = read("Der Hafen Kiel wird teurer.", "Der Zug kam.", title="Anderes")

    assert found(new) == []


def test_claims_of_one_article_must_be_more_alike(read):
    first = "Kanzlerin Anna Berger traf in Kiel den Präsidenten von Chile."
    second = "Nach dem Besuch aus Chile flog Anna Berger am Abend nach Kiel."
    one, other = read(first, second)
    assert found(other) == []

    (elsewhere,) = read(first, title="Reisen")
    assert [repeat.claim for repeat in found(elsewhere)] == [one, other]


def test_many_claims_cost_as_many_queries_as_one(read, django_assert_num_queries):
    sentences = [f"Die Stadt Ulm kauft neue Busse für den Ortsteil {n}." for n in range(10, 40)]
    read(*sentences, title="Früher")
    read(*sentences, "Es regnete am Montag.", title="Heute")
    claims = list(Claim.objects.select_related("article").order_by("-indexed__pk")[1:])

    for asked in (claims[:1], claims):
        with django_assert_num_queries(5):
            repeats = find_repeats(asked, among=Claim.objects.all())
        assert sum(map(bool, repeats.values())) == min(len(asked), 59)


def test_a_claim_leaves_the_index_with_its_row(read):
    (claim,) = read("Die Stadt Ulm kauft zwölf neue Busse.")
    claim.delete()

    assert not IndexedClaim.objects.exists()
    assert not RepeatKey.objects.exists()


def test_the_migration_indexes_known_claims_as_an_import_does(read):
    read("Die Stadt Ulm kauft zwölf neue Busse.", title="Busse für Ulm")
    read("Es regnete am Montag.", "Der Fluss stieg.", title="Der Hafen Kiel wird teurer")
    before = set(RepeatKey.objects.values_list("key", "entry__claim"))
    words = set(IndexedClaim.objects.values_list("claim", "words"))
    IndexedClaim.objects.all().delete()

    import_module("claims.migrations.0006_index_known_claims").index_claims(apps, None)

    assert set(RepeatKey.objects.values_list("key", "entry__claim")) == before
    assert set(IndexedClaim.objects.values_list("claim", "words")) == words


def test_the_title_of_a_corrected_article_counts_as_it_is_now(read, reviewer, now):
    (reviewed,) = read("Ein Bild zeigt den Bürgermeister.", title="Ein Irrtum")
    reviewed.article.title = "Nahm Kolb Geld vom Hafen Kiel?"
    edit_article(reviewed.article, by=reviewer, now=now)
    (new,) = read("Bürgermeister Kolb nahm Geld vom Hafen in Kiel.", title="Neues")

    assert [repeat.claim for repeat in found(new)] == [reviewed]


def test_an_article_imported_in_another_language_is_read_in_that(now):
    text = "The cities of Leeds and York bought buses."
    draft = DraftArticle(text, url="https://example.org/1", title="Buses", language="de")
    named = replace(draft, claims=(DraftClaim(text, 0, len(text), text),))
    import_articles([named], by=None, now=now)
    import_articles([replace(named, language="en")], by=None, now=now)

    assert IndexedClaim.objects.get().word_list[:2] == telling_words("cities Leeds", "en")


def test_a_title_is_no_longer_a_claims_own_when_another_claim_comes(now):
    texts = ("Ein Bild zeigt den Bürgermeister.", "Es regnete am Montag.")
    text = " ".join(texts)
    first, second = (
        DraftClaim(each, text.index(each), text.index(each) + len(each), each) for each in texts
    )
    draft = DraftArticle(text, url="https://example.org/1", title="Geld vom Hafen", language="de")
    import_articles([replace(draft, claims=(first,))], by=None, now=now)
    assert "haf" in " ".join(IndexedClaim.objects.get().word_list)

    import_articles([replace(draft, claims=(first, second))], by=None, now=now)

    assert not [words for words in IndexedClaim.objects.values_list("words") if "haf" in words[0]]


def test_indexing_many_claims_costs_no_more_queries_than_a_few(read, django_assert_max_num_queries):
    claims = read(*(f"Die Stadt Ulm kauft Busse für den Ortsteil {n}." for n in range(10, 40)))

    for given in (claims[:1], claims):
        with django_assert_max_num_queries(7):
            index_claims(given)
