"""Pages as a newspaper serves them: 10 to 60 KB of HTML, cheap to send."""

from random import Random

MIN_BYTES, MAX_BYTES = 10_000, 60_000
ENDS = 256
VOCABULARY = (
    "Antrag Ausschuss Bahnhof Bericht Brücke Bürgerin Energie Ergebnis Fahrplan Gemeinde Gericht"
    " Grundschule Haushalt Industrie Klinik Kommune Landrat Ministerium Mittel Netz Ortsteil"
    " Planung Protokoll Quelle Radweg Rathaus Region Satzung Schätzung Siedlung Stadtrat Statistik"
    " Straße Tarif Turm Umfrage Verein Vergleich Verwaltung Wahlkreis Wasserwerk Zeitplan Zukunft"
    " aber auch bereits danach deshalb dort ebenso erneut etwa heute jedoch künftig laut mehrere"
    " nach neben nicht noch oft rund schon seit sowie über und unter von vor während wegen wieder"
)
WORDS = VOCABULARY.split()


class Pages:
    """Makes pages whose end is a slice of one long text, so that thousands take no memory."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        paragraphs = [self._paragraph() for _ in range(400)]
        self.text = memoryview("".join(paragraphs).encode())
        self.starts = [0]
        for paragraph in paragraphs[:-1]:
            self.starts.append(self.starts[-1] + len(paragraph.encode()))
        self.ends = [self._end() for _ in range(ENDS)]

    def page(self, title: str, sentence: str) -> tuple[bytes, memoryview]:
        """Return a page's own beginning and the rest of it."""
        return beginning(title, sentence), self.random.choice(self.ends)

    def _end(self) -> memoryview:
        size = self.random.randint(MIN_BYTES, MAX_BYTES)
        choices = [start for start in self.starts if start + size <= len(self.text)]
        start = self.random.choice(choices)
        return self.text[start : start + size]

    def _paragraph(self) -> str:
        words = " ".join(self.random.choices(WORDS, k=self.random.randint(30, 70)))
        number = self.random.randint(1, 10**6)
        return (
            f'<div class="absatz absatz--text" data-nr="{number}"><p>{words.capitalize()}, so '
            f'<a class="verweis" href="/thema/{number}?ort=mitte">steht es im Bericht {number}</a>'
            f'.</p><span class="hinweis" aria-hidden="true"></span></div>\n'
        )


def beginning(title: str, sentence: str) -> bytes:
    return (
        f'<!doctype html>\n<html lang="de"><head><meta charset="utf-8"><title>{title}</title>'
        '<link rel="stylesheet" href="/stil.css"><script>var leser = {ort: "mitte"};</script>'
        '</head><body><nav><a href="/">Start</a> <a href="/suche">Suche</a></nav>'
        f"<main><h1>{title}</h1>\n<p>{sentence}</p>\n"
    ).encode()
