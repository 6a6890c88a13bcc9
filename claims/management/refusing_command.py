"""The base of commands that read what people give them."""

import os
import re
import sys
from argparse import ArgumentTypeError
from datetime import date
from signal import SIGINT, SIGPIPE
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

ENDED_BY = 128
"""What shells add to the number of the signal that ended a command, as its exit code."""


class RefusingCommand(BaseCommand):
    """Answers bad arguments as any other bad input: one sentence on stderr, exit code 1.

    Django, and argparse below it, would print the usage and exit with 2. Ctrl-C, and a reader
    that wants no more (`| head`), end it as quietly as they end any other command.
    """

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.called_from_command_line = False  # it raises CommandError then, and never exits
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        try:
            super().run_from_argv(argv)
            sys.stdout.flush()  # else it fails at the very end, where nobody can catch it
        except CommandError as refusal:
            self.stderr.write(f"CommandError: {str(refusal).removeprefix('Error: ')}")
            sys.exit(refusal.returncode)
        except KeyboardInterrupt:
            sys.exit(ENDED_BY + SIGINT)
        except BrokenPipeError:
            _forget_stdout()
            sys.exit(ENDED_BY + SIGPIPE)


def _forget_stdout() -> None:
    """Let the rest go nowhere: Python writes it out as it ends, and would complain again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def day(value: str) -> date:
    """Read an argument that is a date."""
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ArgumentTypeError(
            _("“%(value)s” is not a date such as 2024-08-15") % {"value": value}
        ) from error


def count(value: str) -> int:
    """Read an argument that is a number of things, at least one."""
    if not re.fullmatch(r"[1-9]\d{0,8}", value, re.ASCII):
        raise ArgumentTypeError(_("must be 1 or more, not “%(value)s”") % {"value": value})
    return int(value)


def words(value: str) -> str:
    """Read an argument that is stored as text; bytes that are no UTF-8 come as surrogates."""
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise ArgumentTypeError(_("it contains signs that are not text"))
    return value
