package org.harvestxero.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StartArchiveTest {
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
