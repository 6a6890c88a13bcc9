from datetime import date

import pytest

from claims.extraction.calendar import Reference
from claims.extraction.dates import date_of, dates_in, founding_date

PUBLISHED = date(2024, 8, 15)  # a Thursday
FOUNDED = date(2023, 7, 1)

GERMAN = [
    ("Am 3. März 2021 brannte es.", date(2021, 3, 3), "day", "Am 3. März 2021"),
    ("Es brannte am 12.08.2024 im Hafen.", date(2024, 8, 12), "day", "am 12.08.2024"),
    ("Am 24.12.23 brannte es.", date(2023, 12, 24), "day", "Am 24.12.23"),
    ("Am 24. 12. 23 brannte es.", date(2023, 12, 24), "day", "Am 24. 12. 23"),
    ("Am 24. 12. 2023 brannte es.", date(2023, 12, 24), "day", "Am 24. 12. 2023"),
    ("Der Deich vom 3.1.95 hielt.", date(1995, 1, 3), "day", "vom 3.1.95"),
    ("Es brannte am 3.1. im Hafen.", date(2024, 1, 3), "day", "am 3.1."),
    ("Es brannte am 3.1.2024.", date(2024, 1, 3), "day", "am 3.1.2024"),
    ("Am 20.12. brannte es.", date(2023, 12, 20), "day", "Am 20.12."),
    ("Seit dem 1.7. brannte es.", date(2024, 7, 1), "day", "1.7."),
    ("In der Nacht zum 3.1. brannte es.", date(2024, 1, 3), "day", "3.1."),
    ("Am Montag, 3.1., brannte es.", date(2024, 1, 3), "day", "3.1."),
    ("Am Montag, dem 3. März 2021, brannte es.", date(2021, 3, 3), "day", "3. März 2021"),
    ("Am Samstagabend (3.8.) brannte es.", date(2024, 8, 3), "day", "3.8."),
    ("Trotzdem: 2022 brannte es.", date(2022, 1, 1), "year", "2022"),
    ("Am 3.März 2021 brannte es.", date(2021, 3, 3), "day", "Am 3.März 2021"),
    ("Im Mai brannte es öfter als im Juni.", date(2024, 5, 1), "month", "Im Mai"),
    ("Am 3. März brannte es.", date(2024, 3, 3), "day", "Am 3. März"),
    ("Am 20. Dezember brannte es.", date(2023, 12, 20), "day", "Am 20. Dezember"),
    ("Letzten Monat brannte es.", date(2024, 7, 1), "month", "Letzten Monat"),
    ("Im vergangenen Monat brannte es.", date(2024, 7, 1), "month", "Im vergangenen Monat"),
    (
        "Im November letzten Jahres brannte es.",
        date(2023, 11, 1),
        "month",
        "Im November letzten Jahres",
    ),
    ("Im März brannte es.", date(2024, 3, 1), "month", "Im März"),
    ("Im Oktober brannte es.", date(2023, 10, 1), "month", "Im Oktober"),
    ("Im Oktober habe es gebrannt, hieß es.", date(2023, 10, 1), "month", "Im Oktober"),
    ("Seit Oktober gilt es.", date(2023, 10, 1), "month", "Seit Oktober"),
    ("Es gilt seit dem 1. Oktober.", date(2023, 10, 1), "day", "1. Oktober"),
    ("Im März sind es 300.", date(2024, 3, 1), "month", "Im März"),
    ("Ende August brannte es.", date(2024, 8, 1), "month", "Ende August"),
    ("Im Mai 2019 brannte es.", date(2019, 5, 1), "month", "Im Mai 2019"),
    ("2022 brannte es.", date(2022, 1, 1), "year", "2022"),
    ("Das Werk wurde 1998 gebaut.", date(1998, 1, 1), "year", "1998"),
    ("Bei dem Brand 1998 starb niemand.", date(1998, 1, 1), "year", "1998"),
    ("Der Umsatz sank 2022 um 3 Prozent.", date(2022, 1, 1), "year", "2022"),
    ("Es wurde 1998 der Hafen gebaut.", date(1998, 1, 1), "year", "1998"),
    ("Weber starb 1961.", date(1961, 1, 1), "year", "1961"),
    ("Es brannte im Jahr 1999 zweimal.", date(1999, 1, 1), "year", "im Jahr 1999"),
    ("Im vorigen Jahr brannte es.", date(2023, 1, 1), "year", "Im vorigen Jahr"),
    ("Vor drei Jahren brannte es.", date(2021, 1, 1), "year", "Vor drei Jahren"),
    ("Vor neun Monaten brannte es.", date(2023, 11, 1), "month", "Vor neun Monaten"),
    ("Gestern brannte es.", date(2024, 8, 14), "day", "Gestern"),
    ("Am Montag brannte es.", date(2024, 8, 12), "day", "Am Montag"),
    ("Am Donnerstag brannte es.", date(2024, 8, 15), "day", "Am Donnerstag"),
    (
        "Am vergangenen Donnerstag brannte es.",
        date(2024, 8, 8),
        "day",
        "Am vergangenen Donnerstag",
    ),
    (
        "In der Nacht zum Mittwoch brannte es.",
        date(2024, 8, 14),
        "day",
        "Nacht zum Mittwoch",
    ),
    ("In der Nacht zu Mittwoch brannte es.", date(2024, 8, 14), "day", "Nacht zu Mittwoch"),
    ("Am Wochenende brannte es.", date(2024, 8, 1), "month", "Am Wochenende"),
    ("Vor rund drei Jahren brannte es.", date(2021, 1, 1), "year", "Vor rund drei Jahren"),
    ("Vor mehr als drei Jahren brannte es.", date(2021, 1, 1), "year", "Vor mehr als drei Jahren"),
    ("Vor zwei Jahrzehnten brannte es.", date(2004, 1, 1), "year", "Vor zwei Jahrzehnten"),
    ("Vor einem halben Jahr brannte es.", date(2024, 2, 1), "month", "Vor einem halben Jahr"),
    ("Im laufenden Jahr brannte es.", date(2024, 1, 1), "year", "Im laufenden Jahr"),
    ("Seit Jahresbeginn brannte es.", date(2024, 1, 1), "year", "Seit Jahresbeginn"),
    ("Zwischen 2019 und 2021 brannte es.", date(2019, 1, 1), "year", "Zwischen 2019"),
    (
        "Nur 4 Monate nach der Gründung brannte es.",
        date(2023, 11, 1),
        "month",
        "4 Monate nach der Gründung",
    ),
    (
        "Vier Monate nach der Gründung brannte es.",
        date(2023, 11, 1),
        "month",
        "Vier Monate nach der Gründung",
    ),
    (
        "Ein Jahr nach der Gründung brannte es.",
        date(2024, 1, 1),
        "year",
        "Ein Jahr nach der Gründung",
    ),
    (
        "Es brannte vier Monate nach der Gründung.",
        date(2023, 11, 1),
        "month",
        "vier Monate nach der Gründung",
    ),
]

