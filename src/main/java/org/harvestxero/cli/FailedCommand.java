package org.harvestxero.cli;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.MendDesk;
import org.harvestxero.billing.Counted;
import org.harvestxero.runtime.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Documents that could not be copied: what is wrong with them, and what to do with them. */
@Command(name = "failed", description = "Lists documents that could not be copied, tries them again or gives them up.")
final class FailedCommand {
    private final Session session;

    FailedCommand(Session session) {
        this.session = session;
    }

    static CommandLine line(Session session) {
        FailedCommand failed = new FailedCommand(session);
        return new CommandLine(failed)
                .addSubcommand(new FailedListCommand(failed))
                .addSubcommand(new FailedShowCommand(failed))
                .addSubcommand(new FailedFixCommand(failed))
                .addSubcommand(new FailedRetryCommand(failed))
                .addSubcommand(new FailedDiscardCommand(failed));
    }

    Session session() {
        return session;
    }

    CopyService copyService() {
        return session.engine(Engine.Mode.BEANS).copyService();
    }

    MendDesk mend() {
        return session.engine(Engine.Mode.BEANS).mend();
    }

    static @Nullable Long number(@Nullable String cause) {
        return cause != null && cause.matches("[0-9]{1,18}") ? Long.valueOf(cause) : null;
    }

    static @Nullable String word(@Nullable String cause) {
        return cause == null || number(cause) != null ? null : cause.toLowerCase(Locale.ROOT);
    }

    /** What to say where no document has the cause; empty when some have, or none was named. */
    Optional<String> noSuch(@Nullable String cause, boolean discarded) {
        if (cause == null) {
            return Optional.empty();
        }
        Set<String> words = new TreeSet<>();
        boolean found = false;
        for (FailedCopy copy : copyService().failedCopies(new FailedFilter(null, null, discarded))) {
            found |= copy.cause().equals(word(cause))
                    || Long.valueOf(copy.causeId()).equals(number(cause));
            words.add(copy.cause());
        }
        return found
                ? Optional.empty()
                : Optional.of("No failed copy has the cause \"" + cause + "\"; "
                        + (words.isEmpty()
                                ? "nothing stands failed."
                                : "there are: " + String.join(", ", words) + "."));
    }

    /** Where its copy stands in Xero, or else the document in Harvest. */
    Optional<URI> page(long id) {
        return copyService().failedDocuments(new FailedFilter(null, null, null, null, null, true)).stream()
                .filter(document -> document.copy().id() == id)
                .map(document -> document.targetLink() != null ? document.targetLink() : document.sourceLink())
                .filter(Objects::nonNull)
                .findFirst()
                .map(URI::create);
    }

    NamedCopies named(FailedSelection which) {
        return which.ids != null
                ? named(which.ids)
                : noSuch(which.cause, false)
                        .map(NamedCopies::refusing)
                        .orElseGet(() -> NamedCopies.of(copyService()
                                .failedCopies(new FailedFilter(
                                        null, number(which.cause), word(which.cause), null, null, false))
                                .stream()
                                .map(FailedCopy::id)
                                .collect(Collectors.toCollection(LinkedHashSet::new))));
    }

    NamedCopies named(List<String> names) {
        return NamedCopies.find(names, copyService().failedCopies(new FailedFilter(null, null, true)));
    }

    int refused(NamedCopies named) {
        named.refusals().forEach(session.err()::println);
        return 2;
    }

    int done(String what, int count, boolean json) {
        if (json) {
            session.print(JsonOutput.object().put(what, count));
        } else {
            session.print(Counted.of(count, "document") + " " + what + ".\n");
        }
        return 0;
    }
}
