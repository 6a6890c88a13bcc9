"""The settings as an operator meets them: through the environment of a fresh process."""

import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "DATABASE_URL": "postgres://factcheck:secret@db.example:5432/factcheck?sslmode=require",
    "REDIS_URL": "redis://redis.example:6379/0",
    "SECRET_KEY": "r4Zk0bUe9TnQyVw2mXsCfGhJdLpA7oBi6EuNt3RzWvYxKq1MjHgFaSPl5DcO8I",
    "BASE_URL": "https://desk.example",
    "ALLOWED_HOSTS": "desk.example",
}
FOR_COMPOSE_ALONE = {"POSTGRES_PASSWORD"}


def run(folder: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    bare = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**bare, "VAR_DIR": str(folder), "ENV_FILE": os.devnull, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def setting(folder: Path, expression: str, **variables: str) -> object:
    """Return what `expression` says about the settings that these variables lead to."""
    code = f"import json; from factcheck import settings; print(json.dumps({expression}))"
    answer = run(folder, "-c", code, **variables)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def test_a_production_installation_has_nothing_to_warn_of(tmp_path: Path) -> None:
    answer = run(tmp_path, "manage.py", "check", "--deploy", **PRODUCTION)

    assert answer.stdout == "System check identified no issues (0 silenced).\n"
    assert answer.stderr == ""
    assert answer.returncode == 0


def test_a_laptop_needs_no_variable(tmp_path: Path) -> None:
    answer = run(tmp_path, "manage.py", "check")

    assert answer.stdout == "System check identified no issues (0 silenced).\n"
    assert answer.stderr == ""


def test_a_real_database_without_a_secret_key_is_refused(tmp_path: Path) -> None:
    answer = run(tmp_path, "manage.py", "check", DATABASE_URL=PRODUCTION["DATABASE_URL"])

    assert answer.returncode == 1
    assert "SECRET_KEY must be set when DATABASE_URL is." in answer.stderr


def test_a_language_model_without_its_name_is_refused(tmp_path: Path) -> None:
    answer = run(tmp_path, "manage.py", "check", EXTRACTION_LLM_URL="http://127.0.0.1:11434/v1")

    assert answer.returncode == 1
    assert "EXTRACTION_LLM_MODEL must be set when EXTRACTION_LLM_URL is." in answer.stderr


def test_empty_addresses_mean_the_embedded_desk(tmp_path: Path) -> None:
    engine = setting(
        tmp_path, "settings.DATABASES['default']['ENGINE']", DATABASE_URL="", REDIS_URL=""
    )

    assert engine == "django.db.backends.sqlite3"


def test_another_sqlite_file_is_opened_as_the_embedded_one_is(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/desk.sqlite3"
    name, mode = setting(  # type: ignore[misc]  # a JSON list of two
        tmp_path,
        "[(d := settings.DATABASES['default'])['NAME'], d['OPTIONS']['transaction_mode']]",
        DATABASE_URL=address,
        SECRET_KEY=PRODUCTION["SECRET_KEY"],
    )

    assert (name, mode) == (f"{tmp_path}/desk.sqlite3", "IMMEDIATE")


@pytest.mark.parametrize("address", ["mysql://desk@db.example/desk", "desk.sqlite3"])
def test_a_database_of_another_kind_is_refused(tmp_path: Path, address: str) -> None:
    answer = run(tmp_path, "manage.py", "check", **PRODUCTION | {"DATABASE_URL": address})

    assert answer.returncode == 1
    assert "DATABASE_URL must begin with postgres:// or sqlite:///." in answer.stderr


def test_options_in_the_database_address_are_kept(tmp_path: Path) -> None:
    sslmode = setting(tmp_path, "settings.DATABASES['default']['OPTIONS']['sslmode']", **PRODUCTION)

    assert sslmode == "require"


def test_a_task_is_handed_out_again_only_after_its_time_limit(tmp_path: Path) -> None:
    limit, handed_out_again = setting(  # type: ignore[misc]  # a JSON list of two
        tmp_path,
        "[settings.CELERY_TASK_TIME_LIMIT,"
        " settings.CELERY_BROKER_TRANSPORT_OPTIONS['visibility_timeout']]",
        **PRODUCTION,
    )

    assert limit < handed_out_again


def test_the_env_file_is_read_and_the_shell_wins(tmp_path: Path) -> None:
    env_file = tmp_path / "env"
    env_file.write_text("DESK_NAME=From the file\nLANGUAGE_CODE=de\n", encoding="utf-8")

    names = setting(
        tmp_path,
        "[settings.DESK_NAME, settings.LANGUAGE_CODE]",
        ENV_FILE=str(env_file),
        DESK_NAME="From the shell",
    )

    assert names == ["From the shell", "de"]


def test_every_command_sees_the_demo_that_was_started_beside_it(tmp_path: Path) -> None:
    demo = "DEMO=1\nBASE_URL=http://127.0.0.1:9000\n"
    (tmp_path / "demo.env").write_text(demo, encoding="utf-8")
    asked = "[settings.DEMO, settings.BASE_URL, settings.LINKCHECK_ALLOWED_HOSTS]"

    assert setting(tmp_path, asked, ENV_FILE="") == [
        True,
        "http://127.0.0.1:9000",
        ["127.0.0.1:9000"],
    ]


@pytest.mark.parametrize("place", ["the shell", "the file"])
def test_the_demo_adds_its_own_host_to_those_that_may_be_visited(
    tmp_path: Path, place: str
) -> None:
    allowed = {"LINKCHECK_ALLOWED_HOSTS": "wiki.intern:8999"}
    env_file = tmp_path / "env"
    env_file.write_text("".join(f"{name}={value}\n" for name, value in allowed.items()), "utf-8")
    said = allowed if place == "the shell" else {"ENV_FILE": str(env_file)}
    demo = {"DEMO": "1", "BASE_URL": "http://127.0.0.1:9000"}

    hosts = setting(tmp_path, "settings.LINKCHECK_ALLOWED_HOSTS", **demo, **said)

    assert hosts == ["wiki.intern:8999", "127.0.0.1:9000"]


def test_make_run_leaves_the_hosts_that_may_be_visited_as_they_are_set() -> None:
    asked = "manage=printenv LINKCHECK_ALLOWED_HOSTS #"

    told = subprocess.run(
        ["make", "--silent", "--assume-old=.venv/.runtime", "run", asked],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "LINKCHECK_ALLOWED_HOSTS": "wiki.intern:8999"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout == "wiki.intern:8999\n"


def test_a_newsroom_never_sees_the_demo(tmp_path: Path) -> None:
    (tmp_path / "demo.env").write_text("DEMO=1\n", encoding="utf-8")

    assert setting(tmp_path, "settings.DEMO", ENV_FILE="", **PRODUCTION) is False


def test_every_variable_is_explained_in_the_example() -> None:
    source = (ROOT / "factcheck" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source))

    assert set(_explained()) == read | FOR_COMPOSE_ALONE


@pytest.mark.parametrize("name", ["SECRET_KEY", "POSTGRES_PASSWORD"])
def test_the_example_holds_no_secret(name: str) -> None:
    assert _explained()[name] == ""


def _explained() -> dict[str, str]:
    """Return the variables of .env.example that follow a line of explanation."""
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    variables = {}
    for before, line in pairwise(lines):
        found = re.fullmatch(r"(?:# )?([A-Z_]+)=(.*)", line)
        if found and re.fullmatch(r"# .*\w.*", before):
            variables[found[1]] = found[2]
    return variables
