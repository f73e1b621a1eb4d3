"""What helps somebody who writes a rule: what could stand at a place, and what that which stands there is.

Pure: a text, an offset and what is known around the file give plain values. Refuses to know editors and
protocols.
"""

from syncscript.language.assist.completing import completions, replaced_from
from syncscript.language.assist.describing import Description, description_at
from syncscript.language.assist.offers import Offer
from syncscript.language.assist.rule_text import RuleText

__all__ = ["Description", "Offer", "RuleText", "completions", "description_at", "replaced_from"]
