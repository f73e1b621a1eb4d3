"""A comment or attachment is not in the id map, and keeps the id that it had.

A project that was moved to another instance has new ids for all of them. One that the map does not name may
have been deleted, or the map is of another project; its copy would not be recognised, and could be sent
again.
"""

from __future__ import annotations

from syncscript.backbone.registry import page

CODE = page("BB075", "warning", __name__, __doc__)
