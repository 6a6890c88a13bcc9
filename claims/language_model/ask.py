"""The door to the language model: one question over HTTP, one answer, bounded in every way.

The only module beside the web's that opens a socket, and only to the address that the
operator set. That usually lies inside the own network, so no guard of the web applies here;
and nothing that an article says can lead elsewhere: redirects are not followed.
"""

import ssl
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
import pycurl
from django.utils.translation import gettext as _

from claims.language_model.endpoint import Endpoint
from claims.language_model.no_answer import NoAnswer

MAX_ANSWER_BYTES = 1_000_000
TIMED_OUT, HUNG_UP = 28, 23
"""Of curl's error numbers; the second is ours, about an answer that is too long."""


def ask(messages: Sequence[Mapping[str, str]], endpoint: Endpoint) -> str:
    """Return what the model says to these messages; raises NoAnswer when it says nothing."""
    question = {"model": endpoint.model, "messages": list(messages), "temperature": 0}
    answer = bytearray()
    curl = pycurl.Curl()
    try:
        for option, value in _options(endpoint, orjson.dumps(question), answer).items():
            curl.setopt(option, value)
        curl.perform()
        status = curl.getinfo(pycurl.RESPONSE_CODE)
    except pycurl.error as failure:
        raise NoAnswer(_reason(*failure.args)) from failure
    finally:
        curl.close()
    if status != 200:
        raise NoAnswer(f"HTTP {status}")
    return _words(bytes(answer))


def _options(endpoint: Endpoint, question: bytes, answer: bytearray) -> dict[int, Any]:
    def take(chunk: bytes) -> int:
        answer.extend(chunk)
        return len(chunk) if len(answer) <= MAX_ANSWER_BYTES else 0

    headers = ["Content-Type: application/json", "Accept: application/json", "Expect:"]
    if endpoint.key:
        headers.append(f"Authorization: Bearer {endpoint.key}")
    milliseconds = max(1, int(endpoint.timeout.total_seconds() * 1000))
    options = {
        pycurl.URL: f"{endpoint.url}/chat/completions".encode(),
        pycurl.PROTOCOLS: pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS,
        pycurl.FOLLOWLOCATION: 0,
        pycurl.NETRC: pycurl.NETRC_IGNORED,
        pycurl.NOSIGNAL: 1,
        pycurl.HTTPHEADER: [header.encode() for header in headers],
        pycurl.POSTFIELDS: question,
        pycurl.TIMEOUT_MS: milliseconds,
        pycurl.CONNECTTIMEOUT_MS: milliseconds,
        pycurl.WRITEFUNCTION: take,
    }
    trusted = ssl.get_default_verify_paths().cafile  # as SSL_CERT_FILE has it
    return options | ({pycurl.CAINFO: trusted} if trusted else {})


def _reason(number: int, message: str) -> str:
    if number == TIMED_OUT:
        return _("it took too long")
    if number == HUNG_UP:
        return _("the answer is too long")
    return message


def _words(answer: bytes) -> str:
    """Return the content of the first choice, as OpenAI's chat completions have it."""
    try:
        words = orjson.loads(answer)["choices"][0]["message"]["content"]
    except (orjson.JSONDecodeError, LookupError, TypeError) as error:
        raise NoAnswer(_("the answer is no chat completion")) from error
    if not isinstance(words, str):
        raise NoAnswer(_("the answer is no chat completion"))
    return words
