"""`import java.util.ArrayList as AL`: the class's own name is put where the script wrote the other one.

Refuses to know whether there is such a class.
"""

from __future__ import annotations

import re

from syncscript.language.syntax import tree


def put_own_names(script: tree.Script, nodes: list[tree.Node]) -> None:
    """nodes: all of the script. Its own classes and names of the same spelling are not told apart."""
    imports = [node for node in script.body if isinstance(node, tree.Import)]
    meant = {node.alias: node.path.rsplit(".", 1)[-1] for node in imports if node.alias and not node.static}
    if not meant:
        return
    alias = re.compile(rf"\b({'|'.join(map(re.escape, meant))})\b")

    def own(written: str) -> str:
        return alias.sub(lambda found: meant[found[1]], written)

    for node in nodes:
        match node:
            case tree.Name():
                node.name = own(node.name)
            case tree.Catch():
                node.types = [own(each) for each in node.types]
            case tree.ClassDefinition():
                node.extends = own(node.extends) if node.extends else None
                node.implements = [own(each) for each in node.implements]
            case tree.New() | tree.Cast() | tree.TypeTest():
                node.type = own(node.type)
            case tree.Declaration() | tree.Parameter() | tree.Method():
                node.type = own(node.type) if node.type else None
