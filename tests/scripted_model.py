"""A language model that says what a test scripts, on loopback."""

from collections.abc import Callable, Iterator
from typing import Any

import orjson
import pytest
from django.conf import LazySettings

from tests.web import Answer, Reply, ScriptedWeb

MODEL = "mistral-small-3.2"
PATH = "/v1/chat/completions"


class ScriptedModel:
    """Answers every question with `says`, or as `answers` is scripted; keeps what it was asked."""

    def __init__(self, web: ScriptedWeb) -> None:
        self.web = web

    @property
    def url(self) -> str:
        return self.web.url("/v1")

    @property
    def questions(self) -> list[dict[str, Any]]:
        return [orjson.loads(seen.body) for seen in self.web.requests]

    def says(self, content: object) -> None:
        self.answers(saying(content))

    def points_at(self, *quotes: str) -> None:
        self.answers(pointing_at(*quotes))

    def answers(self, answer: Answer) -> None:
        self.web.pages[PATH] = answer


def saying(content: object) -> Reply:
    choices = [{"message": {"role": "assistant", "content": content}}]
    return Reply(orjson.dumps({"choices": choices}))


def pointing_at(*quotes: str) -> Reply:
    return saying(orjson.dumps({"claims": [{"quote": quote} for quote in quotes]}).decode())


@pytest.fixture
def model() -> Iterator[ScriptedModel]:
    with ScriptedWeb() as web:
        yield ScriptedModel(web)


@pytest.fixture
def set_up_model(model: ScriptedModel, settings: LazySettings) -> Callable[..., ScriptedModel]:
    """Return what sets the model up as the operator would."""

    def set_up(**other: object) -> ScriptedModel:
        settings.EXTRACTION_LLM_URL = model.url
        settings.EXTRACTION_LLM_MODEL = MODEL
        for name, value in other.items():
            setattr(settings, f"EXTRACTION_LLM_{name.upper()}", value)
        return model

    return set_up
