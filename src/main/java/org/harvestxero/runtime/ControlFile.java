package org.harvestxero.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.harvestxero.config.Home;

/**
 * Where the running process of a home listens, and the token that lets in whoever commands it: {@code data/run.json}, readable by its
 * owner alone. So whoever may read the home's data may command the process, and nobody else.
 *
 * @param pid of the running process
 * @param host under which processes of this machine reach it
 * @param token 64 hexadecimal digits, new at every start
 * @param certificate fingerprint of the one it shows; empty where nothing is encrypted
 */
public record ControlFile(long pid, String host, int port, String token, String certificate) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of a process that encrypts nothing. */
    public ControlFile(long pid, String host, int port, String token) {
        this(pid, host, port, token, "");
    }

    /** A new token for this process. */
    static ControlFile forThisProcess(ListenAddress listening, String certificate) {
        return new ControlFile(
                ProcessHandle.current().pid(), listening.fromHere(), listening.port(), newToken(), certificate);
    }

    /** The same with another certificate. */
    ControlFile with(String renewed) {
        return new ControlFile(pid, host, port, token, renewed);
    }

    /** 64 hexadecimal digits. */
    static String newToken() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** What the process that holds the home's lock wrote; empty when it wrote nothing, or another one did. */
    public static Optional<ControlFile> read(Home home) {
        Path file = file(home);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode node = JSON.readTree(Files.readString(file));
            ControlFile read = new ControlFile(
                    node.path("pid").asLong(),
                    node.path("host").asText("127.0.0.1"),
                    node.path("port").asInt(),
                    node.path("token").asText(),
                    node.path("certificate").asText(""));
            return HomeLock.holderPid(home).filter(pid -> pid == read.pid()).map(pid -> read);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file, e);
        }
    }

    /** Readable by its owner alone from the moment it exists, and never half written. */
    public void write(Home home) {
        Path file = file(home);
        Path part = file.resolveSibling("run.json.part");
        try {
            Files.deleteIfExists(part);
            if (part.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(
                    part,
                    JSON.createObjectNode()
                            .put("pid", pid)
                            .put("host", host)
                            .put("port", port)
                            .put("token", token)
                            .put("certificate", certificate)
                            .toString());
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file, e);
        }
    }

    public static void delete(Home home) {
        try {
            Files.deleteIfExists(file(home));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not delete " + file(home), e);
        }
    }

    private static Path file(Home home) {
        return home.data().resolve("run.json");
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "RunFile[pid=" + pid + ", port=" + port + "]";
    }
}
