package org.harvestxero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/harvest-xero} starts Java with; a script in Java's place says it. */
class StartScriptIT {
    @TempDir
    Path folder;

    private Path program;

    @BeforeEach
    void install() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        program = folder.toRealPath().resolve("program");
        Files.createDirectories(program.resolve("bin"));
        Files.createDirectories(program.resolve("lib/ext"));
        executable(
                program.resolve("bin/harvest-xero"),
                Files.readString(Path.of("src/main/dist/bin/harvest-xero")).replace("@{project.version}", "9.9"));
        Files.createDirectories(program.resolve("java/bin"));
        executable(program.resolve("java/bin/java"), "#!/bin/sh\nfor each in \"$@\"; do echo \"$each\"; done\n");
    }

    @Test
    void startsTheProgramsOwnJarAlone() throws Exception {
        List<String> said = start("run", "-Dx=a b");

        assertThat(said).endsWith("-jar", program + "/lib/harvest-xero-9.9.jar", "run", "-Dx=a b");
    }

    @Test
    void whatTheJvmItselfSaysGoesToStandardError() throws Exception {
        assertThat(start("status", "--json")).contains("-XX:+DisplayVMOutputToStderr", "-Xlog:all=error:stderr");
    }

    @Test
    void putsJarsInLibExtOnTheClassPathInTheOrderOfTheirNames() throws Exception {
        Files.writeString(program.resolve("lib/ext/b.jar"), "");
        Files.writeString(program.resolve("lib/ext/a.jar"), "");
        Files.writeString(program.resolve("lib/ext/README.txt"), "");

        List<String> said = start("run", "-Dx=a b");

        assertThat(said)
                .endsWith(
                        "-cp",
                        program + "/lib/harvest-xero-9.9.jar:" + program + "/lib/ext/a.jar:" + program
                                + "/lib/ext/b.jar",
                        "org.harvestxero.Main",
                        "run",
                        "-Dx=a b");
    }

    @Test
    void anotherJarInLibExtMeansAnotherArchive() throws Exception {
        List<String> before = start("run");
        Files.writeString(program.resolve("lib/ext/a.jar"), "");

        assertThat(archive(start("run"))).contains("/classes-").isNotEqualTo(archive(before));
    }

    @Test
    void runAndOnceHaveAnArchiveMadeOtherCommandsDoNot() throws Exception {
        assertThat(archive(start("run"))).contains("/data/start/classes-");
        assertThat(archive(start("--as", "cron", "once", "--json"))).contains("/data/start/classes-");
        assertThat(archive(start("status"))).isEmpty();
        assertThat(archive(start("review", "once"))).isEmpty();
    }

    private static String archive(List<String> said) {
        return said.stream()
                .filter(each -> each.startsWith("-Dharvest-xero.archive="))
                .findFirst()
                .orElse("");
    }

    private List<String> start(String... arguments) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(program.resolve("bin/harvest-xero").toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", program.resolve("java").toString());
        builder.environment().remove("HARVEST_XERO_HOME");
        builder.environment().remove("HARVEST_XERO_ARCHIVE");
        Process process = builder.redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return text.lines().toList();
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
