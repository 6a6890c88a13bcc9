"""One question to a language model, and all the ways in which no answer comes."""

import socket
from datetime import timedelta
from threading import Event

import pytest

from claims.language_model.ask import MAX_ANSWER_BYTES, ask
from claims.language_model.endpoint import Endpoint, endpoint_from_settings
from claims.language_model.no_answer import NoAnswer
from tests.web import Reply, ScriptedWeb, redirect

HELLO = [{"role": "user", "content": "Grüß Gott 👋"}]


@pytest.fixture
def endpoint(model):
    return Endpoint(model.url, "mistral", timeout=timedelta(seconds=20))


def refusal(endpoint):
    with pytest.raises(NoAnswer) as refusal:
        ask(HELLO, endpoint)
    return str(refusal.value)


def test_the_words_of_the_first_choice_are_the_answer(model, endpoint):
    model.says("Servus")

    assert ask(HELLO, endpoint) == "Servus"
    assert model.questions == [{"model": "mistral", "messages": HELLO, "temperature": 0}]


def test_the_key_is_sent_and_never_shown(model):
    model.says("Servus")
    endpoint = Endpoint(model.url, "mistral", key="sk-geheim")

    ask(HELLO, endpoint)

    assert model.web.requests[0].headers["authorization"] == "Bearer sk-geheim"
    assert "geheim" not in repr(endpoint)


def test_without_a_key_none_is_sent(model, endpoint):
    model.says("Servus")

    ask(HELLO, endpoint)

    assert "authorization" not in model.web.requests[0].headers


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Reply("busy", 503), "HTTP 503"),
        (Reply("no key", 401), "HTTP 401"),
        (Reply("<html>", 200), "the answer is no chat completion"),
        (Reply(b'{"choices": []}'), "the answer is no chat completion"),
        (Reply(b"[1, 2]"), "the answer is no chat completion"),
        (
            Reply(b'{"choices": [{"message": {"content": null}}]}'),
            "the answer is no chat completion",
        ),
        (Reply(b"\xff\xfe\x00"), "the answer is no chat completion"),
        (Reply(b"[" * 100_000), "the answer is no chat completion"),
        (Reply(b"x" * (MAX_ANSWER_BYTES + 1)), "the answer is too long"),
        (Reply(b"x" * (MAX_ANSWER_BYTES + 1), sends_length=False), "the answer is too long"),
    ],
)
def test_anything_but_an_answer_is_said_in_a_few_words(model, endpoint, answer, reason):
    model.answers(answer)

    assert refusal(endpoint) == reason


def test_a_redirect_leads_nowhere(model, endpoint):
    with ScriptedWeb({"/v1/chat/completions": "secret"}) as inner:
        model.answers(redirect(inner.url("/v1/chat/completions"), 307))

        assert refusal(endpoint) == "HTTP 307"
        assert inner.requests == []


@pytest.mark.parametrize("answer", [Reply(holds_until=Event()), Reply("x" * 10_000, drips=True)])
def test_a_model_that_takes_too_long_is_given_up(model, answer):
    model.answers(answer)

    endpoint = Endpoint(model.url, "mistral", timeout=timedelta(milliseconds=200))

    assert refusal(endpoint) == "it took too long"


def test_a_connection_that_is_cut_is_no_answer(model, endpoint):
    model.answers(Reply(reset=True))

    assert "reset" in refusal(endpoint).lower()


def test_a_server_that_is_not_there_is_no_answer():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    assert str(port) in refusal(Endpoint(f"http://127.0.0.1:{port}/v1", "mistral"))


@pytest.mark.parametrize("url", ["file:///etc", "gopher://127.0.0.1:1", "nonsense", "http://"])
def test_an_address_that_is_none_is_no_answer(url):
    assert refusal(Endpoint(url, "mistral")) != ""


def test_no_model_is_set_up_by_default(settings):
    assert settings.EXTRACTION_LLM_URL == ""
    assert endpoint_from_settings() is None


def test_the_operator_sets_model_key_and_patience(settings):
    settings.EXTRACTION_LLM_URL = "http://10.0.0.5:11434/v1/"
    settings.EXTRACTION_LLM_MODEL = "mistral"
    settings.EXTRACTION_LLM_KEY = "sk-1"
    settings.EXTRACTION_LLM_TIMEOUT = 2.5

    assert endpoint_from_settings() == Endpoint(
        "http://10.0.0.5:11434/v1", "mistral", "sk-1", timedelta(seconds=2.5)
    )
