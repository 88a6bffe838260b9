package org.harvestxero.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The route files in force lack a route that the program itself calls: those of an earlier release, or edited ones. Nothing was asked. */
public final class MissingRouteException extends RuntimeException {
    /** What to do about it. */
    public static final String REMEDY =
            "Take the route files of this release over from the distribution, with what you changed in yours; they are in force"
                    + " within seconds. All else goes on.";

    private static final long serialVersionUID = 1L;
    private static final String SHIPPED = "/shipped/";

    private MissingRouteException(String message) {
        super(message);
    }

    /** @param called such as {@code direct:payroll-read} */
    static MissingRouteException of(String called) {
        String name = called.substring(called.indexOf(':') + 1);
        return new MissingRouteException("The route files in the home have no route that begins with " + called
                + fileOf(name).map(file -> "; this release has it in " + file).orElse(""));
    }

    /** Where this release ships a route of that name, by its path below the folder of routes. */
    static Optional<String> fileOf(String name) {
        Pattern begun =
                Pattern.compile("(?m)^\\s+(routeId: |from:\\s*\\R\\s+uri: direct:)" + Pattern.quote(name) + "\\s*$");
        return text(SHIPPED + "files")
                .lines()
                .filter(file -> !file.isBlank())
                .filter(file -> begun.matcher(text(SHIPPED + "routes/" + file)).find())
                .findFirst();
    }

    private static String text(String resource) {
        try (InputStream in =
                        Objects.requireNonNull(MissingRouteException.class.getResourceAsStream(resource), resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
