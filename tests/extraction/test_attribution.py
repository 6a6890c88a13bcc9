"""Who says what a sentence states."""

import pytest

from tests.extraction.speakers import speakers

GERMAN = [
    ("Weber sagte, der Deich halte.", "Weber", "subject_before"),
    ("Am Montag sagte Jana Weber, der Deich halte.", "Jana Weber", "subject_after"),
    ("In Bonn erklärte am Dienstag der Landrat, der Deich halte.", "der Landrat", "subject_after"),
    ("Laut Feuerwehr brannten drei Hallen.", "Feuerwehr", "according_to"),
    ("Nach Angaben der Polizei fuhren drei Busse.", "der Polizei", "according_to"),
    ("Den Forschern zufolge schmilzt das Eis.", "Den Forschern", "according_to"),
    ("Nach ersten Schätzungen kamen 300 Gäste.", "ersten Schätzungen", "according_to"),
    (
        "Laut Zeitungsberichten unter Berufung auf Händler sinkt der Preis.",
        "Zeitungsberichten unter Berufung auf Händler",
        "according_to",
    ),
    ("„Wir bauen den Damm höher“, sagte Weber.", "Weber", "subject_after"),
    ("Der Damm werde höher, so die Ministerin.", "die Ministerin", "so"),
    ("Weber: „Wir bauen den Damm nun doch höher.“", "Weber", "colon"),
    (
        "Jana Weber, Ingenieurin in Trier, sagt: „Der Damm hält das aus.“",
        "Jana Weber",
        "subject_before",
    ),
    ("Die Leiterin der Klinik, Jana Weber (CDU), sagte: „Nein.“", "Jana Weber", "subject_before"),
    ("Die Firma Kern, Hersteller von Pumpen, gab ihn zu.", "Die Firma Kern", "subject_before"),
    (
        "Der Minister der Finanzen teilte am Abend mit, es fehle Geld.",
        "Der Minister der Finanzen",
        "subject_before",
    ),
    ("Mehrere Anwohner gaben an, nichts gehört zu haben.", "Mehrere Anwohner", "subject_before"),
    (
        "Zwei Kläger haben Einspruch eingelegt und behaupten, der Plan sei falsch.",
        "Zwei Kläger",
        "shared_subject",
    ),
    ("Die Grünen werfen dem Amt vor, es habe geschlafen.", "Die Grünen", "subject_before"),
    ("Wie die Bahn mitteilte, fällt der Zug aus.", "die Bahn", "subject_before"),
    (
        "Der Deutsche Wetterdienst (DWD) warnte vor Sturm.",
        "Der Deutsche Wetterdienst",
        "subject_before",
    ),
    ("Weber und Kern sagten, der Deich halte.", "Weber und Kern", "subject_before"),
    ("Weber hat den Bau mehrfach gefordert.", "Weber", "subject_before"),
    ("Der Hafen habe keinen Platz, begründete Weber den Schritt.", "Weber", "subject_after"),
    ("In dem Brief der Stadt heißt es, der Deich halte.", "dem Brief der Stadt", "according_to"),
    ("Der Deich halte, hieß es aus dem Rathaus.", "dem Rathaus", "according_to"),
    ("Wie aus einem Bericht hervorgeht, fehlt Geld.", "einem Bericht", "according_to"),
    ("Aus dem Papier geht hervor, dass Geld fehlt.", "dem Papier", "according_to"),
    ("Aus Sicht der Händler lohnt sich das nicht.", "der Händler", "according_to"),
    ("Nach Angaben von dpa brannten drei Hallen.", "dpa", "according_to"),
    (
        "Nach bisher unbestätigten Berichten fehlt Geld.",
        "bisher unbestätigten Berichten",
        "according_to",
    ),
    ("Am Abend erklärte das Amt, es lägen keine Daten vor.", "das Amt", "subject_after"),
    ("Weber nannte die Rede am Montag „unanständig“.", "Weber", "subject_before"),
    ("Weber nannte den Deich baufällig.", "Weber", "subject_before"),
    ("Weber sagte aus, sie habe geschlafen.", "Weber", "subject_before"),
    ("Weber hatte von einem Unfall gesprochen.", "Weber", "subject_before"),
    ("Anwohner berichteten von Schüssen.", "Anwohner", "subject_before"),
    ("Die Stadt rechnet mit 300 Gästen.", "Die Stadt", "subject_before"),
    ("Die Feuerwehr meldete am Abend 14 Brände.", "Die Feuerwehr", "subject_before"),
    ("Eine Studie zeigt, dass der Deich hält.", "Eine Studie", "subject_before"),
    ("Der Deich hält, zeigt eine Studie.", "eine Studie", "subject_after"),
    ("Forscher fanden heraus, dass der Deich hält.", "Forscher", "subject_before"),
    ("„Das ist ein schlechter Witz“, empörte sich Weber.", "Weber", "subject_after"),
    ("Der Wert sank laut Amt für Statistik um 3.", "Amt für Statistik", "according_to"),
    ("Laut Amt der Stadt Ulm sank der Wert.", "Amt der Stadt Ulm", "according_to"),
    ("Am Montag schlief laut Polizei der Fahrer ein.", "Polizei", "according_to"),
    ("Wie aus Akten der Bank hervorgeht, fehlt Geld.", "Akten der Bank", "according_to"),
    (
        "Berichte unter Berufung auf Händler hatten von einem Streit mit Kern gesprochen.",
        "Berichte unter Berufung auf Händler",
        "subject_before",
    ),
    ("Der Zeitung sagte Weber, der Deich halte.", "Weber", "subject_after"),
    ("Der Deutschen Presse-Agentur sagte Weber, der Deich halte.", "Weber", "subject_after"),
    ("Der „Bild“ sagte er, der Deich halte.", "er", "subject_after"),
    ("Der Chef der Zeitung sagte, der Deich halte.", "Der Chef der Zeitung", "subject_before"),
    ("Der örtlichen Feuerwehr sagte Weber, der Deich halte.", "Weber", "subject_after"),
    ("Als Grund gab die Stadt an, es fehle Geld.", "die Stadt", "subject_after"),
    ("Wie er am Montag mitteilte, hält der Deich.", "er", "subject_before"),
    ("Es gibt einen Brief, in dem sie Hunger als Grund angab.", "sie", "subject_before"),
    ("Auch der Minister sagte, der Deich halte.", "der Minister", "subject_before"),
    ("Der Angeklagte Udo K. sagte, er schlafe.", "Der Angeklagte Udo K.", "subject_before"),
    ("Zeugin B. berichtete, sie habe geschlafen.", "Zeugin B.", "subject_before"),
    ("„Ich habe nichts gesehen“, sagte Udo K. vor Gericht.", "Udo K.", "subject_after"),
    ("Unterdessen verlangen die Grünen einen Neubau.", "die Grünen", "subject_after"),
    ("Weber fuhr fort: „Der Deich hält das aus.“", "Weber", "subject_before"),
    ("Weber ließ mitteilen, der Deich halte.", "Weber", "subject_before"),
    ("Weber hält dagegen, der Deich sei alt.", "Weber", "subject_before"),
    ("Weber vertritt die Ansicht, dass der Deich hält.", "Weber", "subject_before"),
    ("Anleger hoffen, bald entschädigt zu werden.", "Anleger", "subject_before"),
    ("Danach musste Weber betonen, dass der Deich hält.", "Weber", "subject_before"),
    ("Weber nennt den Bau einen Fehler.", "Weber", "subject_before"),
    ("Weber widersprach.", "Weber", "subject_before"),
    ("„Der Deich hält das aus“, erzählt die Wirtin.", "die Wirtin", "subject_after"),
    (
        "Einer Umfrage unter 600 Gästen zufolge sinkt der Preis.",
        "Einer Umfrage unter 600 Gästen",
        "according_to",
    ),
    ("Die Polizei sprach von drei verbrannten Hallen.", "Die Polizei", "subject_before"),
    ("Weber hat den Bau bekannt gegeben.", "Weber", "subject_before"),
    ("Der Deich halte, erfuhr die Zeitung.", "die Zeitung", "subject_after"),
    ("Der Deich halte, so der Bericht einer Kommission.", "der Bericht einer Kommission", "so"),
    ("Haus & Grund sagte, der Deich halte.", "Haus & Grund", "subject_before"),
    ("Weber legte auf X nach: Die Zahlen seien alt.", "Weber", "colon"),
    ("Das berichtete die Agentur Kern am Abend.", "die Agentur Kern", "subject_after"),
    (
        "Die „Ulmer Allgemeine Zeitung“ hatte berichtet, der Deich halte.",
        "Die Ulmer Allgemeine Zeitung",
        "subject_before",
    ),
    ("Laut Polizei und Feuerwehr brannte es.", "Polizei und Feuerwehr", "according_to"),
    ("Nach Behördenangaben brannte es.", "Behördenangaben", "according_to"),
    ("Weber ergänzte, es regne.", "Weber", "subject_before"),
    ("Der Deich halte, so Dr. h. c. Jana Weber.", "Dr. h. c. Jana Weber", "so"),
    ("Ihr Anwalt Karl Brandt: „Das war billig.“", "Ihr Anwalt Karl Brandt", "colon"),
    ("Der Deich halte, hieß es am Montag aus dem Amt.", "dem Amt", "according_to"),
    ("In Kreisen der Bank hieß es, der Deich halte.", "Kreisen der Bank", "according_to"),
    ("Der Deich halte, verlautete aus der Partei.", "der Partei", "according_to"),
    ("Nach Informationen aus der Partei hält der Deich.", "der Partei", "according_to"),
    ("Wie die Zeitung am Montag erfuhr, hält der Deich.", "die Zeitung", "subject_before"),
    (
        "Mit der Sache vertraute Personen sagten, der Deich halte.",
        "Mit der Sache vertraute Personen",
        "subject_before",
    ),
    (
        "Der Deich halte, sagte eine mit den Plänen vertraute Person.",
        "eine mit den Plänen vertraute Person",
        "subject_after",
    ),
    (
        "Die am Montag vorgestellte Studie zeigt, dass der Deich hält.",
        "Die am Montag vorgestellte Studie",
        "subject_before",
    ),
]

