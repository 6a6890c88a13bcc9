"""The house of the design: who may import whom, who may write what, how long is too long."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.source_tree import (
    functions,
    imported_names,
    imports,
    modules,
    name_of,
    parsed,
)
from tests.source_writes import (
    history_rewrites,
    round_the_models,
    sql_by_hand,
    status_writes,
    unlisted_writes,
)

LAYERS = [
    {"admin", "api", "site", "management"},
    {"tasks"},  # the other edges nudge it, to save a wait
    {"actions"},
    {
        "models",
        "readers",
        "extraction",
        "language_model",
        "linkcheck",
        "workflow",
        "publishing",
        "emails",
    },
    {"vocabulary"},
]
"""From the top down; names on one line never import each other."""

PURE = {"readers", "extraction", "language_model", "linkcheck", "workflow", "publishing"}
WIRING = {"apps"}
"""What Django asks for by name; it belongs to no layer."""

DATABASE = ("django.db", "django.apps")

WEB_MODULES = {
    "pycurl",
    "socket",
    "http.client",
    "urllib.request",
    "urllib3",
    "requests",
    "httpx",
    "aiohttp",
    "asyncio",
    "trafilatura.downloads",
    "trafilatura.fetch_url",
}
WEB_DOOR = {"claims.linkcheck.fetch"}
SPEAKS_OF_THE_WEB = {"claims.linkcheck.transport_error", "claims.linkcheck.guard"}
"""They name curl's errors and read addresses; they open nothing."""

OPERATORS_DOOR = {"claims.language_model.ask"}
"""It asks the one address that the operator set, and never one that somebody wrote."""

TALKS_TO_ITSELF = {"claims.management.commands.run_desk", "factcheck.healthcheck"}
"""They try our own port on this machine."""

STATUS_WRITER = "claims.actions.change_status"
WRITES_LISTED_FIELDS = {
    "claims.actions.anchor_claims",
    "claims.actions.edit_claim",
    "claims.actions.import_article",
}
"""They set the fields of a list that they hold themselves; a status is in none of these."""

SPEAKS_SQL = {"claims.api.health", "claims.actions.take_import_turn"}
"""One asks the database for a sign of life, the other for a lock that belongs to no row."""

LOADS_LATER = {
    "claims.readers.language",
    "claims.management.commands.train_check_worthiness",
}
"""The model of one takes a second, which a web server that imports no article need not pay;
the other needs a package that the default install leaves out, and says so."""

EMPTY_NAMES = {"utils", "helpers", "common", "misc", "services"}
MAX_FILE_LINES, MAX_FUNCTION_LINES = 250, 40
ONE_FILE_ON_PURPOSE = {"factcheck.settings"}

CLAIMS = modules("claims")


def layer_of(name: str) -> str | None:
    parts = name.split(".")
    return parts[1] if parts[0] == "claims" and len(parts) > 1 else None


def depth(layer: str) -> int:
    return next(depth for depth, line in enumerate(LAYERS) if layer in line)


@pytest.mark.parametrize("path", CLAIMS, ids=name_of)
def test_imports_point_down(path: Path):
    own = layer_of(name_of(path))
    if own is None or own in WIRING:
        return

    others = {layer for name in imports(path) if (layer := layer_of(name)) not in (None, own)}

    assert {layer for layer in others if depth(layer) <= depth(own)} == set()


@pytest.mark.parametrize("path", CLAIMS, ids=name_of)
def test_every_module_has_its_place_in_the_house(path: Path):
    layer = layer_of(name_of(path))

    assert layer is None or layer in WIRING or any(layer in line for line in LAYERS)


@pytest.mark.parametrize("package", sorted(PURE))
def test_pure_packages_never_touch_the_database(package: str):
    imported = {name for path in modules(f"claims/{package}") for name in imported_names(path)}

    assert {name for name in imported if name.startswith(DATABASE)} == set()


