from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.anchors import Anchor, closest_passage, describe, reanchor

TEXT = "Der Fluss stieg um zwei Meter. Die Brücke ist gesperrt. Der Fluss stieg um zwei Meter."


def test_an_anchor_keeps_the_words_and_32_characters_on_either_side():
    text = "a" * 40 + "Kern" + "b" * 40
    assert describe(text, 40, 44) == Anchor("Kern", "a" * 32, "b" * 32)


def test_an_anchor_at_the_edge_of_a_text_has_less_context():
    assert describe("Kern.", 0, 4) == Anchor("Kern", "", ".")


def test_a_claim_is_found_again_behind_a_new_paragraph():
    anchor = describe(TEXT, 31, 55)
    assert reanchor(anchor, "Neu: eine Meldung.\n" + TEXT, near=31) == (50, 74)


def test_among_equal_sentences_the_one_with_the_old_context_is_meant():
    anchor = describe(TEXT, 56, 86)
    assert reanchor(anchor, TEXT, near=0) == (56, 86)


def test_among_equal_sentences_in_equal_context_the_nearest_is_meant():
    text = "Nein. Nein. Nein. " * 10
    anchor = describe(text, 60, 65)
    assert reanchor(anchor, text, near=72) == (72, 77)


def test_a_claim_whose_words_changed_is_not_found_again():
    anchor = describe(TEXT, 0, 30)
    assert reanchor(anchor, "Der Fluss stieg um drei Meter.", near=0) is None


def test_an_orphan_is_shown_beside_the_closest_passage():
    text = "Kurz notiert.\nAm Abend hieß es: Der Fluss stieg um drei Meter, teils mehr.\nEnde."
    start, end, likeness = closest_passage("Der Fluss stieg um zwei Meter.", text)
    assert "Fluss stieg um drei Meter" in text[start:end]
    assert 0.8 < likeness < 1


def test_an_orphan_without_any_likeness_has_no_closest_passage():
    assert closest_passage("Der Fluss stieg um zwei Meter.", "Ja.\n1234567890") is None
    assert closest_passage("Der Fluss stieg um zwei Meter.", "") is None


@given(st.text(max_size=80), st.integers(0, 80), st.integers(1, 30))
def test_what_was_described_is_found_in_the_unchanged_text(text, start, length):
    start = min(start, len(text))
    end = min(len(text), start + length)
    found = reanchor(describe(text, start, end), text, near=start)
    assert found == ((start, end) if start < end else None)
