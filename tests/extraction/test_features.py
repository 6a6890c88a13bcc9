"""What single features see, and what only looks like it."""

import pytest

from claims.extraction.features import measure


def features(sentence, language="de"):
    return measure(sentence, language=language, quoted=False, attributed=False)


@pytest.mark.parametrize(
    ("sentence", "language", "feature"),
    [
        ("Am Freitag begann der Umbau.", "de", "dated"),
        ("The ferry has run since March.", "en", "dated"),
        ("Mehr dazu auf www.hafen-ulm.de.", "de", "link"),
        ("See https://ferry.example/plan for more.", "en", "link"),
        ("Ob das reicht, steht in den Sternen.", "de", "questioning"),
        ("And what they built is another matter.", "en", "questioning"),
        ("Doch der Kahn lag fest.", "de", "opener"),
        ("So the barge is stuck.", "en", "opener"),
        ("Wenn es regnet, fährt die Fähre nicht.", "de", "conditional"),
        ("Kommt der Regen, fährt die Fähre nicht.", "de", "conditional"),
        ("@hafen Die Fähre fährt wieder.", "de", "mention"),
        ("Das Boot verschwand im Nebel.", "de", "past"),
        ("Haben Sie das Boot gesehen?", "de", "second_person"),
        ("They moved the pier.", "en", "others"),
        ("Let me answer that.", "en", "conversation"),
        ("Wir haben den Kahn verkauft.", "de", "we"),
        ("The harbour handled 1,200 barges.", "en", "exact"),
        ("The pier cost 3.5 times the price.", "en", "exact"),
        ("We have never closed the pier.", "en", "deed"),
        ("Senator Crane vetoed the lease.", "en", "deed"),
        ("That is simply not true.", "en", "denial"),
        ("Das trifft nicht zu.", "de", "denial"),
        ("It is the oldest pier in the world.", "en", "universal"),
        ("Der Kapitän soll geflohen sein.", "de", "hearsay"),
        ("Zehn Boote sollen beschädigt worden sein.", "de", "hearsay"),
        ("Dem Wirt droht eine Haftstrafe.", "de", "legal"),
        ("Die Hafenbehörde schweigt.", "de", "public_matter"),
    ],
)
def test_a_sign_is_seen(sentence, language, feature):
    assert feature in features(sentence, language)


@pytest.mark.parametrize(
    ("sentence", "feature"),
    [
        ("Zum ersten Mal lag Eis im Hafen.", "opinion"),
        ("Sie fuhren am Abend weiter.", "second_person"),
        ("Ihr Boot liegt in Kiel.", "second_person"),
        ("Seit März gilt ein anderer Fahrplan.", "ought"),
        ("Er wies den Vorwurf zurück.", "comparison"),
        ("Das Boot verschwand.", "no_verb"),
        ("Er gehe von neun Booten aus.", "no_verb"),
        ("Der Kapitän soll geflohen sein.", "ought"),
        ("Der Kapitän soll heute bezahlen.", "hearsay"),
        ("Der Zoll handelt mit dem Gut.", "opinion"),
        ("Im Hafen liegen Unterlagen aus.", "past"),
        ("Das geschah am 9/11.", "number"),
        ("Mehr auf https://hafen-ulm.de/plan?jahr=24.", "question"),
        ("Das Boot kam 2019.", "exact"),
        ("Das Boot hätte gerettet werden können.", "future"),
        ("Gezeigt werden Bilder, die alle kennen.", "future"),
        ("Der Preis wird einem Lotsen verliehen.", "future"),
    ],
)
def test_what_only_looks_like_a_sign_is_none(sentence, feature):
    assert feature not in features(sentence)


@pytest.mark.parametrize("sentence", ["I thought the pier was safe.", "We need the pier."])
def test_nobody_has_a_record_of_what_was_thought_or_is_wanted(sentence):
    assert "deed" not in features(sentence, "en")


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Die Reederin Helga Krause verkaufte den Kahn.", 1.0),
        ("Der Kahn kam aus Chile und fuhr nach Lüneburg.", 2.0),
        ("Die Bank zahlte 3 Millionen Euro in bar.", 0),
        ("In Zukunft fährt er aus Überzeugung.", 0),
        ("Die Werft gehört der xAI-Tochter.", 1.0),
    ],
)
def test_a_german_name_is_told_from_a_noun_by_what_stands_around_it(sentence, names):
    assert features(sentence).get("named", 0) == names


def test_the_mood_of_reported_speech_neither_hedges_nor_demands():
    sentence = "Die Fähre würde sinken, der Rat müsste zahlen."
    told = measure(sentence, language="de", quoted=False, attributed=False, reported=True)
    assert {"hedge", "ought"} <= features(sentence).keys()
    assert {"hedge", "ought"}.isdisjoint(told)
