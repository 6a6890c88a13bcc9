"""The house of the design: who may import whom, who may write what, how long is too long."""

import ast
from pathlib import Path

import pytest

from tests.source_tree import ROOT, imports, modules, name_of, parsed

LAYERS = [
    {"admin", "api", "site", "management"},
    {"tasks"},  # the other edges nudge it, to save a wait
    {"actions"},
    {"models", "readers", "extraction", "linkcheck", "workflow", "publishing", "emails"},
    {"vocabulary"},
]
"""From the top down; names on one line never import each other."""

PURE = {"readers", "extraction", "linkcheck", "workflow", "publishing"}
WIRING = {"apps"}
"""What Django asks for by name; it belongs to no layer."""

WEB_MODULES = {"pycurl", "socket", "http.client", "urllib.request", "requests", "httpx", "aiohttp"}
WEB_DOOR = {"claims.linkcheck.fetch"}
SPEAKS_OF_THE_WEB = {"claims.linkcheck.transport_error", "claims.linkcheck.guard"}
"""They name curl's errors and read addresses; they open nothing."""

TALKS_TO_ITSELF = {"claims.management.commands.run_desk", "factcheck.healthcheck"}
"""They try our own port on this machine."""

STATUS_WRITER = "claims.actions.change_status"
HISTORIES = {
    "ArticleVersion",
    "LinkCheck",
    "QuoteCheck",
    "Snapshot",
    "ReviewNote",
    "StatusChange",
    "Correction",
}
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
    imported = {name for path in modules(f"claims/{package}") for name in imports(path)}

    assert {name for name in imported if name.startswith("django.db")} == set()


def test_models_import_only_earlier_models():
    order = list(dict.fromkeys(imports(ROOT / "claims/models/__init__.py")))
    basics = ["claims.models.append_only", "claims.models.kept_history"]
    places = {name: place for place, name in enumerate([*basics, *order])}
    files = {name_of(path): path for path in modules("claims/models")}

    later = {
        (name, imported)
        for name in files.keys() - {"claims.models"}
        for imported in imports(files[name])
        if places.get(imported, -1) >= places[name]
    }

    assert later == set()
    assert files.keys() == {"claims.models", *places}


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
        if any(name in WEB_MODULES for name in imports(path))
    }

    assert openers - SPEAKS_OF_THE_WEB - TALKS_TO_ITSELF == WEB_DOOR


def test_only_one_action_writes_a_status():
    writers = {
        name_of(path)
        for path in CLAIMS
        for node in ast.walk(parsed(path))
        if _assigns_status(node) or _writes_status_of_a_claim(node)
    }

    assert writers == {STATUS_WRITER}


def _assigns_status(node: ast.AST) -> bool:
    if not isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        return False
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    names = (part for target in targets for part in ast.walk(target))
    return any(isinstance(name, ast.Attribute) and name.attr == "status" for name in names)


def _writes_status_of_a_claim(node: ast.AST) -> bool:
    """Recognise Claim(status=...) and Claim.objects...update(status=...) and their like."""
    if not isinstance(node, ast.Call) or "Claim" not in _names_in(node.func):
        return False
    writes = isinstance(node.func, ast.Name) or (
        isinstance(node.func, ast.Attribute)
        and node.func.attr in {"create", "update", "update_or_create", "get_or_create"}
    )
    return writes and any(keyword.arg == "status" for keyword in node.keywords)


def test_no_code_updates_or_deletes_a_history():
    rewriters = {
        (name_of(path), ast.unparse(node.func))
        for path in CLAIMS
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"update", "delete", "bulk_update", "update_or_create"}
        and _names_in(node.func) & HISTORIES
    }

    assert rewriters == set()


def _names_in(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


@pytest.mark.parametrize("path", modules("claims", "factcheck"), ids=name_of)
def test_files_and_functions_stay_readable(path: Path):
    functions = {
        node.name: (node.end_lineno or 0) - node.lineno + 1
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MAX_FILE_LINES or name_of(path) in ONE_FILE_ON_PURPOSE
    assert {name: size for name, size in functions.items() if size > MAX_FUNCTION_LINES} == {}
