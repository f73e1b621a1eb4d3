"""Compile the shipped rules with the installed wheel; argument: the checkout, which must not be used."""

import sys
from pathlib import Path

import syncscript

package = Path(syncscript.__file__).resolve().parent
checkout = Path(sys.argv[1]).resolve()
if checkout in package.parents:
    sys.exit(f"syncscript was imported from the checkout: {package}")

rules = sorted((package / "rules").rglob("*.sync"))
if not rules:
    sys.exit(f"the wheel carries no rules below {package}")
for path in rules:
    syncscript.compile(path.read_text(encoding="utf-8"), name=path.name)
    print(f"compiled {path.relative_to(package)}")

own = syncscript.compile("replica.summary = issue.summary", kind="outgoing", name="own.outgoing.sync")
outcome = own.run({"issue": {"summary": "outside"}})
if outcome.replica != {"summary": "outside"}:
    sys.exit(f"a rule run outside the checkout answered {outcome.replica!r}")
print("ran a rule outside the checkout")
