"""What attribution makes of a text."""

from claims.extraction.attribution import attribute
from claims.extraction.reading import read_sentences


def speakers(text, language="de"):
    return attribute(read_sentences(text, language=language), language=language)
