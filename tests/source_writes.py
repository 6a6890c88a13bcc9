"""What a piece of code writes to the database, as far as its words tell.

Each function returns the offending expressions as source, for a failure that names them.
"""

import ast
from collections.abc import Iterator

from django.apps import apps

HISTORIES = {
    "ArticleVersion",
    "LearnedWeights",
    "LinkCheck",
    "QuoteCheck",
    "Sighting",
    "Snapshot",
    "ReviewNote",
    "StatusChange",
    "Correction",
}

ADDS = {"create", "acreate", "get_or_create", "aget_or_create"}
IN_BULK = {"bulk_update", "abulk_update", "bulk_update_with_history"}
CHANGES = {"update", "aupdate", "update_or_create", "aupdate_or_create"} | IN_BULK
DELETES = {"delete", "adelete"}
GOES_ROUND_THE_QUERYSET = {"_raw_delete", "_update", "_base_manager", "base_manager", "save_base"}
GOES_ROUND_THE_ATTRIBUTE = {"__dict__", "__setattr__"}
SPEAKS_SQL = {"cursor", "execute", "executemany", "callproc", "raw", "extra", "RawSQL"}

SENT_MAIL = {"Email", "email"}
"""The one other record with a status: post_office's e-mail."""


def status_writes(code: ast.AST) -> set[str]:
    """Return what gives a claim a status, whatever the claim is called."""
    return {
        ast.unparse(node)
        for node in ast.walk(code)
        if _assigns_status(node) or _sets_status_by_name(node) or _makes_claim_with_status(node)
    } | {ast.unparse(call) for call, verb in _calls(code) if _stores_status(call, verb)}


def unlisted_writes(code: ast.AST) -> set[str]:
    """Return writes that do not say which columns they write."""
    return {
        ast.unparse(call)
        for call, verb in _calls(code)
        if verb == "setattr" or (verb in IN_BULK and not _names_columns(call))
    }


def history_rewrites(code: ast.AST) -> set[str]:
    """Return what updates or deletes a history, by its model or by the way from a neighbour."""
    histories = HISTORIES | ways_to_histories()
    return {
        ast.unparse(call)
        for call, verb in _calls(code)
        if (verb in CHANGES | DELETES or _overwrites(call)) and words(call.func) & histories
    }


def round_the_models(code: ast.AST) -> set[str]:
    """Return what writes past querysets and attributes, where no model can refuse it."""
    private = GOES_ROUND_THE_QUERYSET | GOES_ROUND_THE_ATTRIBUTE
    return {
        ast.unparse(node)
        for node in ast.walk(code)
        if isinstance(node, ast.Attribute) and node.attr in private
    }


def sql_by_hand(code: ast.AST) -> set[str]:
    return {ast.unparse(call) for call, verb in _calls(code) if verb in SPEAKS_SQL}


def ways_to_histories() -> set[str]:
    """Return the names by which other records reach a history: `claim.notes`, `page.checks`."""
    relations = (
        relation
        for model in apps.get_app_config("claims").get_models()
        for relation in model._meta.related_objects
    )
    ways = {
        relation.get_accessor_name()
        for relation in relations
        if relation.related_model.__name__ in HISTORIES and not relation.hidden
    }
    return {*ways, "history"}


def words(node: ast.AST) -> set[str]:
    """Return the names and attributes that an expression is made of."""
    names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    return names | {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}


def _calls(code: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Yield each call with its verb: the last word of what is called."""
    for node in ast.walk(code):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node, node.func.id
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func.attr


def _assigns_status(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and node.attr == "status"
        and isinstance(node.ctx, ast.Store)
    )


def _sets_status_by_name(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and ast.unparse(node.func) == "setattr"
        and _mentions_status(node)
    )


def _makes_claim_with_status(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith("Claim")
        and _mentions_status(node)
    )


def _stores_status(call: ast.Call, verb: str) -> bool:
    return verb in ADDS | CHANGES and not words(call.func) & SENT_MAIL and _mentions_status(call)


def _mentions_status(call: ast.Call) -> bool:
    """Whether the arguments say `status=` or "status", the latter in `defaults`, for example."""
    arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
    return any(keyword.arg == "status" for keyword in call.keywords) or any(
        isinstance(part, ast.Constant) and part.value == "status"
        for argument in arguments
        for part in ast.walk(argument)
    )


def _names_columns(call: ast.Call) -> bool:
    """Whether the columns of a bulk update are spelled out where it is called."""
    lists = (part for part in ast.walk(call) if isinstance(part, ast.List))
    return any(all(isinstance(name, ast.Constant) for name in part.elts) for part in lists)


def _overwrites(call: ast.Call) -> bool:
    """Whether a bulk insert changes the rows that it meets."""
    return any(keyword.arg == "update_conflicts" for keyword in call.keywords)
