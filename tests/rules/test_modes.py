"""One project for each way to connect two sides: what each README says, between sandboxes."""

from __future__ import annotations

from pathlib import Path

from tests.rules.sandboxed import sandboxed
from tests.sync.person import Person


def test_one_file_keeps_both_sides_in_step(tmp_path: Path) -> None:
    with sandboxed("one-file-both-ways", tmp_path) as project:
        blue, green = project.at["BlueJira"], project.at["GreenJira"]
        key = blue.create("BLUE", "Login fails", labels=["shared"], priority={"name": "Highest"})
        other = green.create("GREEN", "Badge reader offline", labels=["shared"])
        project.settle()
        twin = project.twin(key)
        assert named(green, twin, "priority") == "High"
        assert green.fields(twin)["customfield_10010"] == key
        assert blue.fields(key)["customfield_10010"] == twin
        assert blue.fields(project.twin(other))["summary"] == "Badge reader offline"
        green.edit(twin, summary="Login fails on Mondays")
        blue.move(key, "In Review")
        blue.comment(key, "Seen.")
        project.settle()
        assert blue.fields(key)["summary"] == "Login fails on Mondays"
        assert (named(blue, key, "status"), named(green, twin, "status")) == ("In Review", "In Progress")
        assert named(blue, key, "priority") == "Highest", "what Green cannot say is not lost"
        assert len(green.comments(twin)) == 1
        project.assert_quiet()


def test_one_way_is_one_way(tmp_path: Path) -> None:
    with sandboxed("one-way", tmp_path) as project:
        product, sales = project.at["ProductJira"], project.at["SalesJira"]
        product.version("ROAD", "2026 Q2")
        key = product.create("ROAD", "Sign in with a badge", type="Story", labels=["public"],
                             fixVersions=[{"name": "2026 Q2"}], customfield_10011="No more passwords.",
                             description="Rewrite the session first.")  # fmt: skip
        product.comment(key, "This will be late.")
        project.settle()
        copy = project.twin(key)
        fields = sales.fields(copy)
        assert (fields["description"], fields["labels"]) == ("No more passwords.", ["planned-2026-Q2"])
        assert sales.comments(copy) == []
        sales.edit(copy, summary="Free beer", duedate="2026-04-01")
        sales.comment(copy, "Two customers asked.")
        sales.label(copy, add=["big-deal"])
        sales.move(copy, "Done")
        project.settle()
        fields = product.fields(key)
        assert (fields["summary"], fields["duedate"]) == ("Sign in with a badge", None)
        assert (len(product.comments(key)), named(product, key, "status")) == (1, "To Do")
        product.edit(key, duedate="2026-09-30")
        product.move(key, "In Review")
        project.settle()
        fields = sales.fields(copy)
        assert (fields["duedate"], named(sales, copy, "status")) == ("2026-09-30", "In Progress")
        assert fields["labels"] == ["big-deal", "planned-2026-Q2"]
        project.assert_quiet()


def test_two_projects_of_one_jira(tmp_path: Path) -> None:
    with sandboxed("one-jira-two-projects", tmp_path) as project:
        person = project.at["CompanyJira"]
        key = person.create("OFFICE", "The door squeaks", labels=["facility"], duedate="2026-02-01",
                            priority={"name": "Highest"})  # fmt: skip
        project.settle()
        (task,) = person.keys("FAC")
        assert (named(person, task, "priority"), person.fields(task)["duedate"]) == ("High", "2026-02-01")
        person.edit(task, priority={"name": "Lowest"}, duedate="2027-01-01")
        person.comment(task, "Oiled.")
        person.move(task, "In Review")
        project.settle()
        assert (named(person, key, "priority"), person.fields(key)["duedate"]) == ("Highest", "2026-02-01")
        assert (named(person, key, "status"), len(person.comments(key))) == ("Done", 1)
        assert person.keys("OFFICE") == [key]
        project.assert_quiet()


def named(person: Person, key: str, field: str) -> str:
    return str(person.fields(key)[field]["name"])
