package org.harvestxero.config.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealerTest {
    private static final Secret KEY = Secret.of("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
    private static final Secret OTHER_KEY = Secret.of("OTg3NjU0MzIxMDk4NzY1NDMyMTA5ODc2NTQzMjEwOTg=");

    private final Sealer sealer = Sealer.withKey(KEY);

    @TempDir
    private Path folder;

    @Test
    void opensWhatItSealed() {
        String sealed = sealer.seal(Secret.of("refresh-token-ü"), "main/xero/refresh");

        assertThat(sealed).startsWith("v1:").doesNotContain("refresh-token");
        assertThat(sealer.open(sealed, "main/xero/refresh").reveal()).isEqualTo("refresh-token-ü");
    }

    @Test
    void sealsTheSameTextDifferentlyEachTime() {
        assertThat(sealer.seal(Secret.of("a"), "p")).isNotEqualTo(sealer.seal(Secret.of("a"), "p"));
    }

    @Test
    void doesNotOpenForAnotherPlaceKeyOrText() {
        String sealed = sealer.seal(Secret.of("refresh-token"), "main/xero/refresh");
        String changed = sealed.substring(0, 20) + (sealed.charAt(20) == 'A' ? 'B' : 'A') + sealed.substring(21);

        assertThatThrownBy(() -> sealer.open(sealed, "other/xero/refresh")).isInstanceOf(BrokenSealException.class);
        assertThatThrownBy(() -> Sealer.withKey(OTHER_KEY).open(sealed, "main/xero/refresh"))
                .isInstanceOf(BrokenSealException.class);
        assertThatThrownBy(() -> sealer.open(changed, "main/xero/refresh")).isInstanceOf(BrokenSealException.class);
        assertThatThrownBy(() -> sealer.open("v1:AAAA", "p")).isInstanceOf(BrokenSealException.class);
        assertThatThrownBy(() -> sealer.open("refresh-token", "p")).isInstanceOf(BrokenSealException.class);
    }

    @Test
    void makesAKeyFileForItsOwnerAloneAndUsesItAgain() throws IOException {
        Path file = folder.resolve("data/secret.key");

        String sealed = Sealer.withKeyFile(file).seal(Secret.of("token"), "p");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Sealer.withKeyFile(file).open(sealed, "p").reveal()).isEqualTo("token");
    }

    @Test
    void refusesAnEmptyKeyFileAndSaysWhatToDo() throws IOException {
        Path file = folder.resolve("secret.key");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));

        assertThatThrownBy(() -> Sealer.withKeyFile(file))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessage("The key file " + file
                        + " (secrets.key-file) is empty: put the former one back; if there was none,"
                        + " delete it, and a new one is made, then run harvest-xero connect");
    }

    @Test
    void refusesAKeyFileThatEveryoneMayRead() throws IOException {
        Path file = folder.resolve("secret.key");
        Sealer.withKeyFile(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> Sealer.withKeyFile(file))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void saysHowAKeyMustLook() throws IOException {
        Path file = Files.writeString(folder.resolve("short.key"), "c2hvcnQ=");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> Sealer.withKeyFile(file))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("32 bytes")
                .hasMessageNotContaining("c2hvcnQ");
        assertThatThrownBy(() -> Sealer.withKey(Secret.of("not base64 at all!")))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("SECRETS_KEY")
                .hasMessageNotContaining("not base64");
    }

    @Test
    void printsNoSecret() {
        assertThat(Secret.of("token")).hasToString("••••••").isEqualTo(Secret.of("token"));
        assertThat(Secret.of("token")).isNotEqualTo(Secret.of("other"));
    }
}
