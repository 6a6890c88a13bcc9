"""The workflow table as a picture."""

from claims.vocabulary import Status
from claims.workflow.guards import Guard
from claims.workflow.transitions import TRANSITIONS, Transition

HEADER = """# The workflow of a claim

Drawn from `claims/workflow/transitions.py` by `manage.py draw_workflow`; edit the table, not this
page. Steps marked `*` need a reason; `system` marks the step that the re-check takes by itself.

"""


def workflow_page() -> str:
    """Return docs/workflow.md: a Mermaid state diagram and the table of steps."""
    return f"{HEADER}{_diagram()}\n{_table()}"


def _diagram() -> str:
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {Status.NEW}"]
    lines += [
        f"    {source} --> {transition.target}: {_edge_label(transition)}"
        for transition in TRANSITIONS
        for source in transition.sources
    ]
    return "\n".join([*lines, "```", ""])


def _edge_label(transition: Transition) -> str:
    return transition.name + ("*" if transition.needs_reason else "")


def _table() -> str:
    rows = ["| step | from | to | permission | must hold |", "|---|---|---|---|---|"]
    rows += [_row(transition) for transition in TRANSITIONS]
    return "\n".join([*rows, ""])


def _row(transition: Transition) -> str:
    guards = [_words(guard) for guard in transition.guards]
    guards += [f"{_words(doubt)} or a reason" for doubt in transition.doubts]
    guards += ["a reason"] * transition.needs_reason
    sources = ", ".join(f"`{source}`" for source in transition.sources)
    who = f"`{transition.permission}`" + (", system" if transition.by_system else "")
    return (
        f"| `{transition.name}` | {sources} | `{transition.target}` | {who} | {', '.join(guards)} |"
    )


def _words(guard: Guard) -> str:
    return guard.__name__.replace("_", " ")
