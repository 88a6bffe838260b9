package org.harvestxero.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;

/** A certificate for this machine and its key, as PEM files, made by the JDK's own keytool. */
final class TestCertificate {
    private static final String PASSWORD = "changeit";

    private TestCertificate() {}

    /** Writes {@code server.pem} and {@code server.key} into the folder, in the place of those there are. */
    static Certificate write(Path folder) throws Exception {
        Path store = Files.createTempDirectory(folder, "store").resolve("store.p12");
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "3",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("keytool ended with " + exit);
        }
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            made.load(in, PASSWORD.toCharArray());
        }
        Certificate certificate = made.getCertificate("a");
        put(
                folder.resolve("server.key"),
                "PRIVATE KEY",
                made.getKey("a", PASSWORD.toCharArray()).getEncoded());
        put(folder.resolve("server.pem"), "CERTIFICATE", certificate.getEncoded());
        return certificate;
    }

    private static void put(Path file, String kind, byte[] bytes) throws IOException {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
