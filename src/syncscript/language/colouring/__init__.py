"""What each stretch of a rule file is, for whoever shows it in colour: documents, terminals, editors.

Worked out with the language's own lexer, from one table. Refuses to know colours.
"""

from syncscript.language.colouring.kinds import KINDS, TokenKind
from syncscript.language.colouring.stretches import Stretch, stretches

__all__ = ["KINDS", "Stretch", "TokenKind", "stretches"]
