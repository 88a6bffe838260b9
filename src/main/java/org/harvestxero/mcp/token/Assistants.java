package org.harvestxero.mcp.token;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.harvestxero.config.RereadLines;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The assistants as their file stands now. One that can't be read lets nobody in until it can. Safe for several threads. */
public final class Assistants {
    private static final Logger LOG = LoggerFactory.getLogger(Assistants.class);

    private final RereadLines<AssistantFile.Content> content;
    private final String connection;
    private final ZoneId zone;
    private final Clock clock;

    /** @param zone in which a last day ends */
    public Assistants(AssistantFile file, String connection, ZoneId zone, Clock clock) {
        this.content = new RereadLines<>(
                file.lines(),
                new RereadLines.Reader<>(file::read, AssistantFile.Content.NOTHING, AssistantFile.Content::complaints),
                LOG);
        this.connection = connection;
        this.zone = zone;
        this.clock = clock;
    }

    /** Whether somebody is let in. */
    public sealed interface Entry permits Let, Refused {}

    /** Somebody is. */
    public record Let(Assistant assistant) implements Entry {}

    /**
     * Nobody is.
     *
     * @param name whose token it is; null where it is nobody's
     * @param words why, and what to do
     */
    public record Refused(@Nullable String name, String words) implements Entry {}

    /** Who shows this token. @param token null for none */
    public Entry enter(@Nullable String token) {
        RereadLines.Seen<AssistantFile.Content> seen = content.now();
        AssistantFile.Content now = seen.content();
        if (token == null || token.isEmpty()) {
            return new Refused(
                    null,
                    "Show a token: Authorization: Bearer hxa_…. Whoever runs harvest-xero makes one with `mcp tokens add`.");
        }
        Optional<Assistant> known =
                AssistantToken.isLikely(token) ? now.byHash(AssistantToken.hash(token)) : Optional.empty();
        if (known.isEmpty()) {
            return new Refused(
                    null,
                    (seen.isUnreadable()
                                    ? "No token can be looked up at this moment: the file of tokens can't be read. "
                                    : "This token is not known here. ")
                            + "Ask whoever runs harvest-xero for one, made with `mcp tokens add`.");
        }
        Assistant assistant = known.get();
        return complaint(assistant, now)
                .<Entry>map(words -> new Refused(assistant.name(), words))
                .orElseGet(() -> new Let(assistant));
    }

    /** Whether a token that was let in still would be, with the rights it had. */
    public boolean stillLets(Assistant assistant) {
        AssistantFile.Content now = content.now().content();
        return now.byHash(assistant.hash())
                .filter(each -> complaint(each, now).isEmpty())
                .isPresent();
    }

    private Optional<String> complaint(Assistant assistant, AssistantFile.Content now) {
        String name = assistant.name();
        if (now.off() != null) {
            return Optional.of(
                    "All assistants are turned off here" + (now.off().isEmpty() ? "" : " (" + now.off() + ")")
                            + ": whoever runs harvest-xero turns them on with `mcp on`.");
        }
        if (assistant.revoked() != null) {
            return Optional.of("The token of " + name + " was revoked on " + assistant.revoked()
                    + ": ask whoever runs harvest-xero whether there is to be another one (`mcp tokens add`).");
        }
        if (LocalDate.now(clock.withZone(zone)).isAfter(assistant.expires())) {
            return Optional.of("The token of " + name + " ended with " + assistant.expires()
                    + ": ask whoever runs harvest-xero for a new one (`mcp tokens add`).");
        }
        if (!assistant.sees(connection)) {
            return Optional.of("The token of " + name + " is not for the connection " + connection
                    + ": ask whoever runs harvest-xero for one that is (`mcp tokens add --connection`).");
        }
        return Optional.empty();
    }
}
