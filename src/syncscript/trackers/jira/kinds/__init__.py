"""What kinds of values Jira's fields hold, a class each: how they are read, settled and written."""

from syncscript.trackers.jira.kinds.choices import Cascade, Choice, Choices, Named, NamedSet
from syncscript.trackers.jira.kinds.kind import CannotHold, Kind, Note, Seat, Site, Writing
from syncscript.trackers.jira.kinds.labels import Labels
from syncscript.trackers.jira.kinds.people import People, Person
from syncscript.trackers.jira.kinds.plain import Date, Instant, Line, Number, Parent, Rich

__all__ = [
    "CannotHold", "Cascade", "Choice", "Choices", "Date", "Instant", "Kind", "Labels", "Line", "Named",
    "NamedSet", "Note", "Number", "Parent", "People", "Person", "Rich", "Seat", "Site", "Writing",
]
