package org.harvestxero.console.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.config.SettingsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersFileTest {
    private static final String HASH = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2E$" + "A".repeat(43);

    @TempDir
    private Path folder;

    private Path path;
    private UsersFile file;

    @BeforeEach
    void file() {
        path = folder.resolve("data").resolve("users");
        file = new UsersFile(path);
    }

    private static User user(String name, Role... roles) {
        return new User(name, Set.of(roles), HASH);
    }

    @Test
    void isItsOwnersAloneFromTheFirstUserOn() throws IOException {
        file.put(user("Ada", Role.ADMIN));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(path)).isEqualTo("Ada:admin:" + HASH + "\n");
    }

    @Test
    void leavesOtherLinesAsTheyAre() throws IOException {
        file.put(user("Ada", Role.ADMIN));
        Files.writeString(path, "# who is who\n\nAda:admin:" + HASH + "\nBob : nobody\n");

        file.put(user("ada", Role.VIEWER, Role.REVIEWER));
        file.put(user("Cy", Role.BOOKKEEPER));

        assertThat(Files.readString(path))
                .isEqualTo(
                        "# who is who\n\nada:viewer,reviewer:" + HASH + "\nBob : nobody\nCy:bookkeeper:" + HASH + "\n");
        assertThat(file.remove("ADA")).isTrue();
        assertThat(file.remove("ADA")).isFalse();
        assertThat(file.read().users()).extracting(User::name).containsExactly("Cy");
    }

    @Test
    void aLineThatCantBeReadLetsNobodyInAndIsTold() throws IOException {
        file.put(user("Ada", Role.ADMIN));
        Files.write(
                path,
                List.of(
                        "Ada:admin:" + HASH,
                        "Bob:admin:secret",
                        "Cy:king:" + HASH,
                        "ADA:viewer:" + HASH,
                        "<b>:admin:" + HASH,
                        "Eve:admin:" + HASH.replace("19456", "9999999")));

        UsersFile.Content content = file.read();

        assertThat(content.users()).extracting(User::name).containsExactly("Ada");
        assertThat(content.complaints())
                .hasSize(5)
                .allMatch(complaint -> complaint.contains("lets nobody in") && !complaint.contains("argon2"));
    }

    @Test
    void isNotBelievedWhereOthersMayReadOrWriteIt() throws IOException {
        file.put(user("Ada", Role.ADMIN));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(file::read).isInstanceOf(SettingsException.class).hasMessageContaining("chmod 600");
        assertThat(new Users(file).find("Ada")).isEmpty();
        assertThat(new Users(file).none()).isFalse();
    }

    @Test
    void aGroupThatMayReadItIsShutOut() throws IOException {
        file.put(user("Ada", Role.ADMIN));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(new Users(file).find("Ada")).isPresent();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void aPlaceThatCantBeLookedIntoIsNotTakenForNoUsers() throws IOException {
        UsersFile unreachable =
                new UsersFile(Files.createFile(folder.resolve("a-file")).resolve("users"));

        assertThatThrownBy(unreachable::read).isInstanceOf(SettingsException.class);
        assertThat(new Users(unreachable).none()).isFalse();
    }

    @Test
    void noUserIsThereUntilTheFirst() {
        Users users = new Users(file);
        assertThat(users.none()).isTrue();

        file.put(user("Ada", Role.ADMIN));

        assertThat(users.none()).isFalse();
        assertThat(users.find(" ada ")).isPresent();
    }

    @Test
    void allSpellingsOfANameCountAsOneAndWhatIsNoNameAsNone() {
        for (String spelling : List.of("lisa", "LISA", " Lisa ", "li\u017fa", "L\u0131sa")) {
            assertThat(user("Lisa", Role.VIEWER).isCalled(spelling))
                    .as(spelling)
                    .isTrue();
            assertThat(User.key(spelling)).as(spelling).isEqualTo(User.key("Lisa"));
        }
        assertThat(User.key("x".repeat(8_000))).isEmpty();
        assertThat(User.key("a:b")).isEmpty();
        assertThat(user("Gro\u00df", Role.VIEWER).isCalled("Gross")).isFalse();
    }

    @Test
    void rightsAreThoseOfAllRoles() {
        assertThat(user("Vera", Role.VIEWER).may(Right.MEND)).isFalse();
        assertThat(user("Bob", Role.BOOKKEEPER).may(Right.MEND)).isTrue();
        assertThat(user("Bob", Role.BOOKKEEPER).may(Right.DECIDE)).isFalse();
        assertThat(user("Rita", Role.REVIEWER).may(Right.MEND)).isFalse();
        assertThat(user("Both", Role.BOOKKEEPER, Role.REVIEWER).may(Right.DECIDE))
                .isTrue();
        assertThat(user("Both", Role.BOOKKEEPER, Role.REVIEWER).may(Right.MANAGE))
                .isFalse();
        assertThat(user("Ada", Role.ADMIN).may(Right.MANAGE)).isTrue();
    }

    @Test
    void passwordsAreHashedWithASaltOfTheirOwnAndCompared() {
        Passwords passwords = new Passwords();
        User ada = new User("Ada", Set.of(Role.ADMIN), passwords.hash("correct horse battery"));

        assertThat(Passwords.isHash(ada.hash())).isTrue();
        assertThat(ada.hash())
                .startsWith("$argon2id$v=19$m=7168,t=5,p=1$")
                .isNotEqualTo(passwords.hash("correct horse battery"));
        assertThat(passwords.isOf(Optional.of(ada), "correct horse battery")).isTrue();
        assertThat(passwords.isOf(Optional.of(ada), "correct horse batterz")).isFalse();
        assertThat(passwords.isOf(Optional.empty(), "nobody's password")).isFalse();
        assertThat(ada.toString()).doesNotContain("argon2");
    }

    @Test
    void weakPasswordsAndStrangeNamesAreComplainedAbout() {
        assertThat(Passwords.complaint("short", "Ada")).isPresent();
        assertThat(Passwords.complaint("aaaaaaaaaaaaaaaa", "Ada")).isPresent();
        assertThat(Passwords.complaint("my name is Ada!", "Ada")).isPresent();
        assertThat(Passwords.complaint("correct horse battery", "Ada")).isEmpty();
        assertThat(User.complaint("Ada Lovelace")).isEmpty();
        assertThat(User.complaint("Zoë O'Neill-Müller")).isEmpty();
        assertThat(User.complaint("a:b")).isPresent();
        assertThat(User.complaint("<script>")).isPresent();
        assertThat(User.complaint("")).isPresent();
        assertThat(User.complaint("x".repeat(61))).isPresent();
        assertThat(User.complaint("two\nlines")).isPresent();
    }
}
