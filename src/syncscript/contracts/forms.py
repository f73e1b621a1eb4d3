"""What a tracker demands of a new issue of one project and type.

Plain values under the names that rules use, so that they can be judged before anything is written and kept
between runs. Refuses to know any tracker's own way of telling them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from syncscript.model import Json


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form. required: somebody must fill it in, the tracker does not.

    name: as people see it; allowed: the canonical texts to choose from, None where anything goes; default:
    what the tracker fills in, as it writes that.
    """

    name: str
    required: bool = False
    allowed: tuple[str, ...] | None = None
    default: Json = None


@dataclass(frozen=True, slots=True)
class CreateForm:
    """type: in the tracker's own spelling. fields: None where the tracker does not tell.

    refusal: why no such issue can be created at all, empty when it can; help: the next act then.
    """

    type: str
    fields: Mapping[str, FormField] | None = None
    refusal: str = ""
    help: str = ""

    def allowed(self, field: str) -> tuple[str, ...] | None:
        """The values to choose from; None where the form has no such list."""
        known = (self.fields or {}).get(field)
        return known.allowed if known else None

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> CreateForm:
        fields = data["fields"]
        known = None if fields is None else {name: _field(told) for name, told in fields.items()}
        return cls(data["type"], known, data["refusal"], data["help"])


def _field(told: Mapping[str, Any]) -> FormField:
    allowed = told["allowed"]
    return FormField(told["name"], told["required"], None if allowed is None else tuple(allowed),
                     told.get("default"))
