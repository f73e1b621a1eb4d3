"""Every relative link in the documentation leads to a file, and every anchor to a heading."""

from __future__ import annotations

import re
from pathlib import Path

from tests.on_each import on_each

ROOT = Path(__file__).parents[2]
PAGES = [*ROOT.glob("*.md"), *sorted((ROOT / "rules").rglob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


def prose_of(page: Path) -> str:
    """The page without its code, where brackets are no links."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.S | re.M)
    return re.sub(r"`[^`\n]*`", "", text)


def anchors_of(page: Path) -> set[str]:
    headings = re.findall(r"^#+ +(.*)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def links() -> list[tuple[Path, str]]:
    found = [(page, link) for page in PAGES for link in LINK.findall(prose_of(page))]
    return [(page, link) for page, link in found if not re.match(r"[a-z]+:", link)]


@on_each(links())
def test_the_link_leads_somewhere(page: Path, link: str) -> None:
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    assert target.exists(), f"{page.relative_to(ROOT)} links to {link}"
    if anchor and target.suffix == ".md":
        assert anchor in anchors_of(target), f"{page.relative_to(ROOT)} links to {link}"


def test_every_page_can_be_found() -> None:
    """Each page is linked from another one."""
    linked = {(page.parent / link.partition("#")[0]).resolve() for page, link in links()}
    lost = [page for page in PAGES if page.resolve() not in linked and page.parent not in (ROOT,)]
    lost = [page for page in lost if page != ROOT / "docs" / "README.md"]
    assert not lost
