package org.harvestxero.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How what a command prints is looked at: how wide, and whether colours show. Bound to the thread that carries the command out, since
 * the process that does may serve several people.
 *
 * @param width in columns
 */
record Screen(int width, boolean colour) {
    /** Where nobody says: pipes, files, tests. */
    static final Screen PLAIN = new Screen(100, false);

    private static final int NARROWEST = 40;
    private static final int WIDEST = 400;
    private static final ThreadLocal<Screen> CURRENT = ThreadLocal.withInitial(() -> PLAIN);

    static Screen current() {
        return CURRENT.get();
    }

    /** What the person in front of this process sees; {@code COLUMNS} wins over the terminal, {@code NO_COLOR} over colours. */
    static Screen of(Map<String, String> environment, boolean terminal) {
        boolean colour = terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        String columns = environment.getOrDefault("COLUMNS", "");
        if (columns.isEmpty() && terminal) {
            columns = columnsOfTerminal();
        }
        return new Screen(
                columns.matches("[1-9][0-9]{0,3}") ? within(Integer.parseInt(columns)) : PLAIN.width(), colour);
    }

    static int within(int columns) {
        return Math.max(NARROWEST, Math.min(WIDEST, columns));
    }

    /** Java knows no width of a terminal; {@code stty} does. */
    private static String columnsOfTerminal() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return "";
            }
            String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return said.matches("[0-9]+ [0-9]+") ? said.split(" ")[1] : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    void bind() {
        CURRENT.set(this);
    }

    static void unbind() {
        CURRENT.remove();
    }

    /** The few colours there are. */
    enum Tone {
        HEADING("1"),
        GOOD("32"),
        WARNING("33"),
        BAD("1;31");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    /** The text in that colour, where colours show. */
    static String in(Tone tone, String text) {
        return current().colour() && !text.isBlank() ? "\u001b[" + tone.code + "m" + text + "\u001b[0m" : text;
    }
}
