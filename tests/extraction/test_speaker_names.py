"""Whom the words mean that a text has for a speaker."""

import pytest

from tests.extraction.speakers import speakers


def test_a_last_name_is_resolved_to_the_fullest_name_of_the_article():
    found = speakers("Bürgermeisterin Jana Weber kam. Weber sagte, der Deich halte.")
    assert (found[1].surface, found[1].name) == ("Weber", "Jana Weber")


def test_a_name_with_combining_marks_is_one_name():
    [found] = speakers("Zoe\u0308 Mu\u0308ller sagte, der Deich halte.")
    assert (found.surface, found.name) == ("Zoë Müller", "Zoë Müller")


def test_the_initial_of_a_last_name_is_resolved_to_the_whole_name():
    found = speakers("Udo K. (34) schweigt. K. sagte vor Jahren, er schlafe.")
    assert found[1].name == "Udo K."


def test_a_role_is_resolved_to_the_one_person_who_holds_it():
    found = speakers("Umweltminister Karl Brandt kam. Der Minister sagte, der Deich halte.")
    assert (found[1].surface, found[1].name) == ("Der Minister", "Karl Brandt")


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("Die Abgeordnete Emine Kaya", "Emine Kaya"),
        ("Die Ökonomin Petra Halm von der Universität Ulm", "Petra Halm"),
        ("Der Ökonom Karl von Au", "Karl von Au"),
        ("Die Ministerin Petra von der Au", "Petra von der Au"),
        ("Die Stadt Ulm", "Die Stadt Ulm"),
        ("Forscher der Universität Ulm", "Forscher der Universität Ulm"),
        ("Prof. Dr. med. Zibby Weber", "Zibby Weber"),
        ("Frau Weber von Siemens", "Weber"),
        ("Analyst Zibby Weber von Kern Markets", "Zibby Weber"),
    ],
)
def test_a_name_is_freed_from_article_role_and_what_follows(surface, name):
    [found] = speakers(f"{surface} sagte, der Deich halte.")
    assert (found.surface, found.name) == (surface, name)


@pytest.mark.parametrize("surface", ["Lead author Zibby Gray", "fire service spokesman Zibby Gray"])
def test_a_name_is_freed_from_a_role_in_lower_case(surface):
    [found] = speakers(f"{surface} said the dam held.", "en")
    assert (found.surface, found.name) == (surface, "Zibby Gray")


def test_a_pronoun_is_resolved_to_the_last_person_of_its_gender():
    found = speakers("Jana Weber traf Karl Brandt. Er sagte, sie habe recht. Sie sagte, er irre.")
    assert [each.name for each in found] == ["", "Karl Brandt", "Jana Weber"]
    assert found[1].confidence < 0.85


def test_an_age_stands_for_the_last_person_of_its_gender():
    found = speakers("Jana Weber traf Karl Brandt. Die 52-Jährige sagte, der Deich halte.")
    assert (found[1].surface, found[1].name) == ("Die 52-Jährige", "Jana Weber")


def test_an_age_of_which_no_person_is_known_stays_as_it_is():
    [found] = speakers("Der 52-Jährige sagte, der Deich halte.")
    assert found.name == "Der 52-Jährige"


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Ein Sprecher sagte, es regne. Er sagte, der Deich halte.", "de", "Ein Sprecher"),
        ("Ein Sprecher sagte, es regne. Sie sagte, der Deich halte.", "de", ""),
        ("Sein Anwalt sagte, es regne. Sie sagte, der Deich halte.", "de", ""),
        ("Sein Anwalt sagte, es regne. Er sagte, der Deich halte.", "de", "Sein Anwalt"),
        ("Die Polizei sagte, es regne. Sie sagte, der Deich halte.", "de", "Die Polizei"),
        ("Die Polizei sagte, es regne. Er sagte, der Deich halte.", "de", ""),
        ("A spokesman said it rained. He added that the dam held.", "en", "A spokesman"),
        ("A spokesman said it rained. She added that the dam held.", "en", ""),
        ("A spokeswoman said it rained. She added that the dam held.", "en", "A spokeswoman"),
        ("Dr. Zibby Carver came. She said that the dam held.", "en", "Zibby Carver"),
        ("Dr. Zibby Carver met Anna Reed. She said that the dam held.", "en", "Anna Reed"),
    ],
)
def test_a_pronoun_may_mean_whoever_spoke_last_if_its_gender_allows_that(text, language, name):
    assert speakers(text, language)[1].name == name


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        (
            "Frau Weber traf Herrn Kern. Sie sagte, es regne. Er nickte, sagte er.",
            "de",
            "Weber Kern",
        ),
        ("Herr Kern traf Frau Dr. Weber. Er sagte, es regne. Sie sagte, nein.", "de", "Kern Weber"),
        ("Die Ministerin Zibby Weber kam. Sie sagte, es regne.", "de", "Zibby Weber"),
        ("Mrs Carver met Mr Lane. She said it rained. He said it was cold.", "en", "Carver Lane"),
        ("Mr. Lane met Ms. Carver. He said it rained. She said it was cold.", "en", "Lane Carver"),
    ],
)
def test_a_title_tells_the_gender_of_a_last_name(text, language, names):
    assert " ".join(each.name for each in speakers(text, language)[1:]) == names


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Frau Weber sagte, es regne. Er sagte, der Deich halte.", "de"),
        ("Herr Weber sagte, es regne. Sie sagte, der Deich halte.", "de"),
        ("Mrs Carver said it rained. He said the dam held.", "en"),
        ("Mr Carver said it rained. She said the dam held.", "en"),
    ],
)
def test_a_pronoun_never_means_somebody_whose_title_tells_otherwise(text, language):
    assert speakers(text, language)[1].name == ""


