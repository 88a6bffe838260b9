package org.harvestxero.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.harvestxero.api.FakeProgram;
import org.harvestxero.console.user.Passwords;
import org.harvestxero.console.user.UsersFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may sign in to the console, said on the command line. */
class UsersCommandIT {
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    private Path home;

    private String out = "";
    private String err = "";

    @BeforeEach
    void home() throws IOException {
        Files.writeString(home.resolve("application.properties"), "");
    }

    private int run(String input, String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(UTF_8)));
        try {
            return new Cli(
                            new FakeProgram(Clock.systemUTC()),
                            Map.of("HARVEST_XERO_HOME", home.toString()),
                            Map.of(),
                            Clock.systemUTC())
                    .run(
                            List.of(arguments),
                            new PrintStream(said, true, UTF_8),
                            new PrintStream(complained, true, UTF_8));
        } finally {
            System.setIn(before);
            out = said.toString(UTF_8);
            err = complained.toString(UTF_8);
        }
    }

    private UsersFile file() {
        return new UsersFile(home.resolve("data/users"));
    }

    @Test
    void usersAreAddedListedAndRemoved() {
        assertThat(run("", "users", "list")).isZero();
        assertThat(out).isEqualTo("Nobody may sign in to the console yet: users add NAME --role admin.\n");
        assertThat(run(
                        PASSWORD + "\n",
                        "users",
                        "add",
                        "Ada Lovelace",
                        "--role",
                        "bookkeeper,reviewer",
                        "--password-stdin"))
                .isZero();
        assertThat(out).isEqualTo("Ada Lovelace may sign in to the console.\n");

        assertThat(run("", "users", "list")).isZero();
        assertThat(out).contains("Ada Lovelace").contains("bookkeeper, reviewer");
        assertThat(new Passwords().isOf(file().read().find("ada lovelace"), PASSWORD))
                .isTrue();
        assertThat(run("", "users", "remove", "Ada Lovelace")).isZero();
        assertThat(file().read().users()).isEmpty();
        assertThat(run("", "users", "remove", "Ada Lovelace")).isEqualTo(2);
        assertThat(err).contains("There is no user Ada Lovelace");
    }

    @Test
    void aPasswordIsChangedAndTheRolesStay() {
        run(PASSWORD + "\n", "users", "add", "Bob", "--role", "viewer", "--password-stdin");

        assertThat(run("another horse battery\n", "users", "password", "bob", "--password-stdin"))
                .isZero();

        assertThat(new Passwords().isOf(file().read().find("Bob"), "another horse battery"))
                .isTrue();
        assertThat(file().read().find("Bob").orElseThrow().roleWords()).isEqualTo("viewer");
    }

    @Test
    void whatCantBeDoneIsSaidAndChangesNothing() {
        assertThat(run("short\n", "users", "add", "Ada", "--role", "admin", "--password-stdin"))
                .isEqualTo(2);
        assertThat(err).contains("A password has 12 to 200 characters");
        assertThat(run(PASSWORD + "\n", "users", "add", "Ada", "--role", "king", "--password-stdin"))
                .isEqualTo(2);
        assertThat(err).contains("There is no role king; there are: viewer, bookkeeper, reviewer, payroll, admin.");
        assertThat(run(PASSWORD + "\n", "users", "add", "a:b", "--role", "admin", "--password-stdin"))
                .isEqualTo(2);
        assertThat(run("", "users", "add", "Ada", "--role", "admin", "--password-stdin"))
                .isEqualTo(2);
        assertThat(err).contains("No password came");
        assertThat(run("", "users", "password", "Ada", "--password-stdin")).isEqualTo(2);
        assertThat(file().read().users()).isEmpty();
        run(PASSWORD + "\n", "users", "add", "Ada", "--role", "admin", "--password-stdin");
        assertThat(run(PASSWORD + "\n", "users", "add", "ADA", "--role", "viewer", "--password-stdin"))
                .isEqualTo(2);
        assertThat(err).contains("There is a user ADA already");
    }
}
