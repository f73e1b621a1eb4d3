"""userHelper: people of the tracker on this side, and whether they belong to groups and roles.

Finding is a question; a new account is a step of the plan. A miss is null and leaves a note in the trace.
"""

from __future__ import annotations

from syncscript.language.builtins.node_helper import ask_by_name, named, nothing_to_find, project_of
from syncscript.language.builtins.registry import helper
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Value
from syncscript.model import Json


def finder(name: str, question: str) -> None:
    @helper(f"userHelper.{name}", lookup=True)
    def find(run: Run, wanted: Value, *more: Value) -> Json:
        return ask_by_name(run, question, wanted)

    find.__name__, find.__doc__ = name, f"As nodeHelper.{question}."


for finder_name, asked in (
    ("getUserByEmail", "getUserByEmail"), ("getByEmail", "getUserByEmail"), ("getByKey", "getUser"),
    ("getUser", "getUser"), ("getByUsername", "getUserByUsername"),
    ("getUserByUsername", "getUserByUsername"),
):  # fmt: skip
    finder(finder_name, asked)


def who(user: Value) -> Json:
    return (user.get("key") or user.get("username")) if type(user) is dict else named(user)


def asked_with(run: Run, arguments: tuple[Value, ...], least: int) -> list[Json]:
    """The arguments; about roles (least: how many there are at least) the issue's project comes last."""
    asked = [who(a) for a in arguments if a is not None]
    project = project_of(run.issue) if least == len(asked) else None
    return [*asked, project] if project else asked


def membership(name: str, least: int) -> None:
    @helper(f"userHelper.{name}")
    def belongs(run: Run, *arguments: Value) -> bool:
        if None in arguments:
            nothing_to_find(run, f"userHelper.{name}")
            return False
        return bool(run.ask("userHelper", name, *asked_with(run, arguments, least)))

    belongs.__name__, belongs.__doc__ = name, "Whether it is so; false when nobody knows."


for membership_name, arity in (("isGroupMember", 0), ("hasRole", 2)):
    membership(membership_name, arity)


def members(name: str, least: int) -> None:
    @helper(f"userHelper.{name}")
    def find(run: Run, *arguments: Value) -> Json:
        return run.ask("userHelper", name, *asked_with(run, arguments, least)) or []

    find.__name__, find.__doc__ = name, "The people found; none when there are none."


for members_name, arity in (("findInGroup", 0), ("findWithRole", 1)):
    members(members_name, arity)


@helper("userHelper.createUser")
def create_user(run: Run, *arguments: Value) -> Json:
    """createUser(email or user, ...): who has this address, else an account that the plan makes."""
    user = next((a for a in arguments if type(a) is dict), None)
    texts = [text(a) for a in arguments if type(a) is str]
    email = (user or {}).get("email") or next((t for t in texts if "@" in t), None)
    found = ask_by_name(run, "getUserByEmail", email) if email else None
    if found is not None:
        return found
    shown = (user or {}).get("displayName") or next(iter(texts), email)
    named_as = {"email": email, "displayName": shown}
    wanted = {name: None if value is None else text(value) for name, value in named_as.items()}
    run.plan({"operation": "createUser", **wanted, "line": run.position[0]})
    return dict(wanted)
