"""What a benchmark prints: numbers with their names, and the aims that were missed.

Refuses to know what is measured.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Page:
    """What is printed, and the aims that were missed."""

    lines: list[str]
    missed: int = 0

    def title(self, text: str) -> None:
        self.lines += ["", text, "-" * len(text)]

    def tell(self, name: str, value: object, remark: str = "") -> None:
        self.lines.append(f"  {name:<44} {value!s:>14}  {remark}".rstrip())

    def aim(self, name: str, value: float, limit: float) -> None:
        """One number that must not be above its limit."""
        met = value <= limit
        self.missed += not met
        self.tell(name, f"{value:.4g}", f"aim: at most {limit:.4g} {'(met)' if met else 'MISSED'}")
