"""Who goes on speaking in the sentences after the one that names him."""

import pytest

from tests.extraction.speakers import speakers


def test_who_speaks_in_a_clause_of_it_is_no_source_of_the_sentence_before():
    found = speakers("Der Deich hält. Das ist in dem Brief, in dem Weber Hunger als Grund angab.")
    assert found[0].surface == ""


def test_only_a_pointing_word_before_its_verb_means_the_sentence_before():
    found = speakers("Das Amt schweigt. Das Institut hatte geraten, Vorräte anzulegen.")
    assert [each.surface for each in found] == ["", "Das Institut"]


def test_direct_speech_over_several_sentences_has_one_speaker():
    found = speakers("Weber sagte: „Der Deich hält. Das Wasser fällt. Alle schlafen.“ Es regnete.")
    assert [each.name for each in found] == ["Weber", "Weber", "Weber", ""]
    assert found[2].rule == "same_quotation"


def test_a_speaker_named_at_the_end_speaks_the_whole_quotation():
    found = speakers("„Der Deich hält. Das Wasser fällt“, sagte Weber.")
    assert [each.name for each in found] == ["Weber", "Weber"]


def test_the_subjunctive_carries_the_last_speaker_on():
    found = speakers(
        "Weber sagte, der Deich halte. Das Wasser falle und es gebe keine Gefahr. Es regnet."
    )
    assert [(each.name, each.rule) for each in found][1:] == [
        ("Weber", "reported_speech"),
        ("", ""),
    ]


def test_a_speaker_in_a_subordinate_clause_is_less_certain():
    [found] = speakers("Obwohl Weber sagte, der Deich halte, wurde der Ort geräumt.")
    assert (found.name, found.confidence) == ("Weber", 0.42)


def test_what_was_not_said_outright_is_less_certain():
    [told] = speakers("Weber bestätigte, dass der Deich hält.")
    [judged] = speakers("Weber bestätigte den Plan der Stadt.")
    assert (told.confidence, judged.confidence) == (0.85, 0.51)


def test_hearsay_belongs_to_whoever_spoke_before():
    found = speakers("Laut Polizei brannte es. Der Wirt soll das Feuer gelegt haben.")
    assert (found[1].name, found[1].rule) == ("Polizei", "reported_speech")


def test_what_could_happen_is_not_reported_for_that():
    assert speakers("Weber sprach von Regen. Der Deich könnte brechen.")[1].surface == ""


def test_demnach_carries_the_last_speaker_on():
    found = speakers("Laut Polizei brannte es. Demnach fehlen drei Boote.")
    assert (found[1].name, found[1].rule) == ("Polizei", "reported_speech")


def test_a_brief_sentence_names_the_source_of_the_one_before():
    found = speakers("Zehn Züge fielen aus. Das teilte die Bahn am Abend mit. Es regnete.")
    assert [(each.surface, each.rule) for each in found] == [
        ("die Bahn", "told_after"),
        ("die Bahn", "subject_after"),
        ("", ""),
    ]


@pytest.mark.parametrize(
    "after",
    [
        "Er ließ abstimmen, ob der Deich halten solle.",
        "Wer den Kahn nutzen will, muss ihn bezahlt haben.",
        "Dort liegen Boote, die andere längst verkaufen würden.",
    ],
)
def test_a_subjunctive_beside_the_main_clause_carries_no_speaker_on(after):
    assert speakers(f"Laut Polizei brannte es. {after}")[1].surface == ""


def test_the_subjunctive_counts_wherever_it_stands_in_its_main_clause():
    found = speakers("Weber sprach. Gegenüber Bremen, das 20 Jahre Vorsprung hat, habe man Mut.")
    assert found[1].surface == ""
    found = speakers("Weber sagte, man baue. Gegenüber Bremen, das lange Vorsprung hat, fehle Mut.")
    assert (found[1].name, found[1].rule) == ("Weber", "reported_speech")
