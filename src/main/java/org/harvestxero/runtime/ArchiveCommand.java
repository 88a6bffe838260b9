package org.harvestxero.runtime;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of the process that makes an archive of loaded classes. */
final class ArchiveCommand {
    private ArchiveCommand() {}

    /**
     * An archive fits only a process with the same flags, so it is made with those of this one; flags that open a port or load an agent are
     * left out.
     *
     * @param arguments the flags this process was started with
     */
    static List<String> of(String java, List<String> arguments, String classPath, String program, Path workplace) {
        List<String> command = new ArrayList<>();
        Path nice = Path.of("/usr/bin/nice");
        if (Files.isExecutable(nice)) {
            command.addAll(List.of(nice.toString(), "-n", "10"));
        }
        command.add(java);
        arguments.stream().filter(ArchiveCommand::shapesTheArchive).forEach(command::add);
        command.add("-XX:ArchiveClassesAtExit=" + workplace.resolve("classes.jsa"));
        command.add("-Dharvest-xero.program=" + program);
        if (classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator)) {
            command.addAll(List.of("-jar", classPath));
        } else {
            command.addAll(List.of("-cp", classPath, "org.harvestxero.Main"));
        }
        command.addAll(List.of(
                "prepare",
                "--maker",
                Long.toString(ProcessHandle.current().pid()),
                workplace.resolve("home").toString()));
        return command;
    }

    private static boolean shapesTheArchive(String argument) {
        return argument.startsWith("-Dio.netty.")
                || (argument.startsWith("-X")
                        && !argument.startsWith("-Xrun")
                        && !argument.startsWith("-Xdebug")
                        && !argument.startsWith("-Xshare")
                        && !argument.startsWith("-XX:SharedArchiveFile")
                        && !argument.startsWith("-XX:ArchiveClassesAtExit")
                        && !argument.startsWith("-XX:OnOutOfMemoryError")
                        && !argument.startsWith("-XX:FlightRecorder")
                        && !argument.startsWith("-XX:StartFlightRecording"));
    }
}
