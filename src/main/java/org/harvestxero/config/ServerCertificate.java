package org.harvestxero.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server shows of itself, and encrypts with: the files of {@code http.certificate} and {@code http.key}, both PEM. They may be
 * replaced while it runs, as those who renew certificates do.
 */
public final class ServerCertificate {
    private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);
    private static final String CERTIFICATE = "http.certificate";
    private static final String KEY = "http.key";
    private static final int DNS_NAME = 2;

    private final Path certificate;
    private final Path key;

    private ServerCertificate(Path certificate, Path key) {
        this.certificate = certificate;
        this.key = key;
    }

    /** Whether the server encrypts. */
    public static boolean isSet(Settings settings) {
        return settings.optional(CERTIFICATE).isPresent()
                || settings.optional(KEY).isPresent();
    }

    /**
     * Empty where nothing is encrypted.
     *
     * @throws SettingsException when only one of the two is set
     */
    public static Optional<ServerCertificate> of(Settings settings) {
        if (!isSet(settings)) {
            return Optional.empty();
        }
        if (settings.optional(CERTIFICATE).isEmpty() || settings.optional(KEY).isEmpty()) {
            throw new SettingsException("Of http.certificate and http.key only one is set: set both, or none.");
        }
        ServerCertificate both = new ServerCertificate(settings.path(CERTIFICATE), settings.path(KEY));
        both.warnOfReaders();
        return Optional.of(both);
    }

    /**
     * What stands in both files.
     *
     * @param certificates the whole chain, PEM
     * @param key PEM
     * @param fingerprint of the server's own certificate, by which processes of this home know it
     * @param names that it is good for, without those with a star
     */
    public record Content(byte[] certificates, byte[] key, String fingerprint, List<String> names) {
        public Content {
            names = List.copyOf(names);
        }

        /** Whether both say the same. */
        public boolean isAs(Content other) {
            return MessageDigest.isEqual(certificates, other.certificates) && MessageDigest.isEqual(key, other.key);
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "Content[" + fingerprint + ", " + names + "]";
        }
    }

    /** @throws SettingsException when either can't be read */
    public Content read() {
        try {
            byte[] chain = Files.readAllBytes(certificate);
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(chain));
            if (all.isEmpty() || !(all.iterator().next() instanceof X509Certificate own)) {
                throw new SettingsException(
                        certificate + " (http.certificate) holds no certificate: name a PEM file that"
                                + " begins with the server's own.");
            }
            return new Content(chain, Files.readAllBytes(key), fingerprint(own), names(own));
        } catch (IOException e) {
            throw new SettingsException(CERTIFICATE + " or " + KEY + " can't be read (" + e
                    + "): name PEM files that the user of this process may read.");
        } catch (GeneralSecurityException e) {
            throw new SettingsException(certificate + " (http.certificate) can't be understood (" + e.getMessage()
                    + "): it must be PEM, the server's own certificate first.");
        }
    }

    /** SHA-256, hexadecimal. */
    public static String fingerprint(Certificate certificate) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    private static List<String> names(X509Certificate certificate) throws GeneralSecurityException {
        Collection<List<?>> all = certificate.getSubjectAlternativeNames();
        return all == null
                ? List.of()
                : all.stream()
                        .filter(each -> Integer.valueOf(DNS_NAME).equals(each.get(0)))
                        .map(each -> String.valueOf(each.get(1)).toLowerCase(Locale.ROOT))
                        .filter(name -> !name.contains("*"))
                        .toList();
    }

    private void warnOfReaders() {
        try {
            if (key.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && Files.getPosixFilePermissions(key).contains(PosixFilePermission.OTHERS_READ)) {
                LOG.warn("Everybody on this machine may read {} (http.key): run chmod o-r {}", key, key);
            }
        } catch (IOException e) {
            return; // that it can't be read is told where it is
        }
    }
}
