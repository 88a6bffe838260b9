package org.harvestxero.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartArchiveTest {
    @TempDir
    Path folder;

    @Test
    void aCommandThatHasEndedItsWorkWaitsForIt() throws Exception {
        making("echo made > \"$1/classes.jsa\"").finish(Duration.ofMinutes(1));

        assertThat(folder.resolve("classes-1.jsa")).hasContent("made");
        assertThat(folder.resolve("making-1")).doesNotExist();
        assertThat(folder.resolve("classes-1.jsa.in-vain")).doesNotExist();
    }

    @Test
    void commandsTryOnceAndRunTriesAgain() throws Exception {
        making("exit 1").finish(Duration.ofMinutes(1));

        assertThat(folder.resolve("classes-1.jsa")).doesNotExist();
        assertThat(folder.resolve("classes-1.jsa.in-vain")).exists();

        making("echo made > \"$1/classes.jsa\"").finish(Duration.ofMinutes(1));

        assertThat(folder.resolve("classes-1.jsa.in-vain")).doesNotExist();
    }

    @Test
    void aCommandWaitsNoLongerThanItMay() throws Exception {
        making("exec sleep 600").finish(Duration.ofMillis(20));

        assertThat(folder.resolve("classes-1.jsa.in-vain")).exists();
    }

    /** @param script makes the archive in the folder that is its first argument */
    private StartArchive making(String script) {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        Path workplace = folder.resolve("making-1");
        return new StartArchive(
                        folder.resolve("classes-1.jsa"),
                        workplace,
                        List.of("/bin/sh", "-c", script, "sh", workplace.toString()),
                        new StartArchive.Room(0, () -> Long.MAX_VALUE))
                .beside();
    }

    @Test
    void isMadeOnlyWhereTheReserveOfTheDiskStaysFree() {
        AtomicLong free = new AtomicLong(350);
        StartArchive.Room room = new StartArchive.Room(200, free::get);
        assertThat(room.isEnoughToBegin()).isTrue();

        free.set(349);
        assertThat(room.isEnoughToBegin()).isFalse();
        free.set(200);
        assertThat(room.isEnoughToGoOn()).isTrue();
        free.set(199);
        assertThat(room.isEnoughToGoOn()).isFalse();
    }

    @Test
    void isMadeWithTheFlagsThatShapeItAndWithoutThoseThatOpenAPortOrAnAgent() {
        List<String> command = ArchiveCommand.of(
                "/opt/java/bin/java",
                List.of(
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-Xlog:disable",
                        "-Dio.netty.noUnsafe=true",
                        "-javaagent:/opt/apm.jar",
                        "-agentlib:jdwp=transport=dt_socket,server=y",
                        "-Dcom.sun.management.jmxremote.port=9010",
                        "-XX:SharedArchiveFile=/old.jsa",
                        "-Xshare:auto",
                        "-XX:StartFlightRecording:filename=x.jfr"),
                "/opt/hx/lib/harvest-xero-0.1.0.jar",
                "/opt/hx",
                Path.of("/home/data/start/making-7"));

        assertThat(command.subList(command.indexOf("/opt/java/bin/java"), command.size()))
                .containsExactly(
                        "/opt/java/bin/java",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-Xlog:disable",
                        "-Dio.netty.noUnsafe=true",
                        "-XX:ArchiveClassesAtExit=/home/data/start/making-7/classes.jsa",
                        "-Dharvest-xero.program=/opt/hx",
                        "-jar",
                        "/opt/hx/lib/harvest-xero-0.1.0.jar",
                        "prepare",
                        "--maker",
                        Long.toString(ProcessHandle.current().pid()),
                        "/home/data/start/making-7/home");
    }
}
