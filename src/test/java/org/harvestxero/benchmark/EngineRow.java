package org.harvestxero.benchmark;

import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The engine alone: a million entries of 500 clients, by the rules of the program's own jar. */
final class EngineRow {
    private static final Pattern LAST = Pattern.compile("(?m)^\\s*1000000\\s+\\d+\\s+\\d+\\s+(\\d+)");

    /** Where a class lies; nothing of this build's own rules must be on the class path. */
    private static String home(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    void measure(Program program, Table table) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Program.java(),
                        "-Xmx4g",
                        "-cp",
                        String.join(
                                ":",
                                program.classPath(),
                                home(EngineRow.class),
                                home(Assertions.class),
                                home(Test.class)),
                        "org.harvestxero.billing.engine.BillingBenchmark"))
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                throw new IllegalStateException("It took too long");
            }
            Matcher last = LAST.matcher(said);
            if (!last.find()) {
                throw new IllegalStateException("Its rules have other names: "
                        + said.lines().findFirst().orElse(""));
            }
            table.add(
                    "ms of processor time, 1,000,000 entries billed",
                    program.name(),
                    Double.parseDouble(last.group(1)));
        } finally {
            process.destroyForcibly();
        }
    }
}