def test_a_title_tells_two_people_of_one_last_name_apart():
    found = speakers("Karl Weber kam. Frau Weber sagte, es regne. Sie sagte, der Deich halte.")
    assert [each.name for each in found] == ["", "Frau Weber", "Frau Weber"]


def test_two_people_of_one_last_name_are_never_taken_for_each_other():
    found = speakers("Karl Kern kam. Ilse Kern sagte, es regne. Sie nickte. Kern sagte, es regne.")
    assert [each.name for each in found] == ["", "Ilse Kern", "", "Kern"]


def test_a_pronoun_means_the_one_of_a_family_who_has_its_gender():
    found = speakers("Karl Kern traf Ilse Kern. Er sagte, es regne. Sie sagte, es regne.")
    assert [each.name for each in found] == ["", "Karl Kern", "Ilse Kern"]


def test_a_woman_at_a_time_is_no_name():
    found = speakers("Eine Frau Mitte 30 kam. Sie sagte, der Deich halte.")
    assert found[1].name == ""


def test_a_pronoun_without_a_person_stays_unresolved():
    [found] = speakers("Er sagte, der Deich halte.")
    assert (found.surface, found.name) == ("Er", "")


def test_a_possessive_before_a_colon_means_the_last_person():
    found = speakers("Karl Brandt kaufte das Boot. Seine Begründung: „Es war billig zu haben.“")
    assert (found[1].surface, found[1].name) == ("Seine", "Karl Brandt")


def test_a_source_in_the_dative_is_named_in_the_nominative():
    [found] = speakers("Laut Medienberichten sinkt der Preis.")
    assert (found.surface, found.name) == ("Medienberichten", "Medienberichte")


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Wie aus Regierungskreisen verlautete, hält der Deich.", "Regierungskreise"),
        ("Laut mit der Sache vertrauten Personen hält er.", "mit der Sache vertraute Personen"),
        ("Der Deich hält laut Klimaforschern.", "Klimaforscher"),
    ],
)
def test_an_unnamed_source_is_named_in_the_nominative(sentence, name):
    [found] = speakers(sentence)
    assert (found.name, found.rule, found.confidence) == (name, "according_to", 0.9)


def test_a_source_in_the_genitive_is_named_without_its_article():
    [found] = speakers("Nach Angaben der Polizei fuhren drei Busse.")
    assert (found.surface, found.name) == ("der Polizei", "Polizei")


@pytest.mark.parametrize(
    "sentence",
    [
        "Nach eigenen Angaben zählte das Amt 30 Boote.",
        "Das Amt zählte nach eigenen Angaben 30 Boote.",
        "Am Montag zählte das Amt eigenen Angaben zufolge 30 Boote.",
    ],
)
def test_what_somebody_states_of_himself_is_said_by_the_subject(sentence):
    [found] = speakers(sentence)
    assert (found.surface, found.name.lower()) == ("eigenen Angaben", "das amt")


@pytest.mark.parametrize(
    "words", ["Seinen Angaben zufolge", "Seinen eigenen Angaben zufolge", "Nach seinen Angaben"]
)
def test_what_he_states_himself_is_that_of_the_last_person(words):
    found = speakers(f"Udo Weber kam. {words} sank das Boot.")
    assert (found[1].name, found[1].rule) == ("Udo Weber", "according_to")


def test_a_view_of_his_own_is_that_of_the_last_person():
    found = speakers("Karl Brandt kam. Seiner Ansicht nach hält der Deich.")
    assert (found[1].surface, found[1].name) == ("Seiner", "Karl Brandt")
