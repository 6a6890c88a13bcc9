"""Bad arguments are bad input: exit code 1, one sentence on stderr, nothing done."""

import subprocess
import sys

import pytest
from django.core.management import execute_from_command_line

from claims.models import Article, LinkCheck
from tests.operations.desk import ROOT, embedded

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "import_article x.html --published 2024-13-01",
            "argument --published: “2024-13-01” is not a date such as 2024-08-15",
        ),
        (
            "import_article x.html --language fr",
            "argument --language: invalid choice: 'fr' (choose from 'de', 'en')",
        ),
        (
            "import_article x.html --title \udcff",
            "argument --title: it contains signs that are not text",
        ),
        ("import_article", "the following arguments are required: source"),
        ("export_claims", "the following arguments are required: --format"),
        (
            "export_claims --format pdf",
            "argument --format: invalid choice: 'pdf' (choose from 'claimreview', 'csv', 'jsonl')",
        ),
        ("check_url --jsn", "unrecognized arguments: --jsn"),
        ("recheck --limit -1", "argument --limit: must be 1 or more, not “-1”"),
        ("recheck --limit 0", "argument --limit: must be 1 or more, not “0”"),
        ("recheck --limit zwei", "argument --limit: must be 1 or more, not “zwei”"),
        ("recheck --all --due", "argument --due: not allowed with argument --all"),
    ],
)
def test_bad_arguments_are_refused_in_one_sentence(line, sentence, capsys):
    with pytest.raises(SystemExit) as end:
        execute_from_command_line(["manage.py", *line.split()])

    assert end.value.code == 1
    assert capsys.readouterr() == ("", f"CommandError: {sentence}\n")
    assert not Article.objects.exists()
    assert not LinkCheck.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_a_command_finds_out_later_is_refused_alike(capsys):
    with pytest.raises(SystemExit) as end:
        execute_from_command_line(["manage.py", "import_article", "fehlt.txt"])

    assert end.value.code == 1
    assert capsys.readouterr() == ("", "CommandError: fehlt.txt: No such file or directory.\n")


@pytest.mark.django_db(transaction=True)
def test_ctrl_c_ends_a_command_without_a_traceback(capsys, monkeypatch):
    def interrupted(*_args, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("claims.management.commands.recheck.check_pages", interrupted)

    with pytest.raises(SystemExit) as end:
        execute_from_command_line(["manage.py", "recheck"])

    assert end.value.code == 130
    assert capsys.readouterr() == ("No page was visited.\n", "")


def test_a_reader_that_wants_no_more_ends_a_command_quietly(tmp_path):
    """As `| head -1` does; the pages are unsafe, so that nobody is asked for them."""
    asked = tmp_path / "fragen.jsonl"
    asked.write_text('{"url": "http://127.0.0.1/"}\n' * 9)
    line = [sys.executable, "manage.py", "check_url", "--from", str(asked)]
    pipe = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}

    with subprocess.Popen(line, cwd=ROOT, env=embedded(tmp_path), **pipe) as command:
        command.stdout.close()
        errors = command.stderr.read()

    assert (command.returncode, errors) == (141, b"")


def test_help_is_still_given(capsys):
    with pytest.raises(SystemExit) as end:
        execute_from_command_line(["manage.py", "recheck", "--help"])

    assert end.value.code == 0
    assert "Visit cited pages now" in capsys.readouterr().out