ENGLISH = [
    ("Carver said the bridge was closed.", "Carver", "subject_before"),
    ("“The bridge is closed for good,” said Linda Carver.", "Linda Carver", "subject_after"),
    ("According to the state auditor, the bridge was closed.", "the state auditor", "according_to"),
    ("A spokesman for the city denied it.", "A spokesman for the city", "subject_before"),
    ("Officials said 300 cars were lost.", "Officials", "subject_before"),
    (
        "Linda Carver, a lawyer in Ohio, said the bridge was closed.",
        "Linda Carver",
        "subject_before",
    ),
    ("The bridge was closed, a witness told Reuters.", "a witness", "subject_before"),
    ("Tolls rose by a third, the city announced.", "the city", "subject_before"),
    ("Auditors found that the bridge was closed.", "Auditors", "subject_before"),
    ("Carver falsely claimed the bridge was closed.", "Carver", "subject_before"),
    ("The U.N. estimates 300 cars were lost.", "The U.N.", "subject_before"),
    ("The city reported the bridge was closed.", "The city", "subject_before"),
    ("It is shut, according to the Drivers' Union.", "the Drivers' Union", "according_to"),
    (
        "Two people familiar with the plan said it had failed.",
        "Two people familiar with the plan",
        "subject_before",
    ),
    (
        "The dam held, people familiar with the matter said.",
        "people familiar with the matter",
        "subject_before",
    ),
    (
        "The dam held, according to people familiar with the details of the plan.",
        "people familiar with the details of the plan",
        "according_to",
    ),
    (
        "The dam held, according to a person briefed on the matter.",
        "a person briefed on the matter",
        "according_to",
    ),
    (
        "The dam held, said two people with direct knowledge of the plan.",
        "two people with direct knowledge of the plan",
        "subject_after",
    ),
    ("Sources close to Carver said the dam held.", "Sources close to Carver", "subject_before"),
    ("The dam held, officials said.", "officials", "subject_before"),
    ("U.S. officials said the dam held.", "U.S. officials", "subject_before"),
    ("The dam held, two former employees said.", "two former employees", "subject_before"),
    ("Former employees said the dam held.", "Former employees", "subject_before"),
    ("Ohio's air force said the dam held.", "Ohio's air force", "subject_before"),
    ("The ministry, however, said all dams were shut.", "The ministry", "subject_before"),
    ("Ohio mayor Ann Reed wrote: “The dam has held.”", "Ohio mayor Ann Reed", "subject_before"),
    ("According to police data, 300 dams were shut.", "police data", "according_to"),
    ("Official figures show that 300 dams were shut.", "Official figures", "subject_before"),
    ("The dam was shut, a survey by Roadwatch found.", "a survey by Roadwatch", "subject_before"),
    ("On Monday officials said the dam held.", "officials", "subject_before"),
    (
        "Two city officials, who would not be named, said the dam held.",
        "Two city officials",
        "subject_before",
    ),
]

