"""Text in, tree and diagnostics out.

Knows the order of the passes: tokens, tree, and for a text with mistakes a second walk that goes on
behind each of them. Refuses to know what the script means.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from syncscript.grammar_files import grammar_text
from syncscript.language.own_files import kept, user_cache_directory
from syncscript.language.syntax import tree
from syncscript.language.syntax.building import BUILDERS, Building
from syncscript.language.syntax.depth import problems_of_depth
from syncscript.language.syntax.lexer import Lexicon, lex, lexicon_of
from syncscript.language.syntax.lexing import Lexing, Problem, Token
from syncscript.language.syntax.loop import Machine, Run, feed, machine_of
from syncscript.language.syntax.mistakes import misfit_of, problem_of
from syncscript.language.syntax.recovery import MAX_MISTAKES, run_through
from syncscript.language.syntax.shortcuts import shortened
from syncscript.language.syntax.source import Source
from syncscript.language.syntax.table import FORMAT as TABLE_FORMAT
from syncscript.language.syntax.table import build_table
from syncscript.language.syntax.wording import diagnostics_of, is_error
from syncscript.model import Diagnostic

GRAMMAR = "syncscript.lark"
SPARE = 3
"""More findings by indentation than without say that the text is not indented at all."""
_FOLLOWS = {
    "type_missing": "unknown_character", "catch_without_name": "unknown_character",
    "name_missing": "unknown_character", "value_missing": "unknown_character",
    "bracket_without_end": "wrong_bracket",
}
"""What is told of a line only when the other is not."""


@dataclass(frozen=True)
class Parsed:
    """The tree of a script and what is wrong with its syntax.

    With an error among the diagnostics the tree holds only what could be read, and there are no tokens.
    """

    script: tree.Script
    diagnostics: tuple[Diagnostic, ...]
    source: Source
    tokens: Sequence[Token] = ()


def load_builders() -> None:
    """Imports the modules that announce builders, which are found by their name."""
    package = import_module("syncscript.language.syntax")
    for module in pkgutil.iter_modules(package.__path__):
        if module.name.startswith("build_"):
            import_module(f"{package.__name__}.{module.name}")


@cache
def _language() -> tuple[Lexicon, Machine]:
    load_builders()
    grammar = grammar_text(GRAMMAR)
    source = f"{TABLE_FORMAT}\n{grammar}"
    table = kept(user_cache_directory(), "grammar", source, lambda: shortened(build_table(grammar)))
    return lexicon_of(table), machine_of(table, BUILDERS)


def tokens_of(text: str) -> Lexing:
    """The tokens and comments of a text, in order. Never raises; what cannot be read has no token."""
    return lex(text, _language()[0])


def words_of_grammar() -> dict[str, str]:
    """The language's keywords, each with its terminal."""
    return dict(_language()[0].words)


def terminals_of_grammar() -> dict[str, str]:
    """The regular expression of each terminal."""
    return dict(_language()[0].terminals)


def parse(text: str, name: str = "<rule>") -> Parsed:
    """Parses a rule file. Never raises; mistakes are diagnostics, in the order of their place."""
    source = Source(name, text)
    lexicon, machine = _language()
    lexing = lex(text, lexicon)
    if lexing.gave_up:
        nothing = tree.Script(0, len(text), [], lexing.comments)
        return Parsed(nothing, diagnostics_of(lexing.problems, source), source)
    run, building = Run([machine.start], []), Building(text)
    reached = feed(machine, run, lexing.tokens, 0, building)
    if reached < len(lexing.tokens) or _has_wrong_brackets(lexing):
        return _with_mistakes(source, lexicon, machine, lexing)
    script: tree.Script = run.values[0]
    script.comments = lexing.comments
    problems = [*_first_ones(source, lexing.problems), *building.problems, *problems_of_depth(script)]
    return Parsed(script, diagnostics_of(problems, source), source, lexing.tokens)


def _with_mistakes(source: Source, lexicon: Lexicon, machine: Machine, lexing: Lexing) -> Parsed:
    """The second walk, over a text that is known to be wrong: it goes on behind each mistake."""
    guessed = lex(source.text, lexicon, guesses_brackets=True)
    second, _ = _reading(source, machine, guessed)
    first, misfits = _reading(source, machine, lexing)
    if any(_was_left_open(source, guessed, misfit) for misfit in misfits) or _goes_on(guessed, misfits):
        return second
    most = len(first.diagnostics) + (SPARE if _has_wrong_brackets(lexing) else 0)
    return second if len(second.diagnostics) <= most else first


def _has_wrong_brackets(lexing: Lexing) -> bool:
    return any(problem.key.startswith("bracket") for problem in lexing.problems)


def _reading(source: Source, machine: Machine, lexing: Lexing) -> tuple[Parsed, list[Problem]]:
    """What these tokens give and all that is wrong with them, and the tokens that did not fit."""
    script, misfits, more = _read_through(source, machine, lexing)
    script.comments = lexing.comments
    problems = [*_first_ones(source, lexing.problems), *_not_yet_told(source, lexing, misfits), *more]
    if len(misfits) >= MAX_MISTAKES:
        problems.append(Problem("too_many_mistakes", misfits[-1].end, misfits[-1].end))
    return Parsed(script, diagnostics_of(problems, source), source), misfits


def _read_through(
    source: Source, machine: Machine, lexing: Lexing
) -> tuple[tree.Script, list[Problem], list[Problem]]:
    """What could be read, the tokens that did not fit, and what finished nodes show."""
    building, misfits = Building(source.text), list[Problem]()

    def explain(place: int, run: Run) -> None:
        row = machine.rows[run.states[-1]]
        misfits.append(problem_of(misfit_of(source.text, lexing.tokens, place, run.values, row)))

    run = run_through(machine, lexing.tokens, building, explain)
    script = run.values[0] if run.values and isinstance(run.values[0], tree.Script) else None
    return script or tree.Script(0, len(source.text), []), misfits, building.problems


def _was_left_open(source: Source, guessed: Lexing, misfit: Problem) -> bool:
    """Whether a token that does not fit is where a bracket should have been closed.

    A bracket that is closed by a surplus one further down looks closed at first.
    """
    line = source.position(misfit.start)[0]
    open_brackets = [p for p in guessed.problems if p.key == "bracket_without_end" and p.start < misfit.start]
    return any(source.position(p.until)[0] in {line, line - 1} for p in open_brackets)


def _goes_on(guessed: Lexing, misfits: list[Problem]) -> bool:
    """Whether a line that ends too early was read on behind by lines alone."""
    ends = {problem.start for problem in guessed.problems if problem.key in {"value_missing", "name_missing"}}
    return any(misfit.start in ends for misfit in misfits)


def _first_ones(source: Source, problems: list[Problem]) -> list[Problem]:
    """Without what follows from another mistake of its line.

    Something is missing where a character that means nothing stands in its place; a bracket is never closed
    where one further in was closed by the wrong one.
    """
    told = {(each.key, source.position(each.start)[0]) for each in problems}
    return [each for each in problems
            if (_FOLLOWS.get(each.key), source.position(each.start)[0]) not in told]


def _not_yet_told(source: Source, lexing: Lexing, misfits: list[Problem]) -> list[Problem]:
    """Tokens that do not fit, without those on a line whose mistake the lexer found."""
    told = {source.position(problem.start)[0] for problem in lexing.problems if is_error(problem)}
    open_class = any(p.key == "bracket_without_end" and p.detail == "{" for p in lexing.problems)
    new = [problem for problem in misfits if source.position(problem.start)[0] not in told]
    return [problem for problem in new if problem.key != "member_not_read" or not open_class]
