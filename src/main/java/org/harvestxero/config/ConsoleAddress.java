package org.harvestxero.config;

import java.util.Optional;
import java.util.Set;

/** Where people reach the console, by the settings. */
public final class ConsoleAddress {
    private static final Set<String> NOBODY_ELSES = Set.of("127.0.0.1", "localhost", "::1", "0.0.0.0", "::");
    private static final Set<String> ALL_OF_THIS_MACHINE = Set.of("0.0.0.0", "::");

    private ConsoleAddress() {}

    /**
     * For whoever may sit elsewhere, such as the reader of a mail.
     *
     * @return such as {@code https://books.example.com/console}; empty where the console is off, or served to this machine alone
     */
    public static Optional<String> forOthers(Settings settings) {
        return settings.optional("console.address").isEmpty() && NOBODY_ELSES.contains(settings.text("http.host"))
                ? Optional.empty()
                : forThisMachine(settings);
    }

    /** For whoever works at this machine, or elsewhere; empty where the console is off. */
    public static Optional<String> forThisMachine(Settings settings) {
        if (!settings.flag("console.enabled")) {
            return Optional.empty();
        }
        return Optional.of(settings.optional("console.address")
                        .orElseGet(() -> served(settings))
                        .replaceFirst("/+$", "")
                + "/console");
    }

    private static String served(Settings settings) {
        String host = settings.text("http.host");
        String named = ALL_OF_THIS_MACHINE.contains(host) ? "127.0.0.1" : host;
        return (ServerCertificate.isSet(settings) ? "https://" : "http://")
                + (named.contains(":") ? "[" + named + "]" : named) + ":" + settings.number("http.port");
    }
}
