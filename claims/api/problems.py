"""Every error as an RFC 9457 problem: what is wrong, and what its reader can do about it."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import (
    DisallowedHost,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.core.exceptions import ValidationError as DjangoValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.views.defaults import bad_request as page_of_bad_request
from django.views.defaults import page_not_found
from django.views.defaults import server_error as page_of_server_error
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import set_rollback

from claims.readers.source import MAX_SOURCE_BYTES, MEGABYTE

PROBLEM_JSON = "application/problem+json"
API_PATHS = ("/api/", "/v1alpha1/")
CONFLICTS = frozenset({"wrong_status", "not_ready"})
"""Codes of the actions' refusals that come from the claim, not from what was sent."""


def answer_problem(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """DRF's exception handler: the problem that `error` is, or None for an error of ours."""
    refusal = _as_api_error(error)
    if refusal is None:
        return None
    set_rollback()
    request = context["request"]
    # A view that renders something else still has its problems told in JSON.
    request.accepted_renderer, request.accepted_media_type = JSONRenderer(), PROBLEM_JSON
    return Response(
        _problem_of(refusal, request),
        status=refusal.status_code,
        headers=_headers(refusal),
        content_type=PROBLEM_JSON,
    )


def problem(
    status: int, code: str, detail: str, *, instance: str, errors: Any = None
) -> dict[str, Any]:
    """Return one problem document; `errors` holds the sentences by field."""
    document = {
        "type": f"urn:factcheck:problem:{code.replace('_', '-')}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": instance,
    }
    return document if errors is None else document | {"errors": errors}


def answer_bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Django's handler400: a problem under the API's paths, a page elsewhere."""
    if not request.path.startswith(API_PATHS):
        return page_of_bad_request(request, exception)
    return _plain_problem(request, 400, "bad_request", _bad_request(exception))


def answer_not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Django's handler404: a problem under the API's paths, a page elsewhere."""
    if not request.path.startswith(API_PATHS):
        return page_not_found(request, exception, template_name="site/not_found.html")
    return _plain_problem(request, 404, "not_found", _("There is nothing at this address."))


def answer_server_error(request: HttpRequest) -> HttpResponseBase:
    """Django's handler500: a problem under the API's paths, a page elsewhere."""
    if not request.path.startswith(API_PATHS):
        return page_of_server_error(request, template_name="site/server_error.html")
    detail = _("Something broke on our side and is on record. Please try again later.")
    return _plain_problem(request, 500, "server_error", detail)


class Conflict(exceptions.APIException):
    """The claim cannot take this step now; nothing was wrong with the request."""

    status_code = HTTPStatus.CONFLICT
    default_code = "conflict"


class TooLarge(exceptions.APIException):
    """More was sent than is read: of an article, unless another limit is named."""

    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"

    def __init__(self, limit_bytes: int = MAX_SOURCE_BYTES) -> None:
        sentence = _("This is larger than the %(limit)d MB that can be read.")
        super().__init__(sentence % {"limit": limit_bytes // MEGABYTE})


def _bad_request(error: Exception) -> str:
    if isinstance(error, DisallowedHost):
        return _("This desk does not answer to that host name; ALLOWED_HOSTS lists its names.")
    return _("The request could not be read.")


def _as_api_error(error: Exception) -> exceptions.APIException | None:
    match error:
        case exceptions.APIException():
            return error
        case Http404():
            return exceptions.NotFound(_("There is nothing here that you may read."))
        case PermissionDenied():
            return exceptions.PermissionDenied(str(error) or None)
        case DjangoValidationError():
            return _refused(error)
        case RequestDataTooBig():
            return TooLarge(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        case SuspiciousOperation():
            return exceptions.ParseError(_("The request could not be read."))
    return None


def _refused(error: DjangoValidationError) -> exceptions.APIException:
    if hasattr(error, "error_dict"):
        return exceptions.ValidationError(error.message_dict)
    detail = " ".join(error.messages)
    codes = {each.code or "" for each in error.error_list}
    if codes & CONFLICTS:
        return Conflict(detail, code=min(CONFLICTS.intersection(codes)))
    return exceptions.ValidationError(detail)


def _problem_of(error: exceptions.APIException, request: HttpRequest) -> dict[str, Any]:
    errors = error.detail if isinstance(error.detail, dict) else None
    return problem(
        error.status_code,
        _code(error),
        _sentence(error),
        instance=request.get_full_path(),
        errors=errors,
    )


def _code(error: exceptions.APIException) -> str:
    codes = error.get_codes()
    return codes if isinstance(codes, str) else error.default_code


def _sentence(error: exceptions.APIException) -> str:
    """Return what to tell a person: for fields, each one's name and its sentences."""
    if isinstance(error, exceptions.NotAuthenticated):
        return _(
            "This needs a token of a person with a role: “Authorization: Token …”. "
            "Whoever runs the desk makes one with “manage.py create_token”."
        )
    return " ".join(_sentences(error.detail))


def _sentences(detail: Any, field: str = "") -> list[str]:
    if isinstance(detail, dict):
        return [line for name, each in detail.items() for line in _sentences(each, str(name))]
    if isinstance(detail, list):
        return [line for each in detail for line in _sentences(each, field)]
    return [f"{field}: {detail}" if field and field != "non_field_errors" else str(detail)]


def _headers(error: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return headers


def _plain_problem(request: HttpRequest, status: int, code: str, detail: str) -> HttpResponse:
    document = problem(status, code, detail, instance=request.get_full_path())
    return JsonResponse(document, status=status, content_type=PROBLEM_JSON)
