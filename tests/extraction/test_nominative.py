import pytest

from claims.extraction.nominative import in_nominative


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Medienberichten", "Medienberichte"),
        ("unbestätigten Medienberichten", "unbestätigte Medienberichte"),
        ("ersten Schätzungen", "erste Schätzungen"),
        ("der Deutschen Bahn", "Deutsche Bahn"),
        ("der Vereinten Nationen", "Vereinte Nationen"),
        ("den deutschen Behörden", "deutsche Behörden"),
        ("dem Statistischen Bundesamt", "Statistisches Bundesamt"),
        ("des Statistischen Bundesamtes", "Statistisches Bundesamt"),
        ("dem Deutschen Wetterdienst", "Deutscher Wetterdienst"),
        ("Deutschem Institut für Normung", "Deutsches Institut für Normung"),
        ("des Ministeriums", "Ministerium"),
        ("des Landkreises", "Landkreis"),
        ("des Präsidenten", "Präsident"),
        ("dem Präsidenten Kern", "Präsident Kern"),
        ("des Deutschen Roten Kreuzes", "Deutsches Rotes Kreuz"),
        ("Einer neuen Studie", "eine neue Studie"),
        ("einem internen Papier der Stadt", "ein internes Papier der Stadt"),
        ("einem internen Bericht", "ein interner Bericht"),
        ("eines Sprechers", "ein Sprecher"),
        ("der Grünen", "Grünen"),
    ],
)
def test_a_german_source_is_called_as_it_is_by_itself(source, name):
    assert in_nominative(source, "de") == name


def test_an_english_source_has_one_case():
    assert in_nominative("a Harbour Office report", "en") == "a Harbour Office report"
