package org.harvestxero.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.harvestxero.console.user.Passwords;

/** Reads a new password: twice from whoever sits at the terminal, or once from the input. */
final class NewPassword {
    private final Session session;

    NewPassword(Session session) {
        this.session = session;
    }

    /** Empty where none was given that can be used; why is said then. */
    Optional<String> read(String name, boolean fromInput) {
        Optional<String> given = fromInput ? line() : typed();
        Optional<String> complaint = given.flatMap(password -> Passwords.complaint(password, name));
        complaint.ifPresent(session.err()::println);
        return complaint.isPresent() ? Optional.empty() : given;
    }

    private Optional<String> line() {
        try {
            // Not closed: the input belongs to the process.
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line == null) {
                session.err().println("No password came: write it to the input, on one line.");
            }
            return Optional.ofNullable(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> typed() {
        Console console = System.console();
        if (console == null) {
            session.err()
                    .println(
                            "There is no terminal to ask for the password: give --password-stdin and write it to the input.");
            return Optional.empty();
        }
        char[] once = console.readPassword("Password: ");
        char[] again = console.readPassword("The same again: ");
        if (once == null || again == null || !new String(once).equals(new String(again))) {
            session.err().println("The two passwords are not the same.");
            return Optional.empty();
        }
        return Optional.of(new String(once));
    }
}
