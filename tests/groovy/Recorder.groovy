/*
 * Evaluates programs with the Groovy that runs it, and tells each result in the notation of README.md.
 *
 * Standard input: one JSON text a line, the program. Standard output: one JSON text a line, the answer.
 * Each program gets a shell and a thread of its own; a program that takes too long answers "!timeout".
 */
import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import java.util.concurrent.Callable
import java.util.concurrent.ExecutionException
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException
import java.util.regex.Matcher
import java.util.regex.Pattern
import org.codehaus.groovy.control.CompilationFailedException

class Notation {
    static String quoted(value) {
        JsonOutput.toJson(value.toString())
    }

    static String listed(items, String name = '', int depth) {
        name + '[' + items.collect { show(it, depth + 1) }.join(', ') + ']'
    }

    static String show(value, int depth = 0) {
        if (depth > 20) return '...'
        if (value == null) return 'null'
        if (value instanceof Boolean || value instanceof Integer) return value.toString()
        if (value instanceof Long) return value + 'L'
        if (value instanceof BigInteger) return value + 'G'
        if (value instanceof Short) return value + 'S'
        if (value instanceof Byte) return value + 'B'
        if (value instanceof BigDecimal) return value.toString() + 'g'
        if (value instanceof Double) return value + 'd'
        if (value instanceof Float) return value + 'f'
        if (value instanceof String) return quoted(value)
        if (value instanceof GString) return '$' + quoted(value)
        if (value instanceof Character) return 'c' + quoted(value)
        return showLarge(value, depth)
    }

    static String showLarge(value, int depth) {
        if (value instanceof Range) return listed(value as List, 'range', depth)
        if (value instanceof List) return listed(value, depth)
        if (value instanceof Set) return listed(value, 'set', depth)
        if (value instanceof Collection) return listed(value, 'collection', depth)
        if (value.getClass().isArray()) return listed(value as List, 'array', depth)
        if (value instanceof Map) {
            return '{' + value.collect { key, item -> show(key, depth + 1) + ': ' + show(item, depth + 1) }.join(', ') + '}'
        }
        if (value instanceof Map.Entry) return 'entry(' + show(value.key, depth + 1) + ', ' + show(value.value, depth + 1) + ')'
        if (value instanceof StringBuilder || value instanceof StringBuffer) return 'buffer' + quoted(value)
        if (value instanceof Pattern) return 'pattern' + quoted(value)
        if (value instanceof Matcher) return '<Matcher>'
        if (value instanceof Closure) return '<Closure>'
        if (value instanceof Class) return 'class ' + value.simpleName
        if (value instanceof Throwable) return 'exception ' + value.getClass().simpleName
        return '<' + value.getClass().simpleName + '>'
    }

    static String failed(Throwable error) {
        if (error instanceof CompilationFailedException) return '!compile'
        return '!' + error.getClass().simpleName
    }
}

def evaluate(String program) {
    def printed = new StringWriter()
    def binding = new Binding()
    binding.setVariable('out', new PrintWriter(printed))
    String result
    try {
        result = Notation.show(new GroovyShell(binding).evaluate(program))
    } catch (Throwable error) {
        result = Notation.failed(error)
    }
    binding.getVariable('out').flush()
    printed.toString() ? result + ' printed ' + Notation.quoted(printed) : result
}

TimeZone.setDefault(TimeZone.getTimeZone('UTC'))
Locale.setDefault(Locale.ENGLISH)
def threads = Executors.newCachedThreadPool { work ->
    def thread = new Thread(null, work, 'program', 64L << 20)
    thread.daemon = true
    thread
}
def answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, 'UTF-8')
System.in.newReader('UTF-8').eachLine { line ->
    def program = new JsonSlurper().parseText(line)
    def pending = threads.submit({ evaluate(program) } as Callable)
    String answer
    try {
        answer = pending.get(10, TimeUnit.SECONDS)
    } catch (TimeoutException ignored) {
        pending.cancel(true)
        answer = '!timeout'
    } catch (ExecutionException error) {
        answer = '!' + error.cause.getClass().simpleName
    }
    answers.println(JsonOutput.toJson(answer))
}
System.exit(0)
