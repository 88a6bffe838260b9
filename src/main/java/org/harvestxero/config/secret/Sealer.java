package org.harvestxero.config.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.harvestxero.config.Settings;
import org.harvestxero.config.SettingsException;

/**
 * Seals secrets for storage with AES-256-GCM, each under a fresh nonce and bound to where it belongs.
 *
 * <p>A sealed text begins with {@code v1:}, so that another way of sealing can stand beside it one day.
 */
public final class Sealer {
    private static final String VERSION = "v1:";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String OWNER_ONLY = "rw-------";

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private Sealer(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * With the key the settings name: the text of {@code secrets.key}, else the file {@code secrets.key-file}.
     *
     * @throws SettingsException when it can't be used
     */
    public static Sealer from(Settings settings) {
        try {
            return settings.optional("secrets.key")
                    .map(key -> withKey(Secret.of(key)))
                    .orElseGet(() -> withKeyFile(settings.path("secrets.key-file")));
        } catch (UnusableKeyException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * With a key given as text.
     *
     * @param key 32 bytes in Base64
     * @throws UnusableKeyException when it is anything else
     */
    public static Sealer withKey(Secret key) {
        return new Sealer(decode(key.reveal(), "the key in secrets.key (SECRETS_KEY)"));
    }

    /**
     * With the key in a file, which is made for its owner alone when it isn't there yet.
     *
     * @throws UnusableKeyException when the file holds no key, can't be read, or everyone may read it
     */
    public static Sealer withKeyFile(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            refuseWhenOpenToAll(file);
            refuseWhenEmpty(file);
            return new Sealer(decode(Files.readString(file, StandardCharsets.US_ASCII), "the key in " + file));
        } catch (IOException e) {
            throw new UnusableKeyException(
                    "The key file " + file + " (secrets.key-file) can't be read or made: " + e.getMessage(), e);
        }
    }

    private static void create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        byte[] text = (Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.US_ASCII);
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
                }
                : new FileAttribute<?>[0];
        try (var channel = Files.newByteChannel(file, options, attributes)) {
            channel.write(ByteBuffer.wrap(text));
        } catch (FileAlreadyExistsException e) {
            // Another process was faster; its key is the one.
            return;
        }
    }

    /** As a disk that was full leaves one. Nothing was ever sealed with it, but perhaps with one that stood there before. */
    private static void refuseWhenEmpty(Path file) throws IOException {
        if (Files.size(file) == 0) {
            throw new UnusableKeyException(
                    "The key file " + file
                            + " (secrets.key-file) is empty: put the former one back; if there was none, delete it, and a"
                            + " new one is made, then run harvest-xero connect",
                    null);
        }
    }

    private static void refuseWhenOpenToAll(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            throw new UnusableKeyException(
                    "Everyone on this machine may read the key file " + file + ": run chmod 600 " + file, null);
        }
    }

    private static byte[] decode(String text, String what) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            key = new byte[0];
        }
        if (key.length != KEY_BYTES) {
            throw new UnusableKeyException(
                    what + " must be 32 bytes in Base64, as made by: openssl rand -base64 32", null);
        }
        return key;
    }

    /**
     * Seals a secret.
     *
     * @param place what the secret is and whose, such as {@code main/xero/refresh}; needed again to open it
     */
    public String seal(Secret secret, String place) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, secret.reveal().getBytes(StandardCharsets.UTF_8), place);
        ByteBuffer both =
                ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed);
        return VERSION + Base64.getEncoder().encodeToString(both.array());
    }

    /**
     * Opens what {@link #seal} made for the same place.
     *
     * @throws BrokenSealException when the key is another one, or the text was changed or belongs elsewhere
     */
    public Secret open(String sealed, String place) {
        if (!sealed.startsWith(VERSION)) {
            throw new BrokenSealException(place, null);
        }
        try {
            ByteBuffer both = ByteBuffer.wrap(Base64.getDecoder().decode(sealed.substring(VERSION.length())));
            byte[] nonce = new byte[NONCE_BYTES];
            both.get(nonce);
            byte[] text = new byte[both.remaining()];
            both.get(text);
            return Secret.of(new String(run(Cipher.DECRYPT_MODE, nonce, text, place), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | java.nio.BufferUnderflowException e) {
            throw new BrokenSealException(place, e);
        }
    }

    private byte[] run(int mode, byte[] nonce, byte[] text, String place) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new BrokenSealException(place, e);
        }
    }

    @Override
    public String toString() {
        return "Sealer";
    }
}
