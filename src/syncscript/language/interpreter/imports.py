"""Imports: which classes are there anyway, which static names they bring, which say nothing to a rule.

Refuses to load anything; the classes of the reference are always there, with and without an import.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import CONSTANTS, CONSTRUCTORS, HELPERS, STATICS
from syncscript.language.interpreter.casts import is_class
from syncscript.language.interpreter.class_names import ANCESTORS, PACKAGE_OF, PACKAGES
from syncscript.language.interpreter.emitter import Emitter
from syncscript.language.interpreter.out_of_reach import ADVICE, refused_part
from syncscript.language.syntax import tree
from syncscript.model import Severity

SILENT = ("com.exalate.", "groovy.transform.", "java.lang.", "groovy.lang.", "java.sql.", "org.slf4j.")
"""Packages whose classes scripts name in types and annotations only, or that are plain values here."""


def static_names(script: tree.Script) -> dict[str, tuple[str, str]]:
    """What `import static` makes callable by its bare name: class and member."""
    found: dict[str, tuple[str, str]] = {}
    for node in script.body:
        if isinstance(node, tree.Import) and node.static:
            owner, _, member = node.path.rpartition(".")
            owner = owner.rsplit(".", 1)[-1]
            every = {*STATICS.get(owner, ()), *CONSTANTS.get(owner, ())}
            found.update({name: (owner, name) for name in every if member == "*"})
            if member in every:
                found[node.alias or member] = (owner, member)
    return found


def warn_of_imports(e: Emitter, script: tree.Script) -> None:
    """A warning for each import that brings nothing, unless its use is refused anyway."""
    for node in script.body:
        if isinstance(node, tree.Import) and not is_there(node):
            part = refused_part(node.path)
            if part is None or not e.refused & {part, *node.path.split(".")}:
                help = ADVICE[part] if part is not None else "remove it, or use the classes in the reference"
                message = f"{node.path} is not available in a rule: the import is ignored."
                e.report("SEM115", node, message, help, Severity.WARNING)


def is_there(node: tree.Import) -> bool:
    """Whether a rule has the class, or the package has some that it has."""
    package, _, last = node.path.rpartition(".")
    if node.path.startswith(SILENT):
        return True
    if last == "*":
        return package in PACKAGES or has_class(package.rsplit(".", 1)[-1])
    return has_class(last) or (node.static and has_class(package.rsplit(".", 1)[-1]))


def has_class(name: str) -> bool:
    listed = {*STATICS, *CONSTANTS, *CONSTRUCTORS, *HELPERS, *ANCESTORS, *PACKAGE_OF}
    return (name in listed and name not in ADVICE) or is_class(name)