ENGLISH = [
    ("It burned in July last year.", date(2023, 7, 1), "month", "in July last year"),
    ("It burned last month.", date(2024, 7, 1), "month", "last month"),
    ("In March it burned.", date(2024, 3, 1), "month", "In March"),
    ("In October it burned.", date(2023, 10, 1), "month", "In October"),
    ("It burned on July 4, 2023.", date(2023, 7, 4), "day", "on July 4, 2023"),
    ("It burned on 4 July 2023.", date(2023, 7, 4), "day", "on 4 July 2023"),
    ("It burned on 12/24/2023.", date(2023, 12, 24), "day", "on 12/24/2023"),
    ("It burned on 24/12/2023.", date(2023, 12, 24), "day", "on 24/12/2023"),
    ("It burned on 3/3/24.", date(2024, 3, 3), "day", "on 3/3/24"),
    ("On Monday, March 3, 2021, it burned.", date(2021, 3, 3), "day", "March 3, 2021"),
    ("She said on Monday it would burn.", date(2024, 8, 12), "day", "on Monday"),
    ("She said in May it will burn.", date(2024, 5, 1), "month", "in May"),
    ("It burned more in May than in June.", date(2024, 5, 1), "month", "in May"),
    ("It burned in 2022.", date(2022, 1, 1), "year", "in 2022"),
    ("Two years ago it burned.", date(2022, 1, 1), "year", "Two years ago"),
    ("A year ago it burned.", date(2023, 1, 1), "year", "A year ago"),
    ("It burned two years ago.", date(2022, 1, 1), "year", "two years ago"),
    ("It burned a decade ago.", date(2014, 1, 1), "year", "a decade ago"),
    ("It burned half a year ago.", date(2024, 2, 1), "month", "half a year ago"),
    ("It burned over the weekend.", date(2024, 8, 1), "month", "over the weekend"),
    ("It burned last Thursday.", date(2024, 8, 8), "day", "last Thursday"),
    ("On Thursday it burned.", date(2024, 8, 15), "day", "On Thursday"),
    ("On Monday it burned.", date(2024, 8, 12), "day", "On Monday"),
    ("It burned yesterday.", date(2024, 8, 14), "day", "yesterday"),
    (
        "Then, four months after its founding, it burned.",
        date(2023, 11, 1),
        "month",
        "four months after its founding",
    ),
]

