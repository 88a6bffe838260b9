package org.harvestxero.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.harvestxero.api.FakeProgram;
import org.harvestxero.config.Home;
import org.harvestxero.runtime.ControlFile;
import org.harvestxero.runtime.Engine;
import org.harvestxero.runtime.HomeLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Standard output of every command with {@code --json}, whatever it dies of: a new command is looked at because it is there. */
class JsonOutputIT {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    /** What a command asks for beyond what its options say they require. */
    private static final Map<String, List<String>> MORE =
            Map.of("edit", List.of("--text", "Work"), "decide", List.of("--hold"), "explain", List.of("1"));

    /** Values of arguments that take no other, by their labels. */
    private static final Map<String, String> SAMPLES = Map.of("SIDE", "harvest", "MONTH", "2026-10");

    @TempDir
    Path home;

    private final FakeProgram program = new FakeProgram(Clock.systemUTC());
    private Engine.Starter starter = program;
    private Clock clock = Clock.systemUTC();
    private String out = "";
    private String err = "";

    @BeforeEach
    void home() throws IOException {
        Files.writeString(home.resolve("application.properties"), """
                harvest.account-id=123
                harvest.access-token=pat-secret
                xero.client-id=abc
                xero.client-secret=xero-secret
                copy.since=2026-11-01
                """);
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes/idle.camel.yaml"), """
                - route:
                    id: idle
                    from: {uri: direct:idle, steps: [{stop: {}}]}
                """);
    }

    /** @param path of names, such as failed list; empty for the program itself */
    private record Case(List<String> path, CommandSpec spec) {
        boolean printsJson() {
            return spec.findOption("--json") != null;
        }

        boolean ownHome() {
            return spec.userObject() instanceof OwnHome;
        }

        /** A line that picocli takes, with this at its end. */
        List<String> line(String... end) {
            List<String> line = new ArrayList<>(path);
            spec.args().stream()
                    .filter(arg -> arg.group() == null && arg.required())
                    .forEach(arg -> give(line, arg));
            spec.argGroups().stream()
                    .filter(group -> group.multiplicity().min() > 0)
                    .forEach(group -> give(line, group));
            line.addAll(MORE.getOrDefault(spec.name(), List.of()));
            line.addAll(List.of(end));
            return line;
        }

        private static void give(List<String> line, ArgGroupSpec group) {
            group.args().stream()
                    .filter(arg -> arg.required() || group.exclusive())
                    .limit(group.exclusive() ? 1 : Integer.MAX_VALUE)
                    .forEach(arg -> give(line, arg));
        }

        private static void give(List<String> line, ArgSpec arg) {
            if (arg instanceof OptionSpec option) {
                line.add(option.longestName());
                if (option.arity().max() == 0) {
                    return;
                }
            }
            line.add(arg.type() == LocalDate.class ? "2026-11-30" : SAMPLES.getOrDefault(arg.paramLabel(), "1"));
        }

        @Override
        public String toString() {
            return path.isEmpty() ? "(none)" : String.join(" ", path);
        }
    }

    static Stream<Case> everyCommand() {
        CommandLine root =
                new Cli((home, settings, mode, commands) -> null, Map.of(), Map.of(), Clock.systemUTC()).model();
        return below(List.of(), root);
    }

    private static Stream<Case> below(List<String> path, CommandLine line) {
        return Stream.concat(
                Stream.of(new Case(path, line.getCommandSpec())),
                line.getSubcommands().entrySet().stream()
                        .flatMap(each -> below(
                                Stream.concat(path.stream(), Stream.of(each.getKey()))
                                        .toList(),
                                each.getValue())));
    }

    static Stream<Case> everyCommandThatPrintsJson() {
        return everyCommand().filter(Case::printsJson);
    }

    static Stream<Case> everyCommandOfAHome() {
        return everyCommandThatPrintsJson().filter(each -> !each.ownHome());
    }

    @Test
    void theCommandsAreFound() {
        assertThat(everyCommand().map(Case::toString))
                .contains("status", "failed list", "review approve", "demo", "(none)");
        assertThat(everyCommandThatPrintsJson()).hasSizeGreaterThanOrEqualTo(18);
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void aMistypedLineIsADocumentToo(Case command) throws IOException {
        assertThat(run(command.line("--json", "--no-such-option"))).isEqualTo(2);

        assertThat(failure(2)).contains("--no-such-option").contains("--help");
    }

    @ParameterizedTest
    @MethodSource("everyCommandOfAHome")
    void unreadableSettingsAreADocument(Case command) throws IOException {
        Files.writeString(home.resolve("application.properties"), "http.port=many\nno.such.setting=1\n");

        assertThat(run(command.line("--json"))).isEqualTo(2);

        assertThat(failure(2)).contains("http.port");
    }

    @ParameterizedTest
    @MethodSource("everyCommandThatPrintsJson")
    void whateverACommandDiesOfIsADocument(Case command) throws IOException {
        dies(() -> new IllegalStateException("boom"));
        assertThat(run(command.line("--json"))).isEqualTo(3);
        assertThat(failure(3)).endsWith("This should not have happened: java.lang.IllegalStateException: boom");
        assertThat(err).contains("\tat org.harvestxero.cli.");

        dies(() -> new StackOverflowError("deep"));
        assertThat(run(command.line("--json"))).isEqualTo(3);
        assertThat(failure(3)).endsWith("This should not have happened: java.lang.StackOverflowError: deep");

        dies(() -> new OutOfMemoryError("Java heap space"));
        assertThat(run(command.line("--json"))).isEqualTo(3);
        assertThat(failure(3)).contains("There is too little memory for it (Java heap space)");

        dies(() -> new IllegalStateException(new SQLException("The connection attempt failed.", "08001")));
        assertThat(run(command.line("--json"))).isEqualTo(3);
        failure(3);
    }

    @ParameterizedTest
    @MethodSource("everyCommandOfAHome")
    void aHomeThatIsHeldIsADocument(Case command) throws IOException {
        long[] seconds = {0};
        clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.EPOCH.plusSeconds(seconds[0] += 10);
            }
        };
        HomeLock lock = HomeLock.take(Home.at(home, home), "once").orElseThrow();
        try {
            assertThat(run(command.line("--json"))).isEqualTo(2);
        } finally {
            lock.close();
        }

        assertThat(failure(2)).contains("is held by");
    }

    @ParameterizedTest
    @MethodSource("everyCommandOfAHome")
    void aProcessThatDiesInTheMiddleOfACommandIsADocument(Case command) throws Exception {
        Home at = Home.at(home, home);
        HomeLock lock = HomeLock.take(at, "run").orElseThrow();
        try (ServerSocket dying = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            new ControlFile(ProcessHandle.current().pid(), "127.0.0.1", dying.getLocalPort(), "t").write(at);
            Thread process = new Thread(() -> answerHalf(dying));
            process.start();

            assertThat(run(command.line("--json"))).isEqualTo(3);

            assertThat(failure(3)).contains("holds this home, but its control on port " + dying.getLocalPort());
            process.join(10_000);
        } finally {
            lock.close();
        }
    }

    private static void answerHalf(ServerSocket dying) {
        try (Socket socket = dying.accept()) {
            socket.getInputStream().read(new byte[8192]);
            String line = "{\"out\":\"{\\n\"}\n";
            socket.getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(line.length())
                                    + "\r\n" + line + "\r\n")
                            .getBytes(UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aValueOfTheWrongKindIsADocument() throws IOException {
        assertThat(run(List.of("failed", "list", "--json", "--kind", "nonsense")))
                .isEqualTo(2);
        assertThat(failure(2)).contains("there is no kind \"nonsense\"");
        assertThat(run(List.of("explain", "--json", "INV-1", "first"))).isEqualTo(2);
        assertThat(failure(2)).contains("first");
    }

    @Test
    void aReportThatBreaksOffIsNoHalfDocument() throws IOException {
        program.work.many = 5 * 500;
        program.work.onPage = () -> {
            throw new IllegalStateException("the next page is gone");
        };

        assertThat(run(List.of("once", "--json"))).isEqualTo(3);

        assertThat(failure(3)).contains("the next page is gone");
        assertThat(JSON.readTree(out).has("copied")).isFalse();
    }

    @Test
    void aLongReportIsKeptOnDiskAndWrittenWhole() throws IOException {
        program.work.many = 20_000;

        assertThat(run(List.of("once", "--json"))).isEqualTo(1);

        assertThat(out.length()).isGreaterThan(3_000_000);
        assertThat(JSON.readTree(out).path("copied")).hasSize(20_000);
        assertThat(JSON.readTree(out).path("exit").asInt()).isEqualTo(1);
        assertThat(out).endsWith(",\n  \"exit\" : 1\n}\n");
    }

    @Test
    void listsStayListsAndHelpIsTextInADocument() throws IOException {
        assertThat(run(List.of("failed", "list", "--json"))).isEqualTo(1);
        assertThat(JSON.readTree(out).isArray()).isTrue();

        assertThat(run(List.of("status", "--json", "--help"))).isZero();
        assertThat(JSON.readTree(out).path("text").asText()).startsWith("Usage: harvest-xero status");
        assertThat(JSON.readTree(out).path("exit").asInt(-1)).isZero();
    }

    @Test
    void anAnswerNobodyTakesIsNoSuccess() {
        PrintStream closed = new PrintStream(new OutputStream() {
            @Override
            public void write(int letter) throws IOException {
                throw new IOException("Broken pipe");
            }
        });
        ByteArrayOutputStream told = new ByteArrayOutputStream();

        int exit = cli().run(List.of("failed", "list", "--json"), closed, new PrintStream(told, true, UTF_8));

        assertThat(exit).isEqualTo(3);
        assertThat(told.toString(UTF_8))
                .isEqualTo("Standard output took no answer; the command itself ended with exit code 1.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM 143", "INT 130"})
    void aSignalLeavesADocumentWithTheCodeTheProcessEndsWith(String signal) throws Exception {
        String name = signal.split(" ")[0];
        int code = Integer.parseInt(signal.split(" ")[1]);
        assumeThat(name.equals("INT") && isInterruptIgnoredHere())
                .as("a shell's job in the background hears no SIGINT, nor do its children")
                .isFalse();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Waits.class.getName(),
                        home.toString())
                .start();
        try {
            assertThat(process.getErrorStream().read()).isEqualTo('!');

            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            out = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.exitValue()).isEqualTo(code);
            assertThat(failure(code)).contains("ended by a signal before the command had ended");
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean isInterruptIgnoredHere() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line -> (Long.parseUnsignedLong(
                                                line.substring("SigIgn:".length())
                                                        .strip(),
                                                16)
                                        & 2)
                                != 0);
    }

    /** A program whose command never ends by itself. */
    static final class Waits {
        public static void main(String[] arguments) {
            Engine.Starter forever = (home, settings, mode, commands) -> {
                System.err.print('!');
                System.err.flush();
                try {
                    Thread.currentThread().join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new IllegalStateException();
            };
            System.exit(new Cli(forever, Map.of("HARVEST_XERO_HOME", arguments[0]), Map.of(), Clock.systemUTC())
                    .run(List.of("status", "--json"), System.out, System.err));
        }
    }

    private void dies(Supplier<Throwable> of) {
        starter = (at, settings, mode, commands) -> {
            Throwable cause = of.get();
            if (cause instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) cause;
        };
    }

    /** What is told of it; standard output holds this document and nothing else. */
    private String failure(int exit) throws IOException {
        JsonNode document = JSON.readTree(out);
        assertThat(document.path("exit").asInt(-1)).isEqualTo(exit);
        assertThat(document.path("error").asText()).isNotBlank().doesNotContain("\tat ");
        return document.path("error").asText();
    }

    private Cli cli() {
        return new Cli(
                (at, settings, mode, commands) -> starter.start(at, settings, mode, commands),
                Map.of("HARVEST_XERO_HOME", home.toString()),
                Map.of("user.name", "tester"),
                clock);
    }

    private int run(List<String> arguments) {
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        int exit = cli().run(arguments, new PrintStream(outBytes, true, UTF_8), new PrintStream(errBytes, true, UTF_8));
        out = outBytes.toString(UTF_8);
        err = errBytes.toString(UTF_8);
        return exit;
    }
}