def test_models_import_only_earlier_models():
    files = {name_of(path): path for path in modules("claims/models")}
    order = list(dict.fromkeys(imports(files.pop("claims.models"))))
    for part in sorted(files.keys() - set(order)):
        users = [place for place, name in enumerate(order) if part in imports(files[name])]
        order.insert(users[0], part)  # what a model is made of belongs right before it

    later = {
        (name, imported)
        for name, path in files.items()
        for imported in imports(path)
        if imported in order[order.index(name) :]
    }

    assert later == set()


def test_no_action_calls_itself_round_a_corner():
    calls = {
        name_of(path): {name for name in imports(path) if name.startswith("claims.actions.")}
        for path in modules("claims/actions")
    }

    while leaves := {name for name, called in calls.items() if not called & calls.keys()}:
        calls = {name: called for name, called in calls.items() if name not in leaves}

    assert calls == {}


def test_only_one_module_opens_sockets_to_the_web():
    openers = {
        name_of(path)
        for path in modules("claims", "factcheck")
        if any(_is_of_the_web(name) for name in imported_names(path))
    }

    assert openers - SPEAKS_OF_THE_WEB - OPERATORS_DOOR - TALKS_TO_ITSELF == WEB_DOOR


def _is_of_the_web(imported: str) -> bool:
    return any(f"{imported}.".startswith(f"{name}.") for name in WEB_MODULES)


def test_only_one_action_writes_a_status():
    assert offenders(status_writes).keys() == {STATUS_WRITER}


def test_writes_name_their_columns():
    assert offenders(unlisted_writes).keys() == WRITES_LISTED_FIELDS


def test_no_list_of_fields_has_the_status():
    literals = offenders(lambda code: {str(node.value) for node in _constants(code)})

    assert {name for name in WRITES_LISTED_FIELDS if "status" in literals[name]} == set()


def _constants(code: ast.AST) -> list[ast.Constant]:
    return [node for node in ast.walk(code) if isinstance(node, ast.Constant)]


def test_no_code_updates_or_deletes_a_history():
    assert offenders(history_rewrites) == {}


def test_no_code_goes_round_the_models():
    assert offenders(round_the_models) == {}


def test_no_code_writes_sql_by_hand():
    assert offenders(sql_by_hand).keys() == SPEAKS_SQL


def test_nothing_is_printed():
    assert offenders(lambda code: _called(code) & {"print", "pprint"}) == {}


def test_nothing_is_imported_by_a_name_made_at_run_time():
    late = offenders(lambda code: _called(code) & {"__import__", "import_module"})

    assert late.keys() == LOADS_LATER


def offenders(find: Callable[[ast.AST], set[str]]) -> dict[str, set[str]]:
    """Return what `find` finds in the modules of claims/, by module."""
    found = {name_of(path): find(parsed(path)) for path in CLAIMS}
    return {name: code for name, code in found.items() if code}


def _called(code: ast.AST) -> set[str]:
    """Return the last names of what is called."""
    calls = (node for node in ast.walk(code) if isinstance(node, ast.Call))
    return {ast.unparse(call.func).rpartition(".")[2] for call in calls}


@pytest.mark.parametrize("path", CLAIMS, ids=name_of)
def test_imports_stand_at_the_top_and_are_absolute(path: Path):
    inside = [
        ast.unparse(node)
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    relative = [
        ast.unparse(node)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]

    assert (inside, relative) == ([], [])


@pytest.mark.parametrize("path", CLAIMS, ids=name_of)
def test_no_module_listens_to_signals(path: Path):
    """What happens is written where it happens."""
    parts = {part for name in imported_names(path) for part in name.split(".")}

    assert parts & {"dispatch", "signals"} == set()


@pytest.mark.parametrize("path", CLAIMS, ids=name_of)
def test_every_module_is_named_for_what_it_holds(path: Path):
    assert set(name_of(path).split(".")) & EMPTY_NAMES == set()


@pytest.mark.parametrize("path", modules("claims", "factcheck"), ids=name_of)
def test_files_and_functions_stay_readable(path: Path):
    sizes = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions(path)}

    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MAX_FILE_LINES or name_of(path) in ONE_FILE_ON_PURPOSE
    assert {name: size for name, size in sizes.items() if size > MAX_FUNCTION_LINES} == {}
