"""What an action refuses, told to the person who asked for it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import HttpRequest


@contextmanager
def refusals_on(form: forms.Form) -> Iterator[None]:
    """Put the sentence of a refusal on the form: at its field, where it names one."""
    try:
        yield
    except PermissionDenied as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as refusal:
        _add(form, refusal)


@contextmanager
def refusals_as_messages(request: HttpRequest) -> Iterator[None]:
    """Show the sentences of a refusal at the top of the next page."""
    try:
        yield
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)


def _add(form: forms.Form, refusal: ValidationError) -> None:
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for field, errors in refusal.error_dict.items():
        known = field != NON_FIELD_ERRORS and field in form.fields
        form.add_error(field if known else None, errors)
