"""The nodes of a rule file.

Every node has `start` and `end`, offsets into the source text; line and column are worked out only
when a message needs them. Nodes say what was written, not what it means: no name is resolved here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields


@dataclass(slots=True, repr=False, eq=False)
class Node:
    """The head of all nodes. Two nodes are equal when they are the same one; `repr` shows the fields.

    Both are written here once, because sixty generated pairs would double the time of the import.
    """

    start: int
    end: int

    def __repr__(self) -> str:
        shown = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in fields(self))
        return f"{type(self).__name__}({shown})"


# ---------------------------------------------------------------------------- expressions


@dataclass(slots=True, repr=False, eq=False)
class Literal(Node):
    """A string without interpolation, int, Decimal (as text in `kind` 'decimal'), float, bool or None.

    kind: string | int | long | decimal | double | bool | null. value: str, int, decimal.Decimal, float,
    bool or None.
    """

    kind: str
    value: object


@dataclass(slots=True, repr=False, eq=False)
class GString(Node):
    """parts: str for text, an expression (a Closure for `${-> x}`) for the rest."""

    parts: list[str | Node]


@dataclass(slots=True, repr=False, eq=False)
class Name(Node):
    """A bare name: variable, class or the head of a path."""

    name: str


@dataclass(slots=True, repr=False, eq=False)
class Property(Node):
    """target.name, target?.name, target*.name. name: str, or an expression for `."${x}"` and `.(x)`."""

    target: Node
    name: str | Node
    safe: bool = False
    spread: bool = False


@dataclass(slots=True, repr=False, eq=False)
class Index(Node):
    """target[keys], target?[keys]."""

    target: Node
    keys: list[Node]
    safe: bool = False


@dataclass(slots=True, repr=False, eq=False)
class Argument(Node):
    """One argument: positional (name None), named (`name: value`; name str or expression),
    spread (`*value`).

    `*: map` has the name `*` and is spread.
    """

    value: Node
    name: str | Node | None = None
    spread: bool = False


@dataclass(slots=True, repr=False, eq=False)
class Call(Node):
    """A call. target: the receiver for a method call (`name` its method), None for `name(...)`.

    A call of an expression's value, `f[0](x)`, has name `call`. Trailing closures are the last arguments.
    """

    target: Node | None
    name: str | Node
    arguments: list[Argument]
    safe: bool = False
    spread: bool = False


@dataclass(slots=True, repr=False, eq=False)
class MethodPointer(Node):
    """target.&name"""

    target: Node
    name: str


@dataclass(slots=True, repr=False, eq=False)
class New(Node):
    """new Type(arguments). type: as written without generics, dimensions `[n]` in `sizes`."""

    type: str
    arguments: list[Argument]
    sizes: list[Node] = field(default_factory=list)


@dataclass(slots=True, repr=False, eq=False)
class ListLiteral(Node):
    """items: expressions, or Spread."""

    items: list[Node]


@dataclass(slots=True, repr=False, eq=False)
class Spread(Node):
    """`*value` in a list, `*:value` in a map."""

    value: Node


@dataclass(slots=True, repr=False, eq=False)
class MapEntry(Node):
    """key: str for a name key, an expression otherwise."""

    key: str | Node
    value: Node


@dataclass(slots=True, repr=False, eq=False)
class MapLiteral(Node):
    """entries: MapEntry or Spread."""

    entries: list[Node]


@dataclass(slots=True, repr=False, eq=False)
class Range(Node):
    """low..high, low..<high"""

    low: Node
    high: Node
    exclusive: bool


@dataclass(slots=True, repr=False, eq=False)
class Unary(Node):
    """operator: `!`, `-`, `+`, `~`."""

    operator: str
    operand: Node


@dataclass(slots=True, repr=False, eq=False)
class Step(Node):
    """`++` or `--`, in front of or behind a target."""

    operator: str
    target: Node
    prefix: bool


@dataclass(slots=True, repr=False, eq=False)
class Binary(Node):
    """operator: as written (`+`, `==`, `&&`, `in`, `!in`, `=~`, `<=>`, ...)."""

    operator: str
    left: Node
    right: Node


@dataclass(slots=True, repr=False, eq=False)
class TypeTest(Node):
    """value instanceof type, value !instanceof type."""

    value: Node
    type: str
    negated: bool = False


@dataclass(slots=True, repr=False, eq=False)
class Cast(Node):
    """value as Type, (Type) value. java: True for the second form."""

    value: Node
    type: str
    java: bool = False


@dataclass(slots=True, repr=False, eq=False)
class Ternary(Node):
    """condition ? then : otherwise"""

    condition: Node
    then: Node
    otherwise: Node


@dataclass(slots=True, repr=False, eq=False)
class Elvis(Node):
    """value ?: otherwise"""

    value: Node
    otherwise: Node


@dataclass(slots=True, repr=False, eq=False)
class Parameter(Node):
    """A parameter of a closure or method. type: as written or None; varargs: `T... name`."""

    name: str
    type: str | None = None
    default: Node | None = None
    varargs: bool = False


@dataclass(slots=True, repr=False, eq=False)
class Closure(Node):
    """{ parameters -> body }. parameters None: none written, so there is an implicit `it`."""

    parameters: list[Parameter] | None
    body: list[Node]


@dataclass(slots=True, repr=False, eq=False)
class Assignment(Node):
    """target operator value. operator: `=`, `+=`, `-=`, `*=`, `/=`, `%=`, `**=`, `?=`, `<<=`..."""

    target: Node
    operator: str
    value: Node


# ---------------------------------------------------------------------------- statements


@dataclass(slots=True, repr=False, eq=False)
class ExpressionStatement(Node):
    """An expression as a statement; assignments and calls are such."""

    expression: Node


@dataclass(slots=True, repr=False, eq=False)
class Declarator(Node):
    """One name of a declaration; value None when it has none."""

    name: str
    value: Node | None


@dataclass(slots=True, repr=False, eq=False)
class Declaration(Node):
    """def a = 1, b = 2; String s = x; final x = 1. type None for `def`."""

    type: str | None
    declarators: list[Declarator]
    final: bool = False


@dataclass(slots=True, repr=False, eq=False)
class MultipleDeclaration(Node):
    """def (a, b) = value"""

    names: list[Declarator]
    value: Node


@dataclass(slots=True, repr=False, eq=False)
class MultipleAssignment(Node):
    """(a, b) = value"""

    targets: list[Node]
    value: Node


@dataclass(slots=True, repr=False, eq=False)
class Block(Node):
    """{ body } as a statement; also an empty statement."""

    body: list[Node]


@dataclass(slots=True, repr=False, eq=False)
class If(Node):
    """if (condition) then else otherwise"""

    condition: Node
    then: Node
    otherwise: Node | None


@dataclass(slots=True, repr=False, eq=False)
class ForIn(Node):
    parameter: Parameter
    iterable: Node
    body: Node


@dataclass(slots=True, repr=False, eq=False)
class ForLoop(Node):
    """for (initial; condition; step) body"""

    initial: list[Node]
    condition: Node | None
    step: list[Node]
    body: Node


@dataclass(slots=True, repr=False, eq=False)
class While(Node):
    """while (condition) body; `do body while (condition)` when `first`."""

    condition: Node
    body: Node
    first: bool = False


@dataclass(slots=True, repr=False, eq=False)
class Case(Node):
    """values empty: default. arrow: `case x -> ...`; its body ends with a `break` that nobody wrote."""

    values: list[Node]
    body: list[Node]
    arrow: bool = False


@dataclass(slots=True, repr=False, eq=False)
class Switch(Node):
    """switch (subject) { cases }"""

    subject: Node
    cases: list[Case]


@dataclass(slots=True, repr=False, eq=False)
class Catch(Node):
    """catch (types name) body; types empty: any exception."""

    types: list[str]
    name: str
    body: Block


@dataclass(slots=True, repr=False, eq=False)
class Try(Node):
    """try body catches finally final"""

    body: Block
    catches: list[Catch]
    final: Block | None


@dataclass(slots=True, repr=False, eq=False)
class Throw(Node):
    """throw value"""

    value: Node


@dataclass(slots=True, repr=False, eq=False)
class Return(Node):
    """return value"""

    value: Node | None


@dataclass(slots=True, repr=False, eq=False)
class Break(Node):
    """break label"""

    label: str | None = None


@dataclass(slots=True, repr=False, eq=False)
class Continue(Node):
    """continue label"""

    label: str | None = None


@dataclass(slots=True, repr=False, eq=False)
class Labelled(Node):
    """label: statement"""

    label: str
    statement: Node


@dataclass(slots=True, repr=False, eq=False)
class Method(Node):
    """def name(parameters) { body }. modifiers: `static`, `private`..."""

    name: str
    parameters: list[Parameter]
    body: Block
    type: str | None = None
    modifiers: list[str] = field(default_factory=list)


@dataclass(slots=True, repr=False, eq=False)
class ClassDefinition(Node):
    name: str
    extends: str | None
    members: list[Node]
    kind: str = "class"


@dataclass(slots=True, repr=False, eq=False)
class Import(Node):
    """import static a.b.C.* as D"""

    path: str
    alias: str | None = None
    static: bool = False


@dataclass(slots=True, repr=False, eq=False)
class Row(Node):
    """left operator right, of a value table. operator: `<->`, `->`, `<-`."""

    left: Node
    operator: str
    right: Node


@dataclass(slots=True, repr=False, eq=False)
class Table(Node):
    """rows and what happens to a value without a row.

    otherwise: None (not written), `error`, `skip`, or a Literal.
    """

    rows: list[Row]
    otherwise: str | Literal | None


@dataclass(slots=True, repr=False, eq=False)
class Mapping(Node):
    """left <-> right, with a value table perhaps. Both sides are paths: Property or Index down to a Name."""

    left: Node
    right: Node
    table: Table | None
    operator: str = "<->"


@dataclass(slots=True, repr=False, eq=False)
class Comment(Node):
    """`//` or `/* */` with its marks. Kept beside the statements, in order of their place."""

    text: str


@dataclass(slots=True, repr=False, eq=False)
class Script(Node):
    """A whole rule file."""

    body: list[Node]
    comments: list[Comment] = field(default_factory=list)
