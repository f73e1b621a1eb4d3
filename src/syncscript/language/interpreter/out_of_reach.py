"""Names that scripts written for others use and that no rule can reach, and what to do instead.

Knows classes, packages, functions and members by their names. Refuses to judge how they are used.
"""

from __future__ import annotations

INSIDE = "a rule reaches nothing of the program around it: ask through nodeHelper and syncHelper"
JIRA = "ask through nodeHelper, or write fields of the issue; the plan changes Jira"
SAME = "the same input must give the same output: take an id or a date of the issue"
SECRET = "a rule encrypts nothing: keep secrets out of issues"
PROGRAMS = "a rule starts no programs"
ALONE = "a rule runs alone and does not wait"
FILES = "a rule reads and writes no files: give what it needs with the issue"
CODE = "code is not made from texts: write it into the rule"
NETWORK = "httpClient asks the hosts that the connection lists; a rule opens no connections itself"
REFLECTION = "a rule cannot look into classes: write the call, or the name of the field, as it is"
XML = "take the parts out of the text with a regular expression, or have JSON sent"
DATABASE = "a rule reaches no database: ask through nodeHelper and httpClient"
RECORDED = "a rule ends with what it wrote: there is no console; debug.error and log.info tell something"

ADVICE: dict[str, str] = {
    **dict.fromkeys(
        ("services", "injector", "InjectorGetter", "jcloudnode", "play", "akka", "Await"), INSIDE
    ),
    **dict.fromkeys(("ComponentAccessor", "ComponentManager", "componentManager", "issueManager"), JIRA),
    **dict.fromkeys(("com.atlassian",), JIRA),
    "scala": "there is no Scala here: lists and maps are Groovy's own",
    "Jsoup": "nodeHelper.stripHtml and nodeHelper.toMarkDownFromHtml take HTML apart",
    "org.jsoup": "nodeHelper.stripHtml and nodeHelper.toMarkDownFromHtml take HTML apart",
    **dict.fromkeys(
        ("Cipher", "SecretKeySpec", "KeyGenerator", "MessageDigest", "Mac", "javax.crypto"), SECRET
    ),
    **dict.fromkeys(("Runtime", "ProcessBuilder", "Process", "execute()"), PROGRAMS),
    **dict.fromkeys(
        ("Thread", "Executors", "Timer", "ExecutorService", "CompletableFuture", "TimeUnit"), ALONE
    ),
    **dict.fromkeys(("java.util.concurrent", "sleep()"), ALONE),
    **dict.fromkeys(
        ("File", "Files", "Paths", "FileReader", "FileWriter", "FileInputStream", "Scanner"), FILES
    ),
    **dict.fromkeys(
        ("FileOutputStream", "BufferedReader", "InputStreamReader", "PrintWriter", "java.io"), FILES
    ),
    "java.nio.file": FILES,
    **dict.fromkeys(("GroovyShell", "GroovyClassLoader", "GroovyScriptEngine", "Eval", "evaluate()"), CODE),
    **dict.fromkeys(("ScriptEngineManager", "javax.script", "binding", "Binding"), CODE),
    **dict.fromkeys(("Socket", "ServerSocket", "HttpURLConnection", "RESTClient", "HTTPBuilder"), NETWORK),
    **dict.fromkeys(("HttpBuilder", "groovyx.net", "org.apache.http", "java.net.http"), NETWORK),
    **dict.fromkeys(
        ("Class", "Method", "Field", "Proxy", "java.lang.reflect", "metaClass", "classLoader"), REFLECTION
    ),
    **dict.fromkeys(("getMetaClass()", "getClassLoader()", "getMethod()", "getMethods()"), REFLECTION),
    **dict.fromkeys(("getDeclaredMethod()", "getDeclaredMethods()", "getDeclaredField()"), REFLECTION),
    **dict.fromkeys(("getDeclaredFields()", "getField()", "getFields()", "setAccessible()"), REFLECTION),
    **dict.fromkeys(("declaredMethods", "declaredFields", "getConstructor()", "invokeMethod()"), REFLECTION),
    **dict.fromkeys(("XmlSlurper", "XmlParser", "MarkupBuilder", "groovy.xml", "groovy.util"), XML),
    **dict.fromkeys(("Sql", "DriverManager", "DataSource", "groovy.sql"), DATABASE),
    **dict.fromkeys(("Random", "SecureRandom", "ThreadLocalRandom", "Math.random"), SAME),
    "issueHelper": "assign fields of the issue; nodeHelper looks up, commentHelper merges comments",
    "serviceDeskHelper": "assign the issue's fields; a comment is internal by `it.internal = true`",
    "UUID.randomUUID": "take a name: UUID.nameUUIDFromBytes(issue.key.bytes)",
    "Collections.shuffle": "the same input must give the same output: sort instead",
    **dict.fromkeys(("System.in", "System.console"), RECORDED),
    "System.getenv": "a rule sees no environment: give what it needs with the issue, and keep secrets out",
    "System.getProperty": "a rule sees no environment: give what it needs with the issue",
    "System.properties": "a rule sees no environment: give what it needs with the issue",
    "System.env": "a rule sees no environment: give what it needs with the issue, and keep secrets out",
    "System.nanoTime": "a rule has no clock: take a date of the issue, or the run's time from new Date()",
    "System.exit": "`return` ends a rule, `throw` makes it fail",
    **dict.fromkeys(("com", "org", "java", "javax", "groovy", "groovyx"), "use the classes in the reference"),
}
MEMBERS = frozenset(name for name in ADVICE if REFLECTION is ADVICE[name] and (name[0].islower()))
"""Members that no value has, whatever it is: properties, and methods with `()` behind the name."""


def refused_part(path: str) -> str | None:
    """The part of a dotted path that no rule can reach: the whole, its packages, or one of its names."""
    words = path.split(".")
    whole = [".".join(words[:count]) for count in range(len(words), 1, -1)]
    ends = [".".join(words[-2:])]
    return next((part for part in (*ends, *whole, *reversed(words)) if part in ADVICE), None)