NO_DATE = [
    ("2000 Menschen kamen.", "de"),
    ("Das Werk hat 1950 Plätze.", "de"),
    ("Das Werk hat 1950 neue Plätze.", "de"),
    ("Er kam mit rund 1950 anderen.", "de"),
    ("Der Weg ist 1950 m lang.", "de"),
    ("Es kamen 2000 aus Bonn.", "de"),
    ("Das dauert seit 5, 10 oder 20 Jahren.", "de"),
    ("In nur einem Jahr wuchs der Ort.", "de"),
    ("Bis 2030 wird gebaut.", "de"),
    ("Er hat bis Ende September Zeit.", "de"),
    ("Der Preis steigt zum 1. Oktober.", "de"),
    ("Die Arbeiten beginnen im Oktober.", "de"),
    ("Der Prozess beginnt am 12. September, teilte das Gericht mit.", "de"),
    ("Version 3.1.23 erschien.", "de"),
    ("Version 3.1. erschien.", "de"),
    ("Das Haus hat die Adresse 192.168.1.12 im Netz.", "de"),
    ("Der Prozess beginnt am 12.9., teilte das Gericht mit.", "de"),
    ("Das gilt ab dem 1.10.24.", "de"),
    ("Der Rat hat für Freitag, 16.8., eine Wahl angesetzt.", "de"),
    ("The city has called a vote for August 16.", "en"),
    ("Am Montag wird der Rat den Deich prüfen.", "de"),
    ("Er werde am Montag in den Ort reisen, hieß es.", "de"),
    ("Das sind 300 mehr als im Juni.", "de"),
    ("Das sind 300 weniger als vor einem Jahr.", "de"),
    ("Der Wert stieg gegenüber dem Vorjahr.", "de"),
    ("Im Februar wird gewählt.", "de"),
    ("Im Mai wird das Werk schließen.", "de"),
    ("Im Mai kommenden Jahres beginnt der Prozess.", "de"),
    ("Am Montag der kommenden Woche beginnt der Prozess.", "de"),
    ("Trains would run again on Monday, the city said.", "en"),
    ("That is 300 more than in June.", "en"),
    ("It was warmer than it was in 2003.", "en"),
    ("About 12/24 of them left.", "en"),
    ("The trial begins on 12/24/24.", "en"),
    ("Pay by Monday, please.", "en"),
    ("The trial begins in October.", "en"),
    ("The panel will vote in June.", "en"),
    ("The vote takes place on September 25, the ministry said.", "en"),
    ("Next Monday the trial begins.", "en"),
    ("In May next year the trial begins.", "en"),
    ("Er sagte: §", "de"),
    ("It may burn for 3 months.", "en"),
    ("They march for 2000 metres.", "en"),
]


def found(sentence, language, published_on=PUBLISHED):
    reference = Reference(published_on, FOUNDED)
    return date_of(sentence, language=language, reference=reference)


@pytest.mark.parametrize(
    ("sentence", "on", "precision", "phrase"), GERMAN, ids=lambda each: str(each)
)
def test_a_german_date_is_reckoned_from_the_day_of_publication(sentence, on, precision, phrase):
    result = found(sentence, "de")
    assert (result.on, result.precision, result.phrase) == (on, precision, phrase)


@pytest.mark.parametrize(
    ("sentence", "on", "precision", "phrase"), ENGLISH, ids=lambda each: str(each)
)
def test_an_english_date_is_reckoned_from_the_day_of_publication(sentence, on, precision, phrase):
    result = found(sentence, "en")
    assert (result.on, result.precision, result.phrase) == (on, precision, phrase)


@pytest.mark.parametrize(("sentence", "language"), NO_DATE)
def test_numbers_durations_and_the_future_are_no_dates(sentence, language):
    assert found(sentence, language).on is None


def test_a_relative_date_without_a_day_of_publication_keeps_its_words_only():
    result = found("Letzten Monat brannte es.", "de", published_on=None)
    assert (result.on, result.precision, result.phrase) == (None, "", "Letzten Monat")


def test_a_day_that_could_be_the_month_keeps_its_words_only():
    result = found("It burned on 3/1/2024.", "en")
    assert (result.on, result.precision, result.phrase) == (None, "", "on 3/1/2024")


@pytest.mark.parametrize(
    ("year", "published", "expected"), [("30", 2024, 2030), ("50", 2024, 1950), ("05", 1998, 2005)]
)
def test_a_short_year_is_one_of_the_last_eighty_or_the_next_twenty(year, published, expected):
    reference = Reference(date(published, 8, 15), None)
    [(_, result)] = dates_in(f"Am 1.2.{year} endet es.", language="de", reference=reference)
    assert result.on == date(expected, 2, 1)


def test_a_short_year_without_a_day_of_publication_keeps_its_words_only():
    result = found("Am 24.12.23 brannte es.", "de", published_on=None)
    assert (result.on, result.phrase) == (None, "Am 24.12.23")


def test_an_absolute_date_needs_no_day_of_publication():
    assert found("Im Mai 2019 brannte es.", "de", published_on=None).on == date(2019, 5, 1)


def test_when_something_was_founded_gives_way_to_any_other_date():
    sentence = "Die Firma, gegründet im Juli letzten Jahres, verkaufte im März ihr Lager."
    assert found(sentence, "de").phrase == "im März"


def test_an_impossible_day_is_no_date():
    assert found("Am 31. Februar 2021 brannte es.", "de").on is None


def test_the_article_tells_when_its_subject_was_founded():
    frames = ["Die Firma wächst.", "Sie wurde im Juli letzten Jahres gegründet."]
    assert founding_date(frames, language="de", published_on=PUBLISHED) == date(2023, 7, 1)
