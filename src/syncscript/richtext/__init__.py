"""Rich text between Atlassian's document format (ADF) and Jira's wiki markup.

Knows both notations and what is lost between them. Refuses to know issues, trackers and files:
documents and texts in, documents and texts out, never an exception for anything a person typed.
"""

from syncscript.richtext.composing import canonical_wiki, compose
from syncscript.richtext.losses import conversion_losses
from syncscript.richtext.reading import wiki_to_adf
from syncscript.richtext.writing import adf_to_wiki

__all__ = ["adf_to_wiki", "canonical_wiki", "compose", "conversion_losses", "wiki_to_adf"]
