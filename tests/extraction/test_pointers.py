import pytest

from claims.extraction.extract import extract_claims
from claims.extraction.pointers import only_points

POINTERS = [
    ("Weitere Infos: https://beispiel.de/a/b", "de"),
    ("Weitere Informationen zur neuen Brücke finden Sie unter www.beispiel.de.", "de"),
    ("Mehr dazu: https://beispiel.de/2024/08/15/a.html", "de"),
    ("👉 Mehr dazu lesen Sie hier: https://beispiel.de/a", "de"),
    ("Mehr dazu in der Studie (PDF): https://beispiel.de/x.pdf", "de"),
    ("Hier geht es zum Bericht: beispiel.de/bericht", "de"),
    ("Quelle: Amt für Statistik, https://beispiel.de", "de"),
    ("More information: https://example.org/a", "en"),
    ("More information about the new bridge is available at www.example.org.", "en"),
    ("For more information, visit www.example.org.", "en"),
    ("Read more: https://example.org/2024/08/15/dam", "en"),
    ("Learn more at example.org.", "en"),
    ("Source: Bureau of Bridges (https://example.org/report.pdf)", "en"),
]
STATEMENTS = [
    ("Die Studie kostete 3 Millionen Euro: https://beispiel.de/studie", "de"),
    ("Das Amt zählte 300 Fälle, mehr dazu unter www.beispiel.de.", "de"),
    ("Mehr dazu: Das Amt verkaufte Wohnungen, https://beispiel.de", "de"),
    ("Quelle: 300 Fälle im Amt, https://beispiel.de", "de"),
    ("Alle Informationen stammen von www.beispiel.de.", "de"),
    ("Mehr dazu: https://beispiel.de/a, der Deich ist dort zu sehen.", "de"),
    ("Mehr dazu weiß niemand.", "de"),
    ("More people have left: https://example.org", "en"),
    ("More information was lost at example.org.", "en"),
    ("The study cost 3 million dollars: https://example.org", "en"),
]


@pytest.mark.parametrize(("sentence", "language"), POINTERS)
def test_what_only_leads_on_to_a_page_is_no_claim(sentence, language):
    found = extract_claims(sentence, language=language)
    assert (found.claims, found.set_aside) == ((), ())


@pytest.mark.parametrize(("sentence", "language"), STATEMENTS)
def test_what_states_something_beside_a_link_is_no_pointer(sentence, language):
    assert not only_points(sentence, language=language)
