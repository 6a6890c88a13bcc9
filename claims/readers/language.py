"""Is a text German or English?"""

from functools import cache
from importlib import import_module
from typing import Any

CONFIDENT = 0.8
_ENOUGH = 20_000


def detect_language(text: str) -> str:
    """Return "de" or "en", or "" for another language and for too little text to tell."""
    language, probability = _identifier().classify(text[:_ENOUGH])
    return language if language in ("de", "en") and probability >= CONFIDENT else ""


@cache
def _identifier() -> Any:
    """Return the model of all languages: one of two would have to call French one of them.

    Loaded at the first use: it brings numpy and takes a second, which a web server that
    never imports an article need not pay.
    """
    langid = import_module("py3langid.langid")
    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