NOBODY = [
    ("Der Damm ist 300 Meter lang.", "de"),
    ("Er nannte sein Boot „Möwe“ und fuhr ab.", "de"),
    ("Weber wurde von Gästen kritisiert.", "de"),
    ("Die Halle heißt „Alter Speicher“.", "de"),
    ("Das Unwetter forderte zwölf Todesopfer.", "de"),
    ("Die Schäden nehmen größere Ausmaße an.", "de"),
    ("Das kann man nur als Witz bezeichnen.", "de"),
    ("Er nannte sein Boot in Kiel „Möwe“.", "de"),
    ("Weber nannte keine Einzelheiten.", "de"),
    ("Er meldete das Boot Nr. 1 im Jahr 1886 an.", "de"),
    ("Weber zeigte sich am Abend erfreut über das Boot.", "de"),
    ("Weber hatte mit 30 Gästen gesprochen.", "de"),
    ("Die Feuerwehr setzte drei Boote ein.", "de"),
    ("Gemäß dem Deichgesetz ist der Bau erlaubt.", "de"),
    ("Weber erfuhr am Montag, dass der Deich hält.", "de"),
    ("Das glaubt Weber nicht.", "de"),
    ("Das Problem dabei: Es fehle Geld.", "de"),
    ("The dam is 300 metres long.", "en"),
    ("Carver was accused of fraud.", "en"),
    ("Carver went home, found a key and called a taxi.", "en"),
    ("After the bridge fell, Carver called a taxi.", "en"),
    ("The museum shows 300 paintings.", "en"),
    ("Carver described a man who was tall.", "en"),
    ("The city did not say how many dams were shut.", "en"),
    ("The city didn’t immediately say whether the dam was shut.", "en"),
    ("When asked, said all dams were shut.", "en"),
]


@pytest.mark.parametrize(("sentence", "surface", "rule"), GERMAN, ids=lambda each: each)
def test_a_german_sentence_tells_its_speaker(sentence, surface, rule):
    [found] = speakers(sentence)
    assert (found.surface, found.rule) == (surface, rule)


@pytest.mark.parametrize(("sentence", "surface", "rule"), ENGLISH, ids=lambda each: each)
def test_an_english_sentence_tells_its_speaker(sentence, surface, rule):
    [found] = speakers(sentence, "en")
    assert (found.surface, found.rule) == (surface, rule)


@pytest.mark.parametrize(("sentence", "language"), NOBODY)
def test_a_sentence_in_which_nobody_speaks_has_no_speaker(sentence, language):
    [found] = speakers(sentence, language)
    assert (found.surface, found.name, found.rule, found.confidence) == ("", "", "", 0.0)
