package org.harvestxero.wiring;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.harvestxero.config.Settings;
import org.jspecify.annotations.Nullable;

/** Whom mails come from, and whom they go to. */
final class Letterhead {
    private Letterhead() {}

    /** The sender of all mails; null while mail is off. */
    static @Nullable String from(Settings settings) {
        return settings.optional("mail.host").isPresent()
                ? settings.optional("mail.from").orElse(null)
                : null;
    }

    /** @param setting addresses with commas between them */
    static List<String> to(Optional<String> setting) {
        return setting.stream()
                .flatMap(all -> Arrays.stream(all.split(",")))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .toList();
    }

    /** Our own name, as Xero has it; the connection's until it is known. */
    static Supplier<String> organisation(Basics basics, CopyParts copy) {
        return () -> {
            String name = copy.work().copyService().status().organisation();
            return name == null ? basics.store().connection() : name;
        };
    }
}
