"""Classes by their names: the package each belongs to in Java, and which exception is a kind of which.

Knows names as a script writes and prints them. Refuses to look up any class of the host.
"""

from __future__ import annotations

PACKAGES: dict[str, str] = {
    "java.lang": "Object String CharSequence Boolean Integer Long Short Byte Double Float Number Character"
    " StringBuilder StringBuffer Math Class Iterable Comparable Throwable Exception Error RuntimeException"
    " IllegalArgumentException IllegalStateException NumberFormatException ArithmeticException"
    " NullPointerException IndexOutOfBoundsException StringIndexOutOfBoundsException"
    " ArrayIndexOutOfBoundsException UnsupportedOperationException ClassCastException AssertionError"
    " NegativeArraySizeException InterruptedException CloneNotSupportedException StackOverflowError",
    "java.math": "BigDecimal BigInteger RoundingMode",
    "java.util": "List ArrayList LinkedList Collection Set HashSet LinkedHashSet TreeSet Map HashMap"
    " LinkedHashMap TreeMap PriorityQueue Date Calendar Locale TimeZone UUID Base64 Arrays Collections"
    " Iterator Comparator Optional Objects"
    " NoSuchElementException ConcurrentModificationException IllegalFormatException"
    " IllegalFormatConversionException MissingFormatArgumentException UnknownFormatConversionException",
    "java.util.stream": "Stream IntStream LongStream DoubleStream Collectors Collector",
    "java.util.function": "Function Predicate Supplier Consumer BiFunction BiPredicate BiConsumer"
    " UnaryOperator BinaryOperator ToIntFunction ToLongFunction ToDoubleFunction IntFunction IntPredicate",
    "java.util.regex": "Pattern Matcher PatternSyntaxException",
    "java.io": "IOException File UncheckedIOException FileNotFoundException",
    "java.text": "SimpleDateFormat ParseException",
    "java.time": "Instant LocalDate LocalDateTime LocalTime Duration Period ZonedDateTime OffsetDateTime"
    " DateTimeException ZoneId ZoneOffset",
    "java.time.format": "DateTimeFormatter DateTimeParseException",
    "groovy.lang": "Closure GString Range IntRange GroovyRuntimeException MissingMethodException"
    " MissingPropertyException ReadOnlyPropertyException",
    "groovy.time": "TimeCategory TimeDuration",
    "groovy.json": "JsonSlurper JsonOutput JsonException JsonBuilder",
    "org.codehaus.groovy.runtime": "GStringImpl",
    "org.codehaus.groovy.runtime.typehandling": "GroovyCastException",
    "org.codehaus.groovy.runtime.powerassert": "PowerAssertionError",
    "org.codehaus.groovy.runtime.metaclass": "MethodSelectionException",
    "com.exalate.api.exception": "IssueTrackerException",
}
PACKAGE_OF: dict[str, str] = {name: package for package, names in PACKAGES.items() for name in names.split()}

ANCESTORS: dict[str, str] = {
    "Exception": "Throwable",
    "RuntimeException": "Exception",
    "Error": "Throwable",
    "AssertionError": "Error",
    "PowerAssertionError": "AssertionError",
    "IssueTrackerException": "Exception",
    "IOException": "Exception",
    "FileNotFoundException": "IOException",
    "InterruptedException": "Exception",
    "CloneNotSupportedException": "Exception",
    "ParseException": "Exception",
    "IllegalArgumentException": "RuntimeException",
    "IllegalStateException": "RuntimeException",
    "NumberFormatException": "IllegalArgumentException",
    "PatternSyntaxException": "IllegalArgumentException",
    "IllegalFormatException": "IllegalArgumentException",
    "IllegalFormatConversionException": "IllegalFormatException",
    "MissingFormatArgumentException": "IllegalFormatException",
    "UnknownFormatConversionException": "IllegalFormatException",
    "ArithmeticException": "RuntimeException",
    "NullPointerException": "RuntimeException",
    "IndexOutOfBoundsException": "RuntimeException",
    "StringIndexOutOfBoundsException": "IndexOutOfBoundsException",
    "ArrayIndexOutOfBoundsException": "IndexOutOfBoundsException",
    "NegativeArraySizeException": "RuntimeException",
    "UnsupportedOperationException": "RuntimeException",
    "ConcurrentModificationException": "RuntimeException",
    "UncheckedIOException": "RuntimeException",
    "ClassCastException": "RuntimeException",
    "GroovyCastException": "ClassCastException",
    "GroovyRuntimeException": "RuntimeException",
    "MissingPropertyException": "GroovyRuntimeException",
    "ReadOnlyPropertyException": "MissingPropertyException",
    "MissingMethodException": "GroovyRuntimeException",
    "MethodSelectionException": "GroovyRuntimeException",
    "JsonException": "GroovyRuntimeException",
    "NoSuchElementException": "RuntimeException",
    "DateTimeException": "RuntimeException",
    "DateTimeParseException": "DateTimeException",
}


def full_name(name: str) -> str:
    """`String` is java.lang.String; a name that Java does not have stays as it is."""
    package = PACKAGE_OF.get(name)
    return f"{package}.{name}" if package else name


def is_kind(kind: str, wanted: str) -> bool:
    """Whether an exception of this kind is one of the wanted."""
    step: str | None = kind
    while step is not None:
        if step == wanted:
            return True
        step = ANCESTORS.get(step, "Throwable" if step not in ("Throwable", "Exception") else None)
    return wanted == "Exception" and kind not in ANCESTORS and kind != "Throwable"
