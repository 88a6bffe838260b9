package org.harvestxero.hook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.harvestxero.config.Settings;
import org.harvestxero.harvest.HarvestProjectRequests;
import org.harvestxero.harvest.HarvestRequest;

/** What hooks that act on Harvest ask of it. */
public final class HookActions {
    private static final Pattern UNLOCK = Pattern.compile("(\\d+)@(\\d+)=(\\d+)");

    private final Settings settings;

    public HookActions(Settings settings) {
        this.settings = settings;
    }

    /** The requests that make active what a milestone unlocks; none for other events. To make a project active twice changes nothing. */
    public List<HarvestRequest> unlocked(Exchange exchange) {
        JsonNode event = EventMessage.read(exchange.getMessage().getBody(String.class));
        if (!event.path("kind").asText().equals("payment.milestone")) {
            return List.of();
        }
        String subject = event.path("subject").path("id").asText();
        int percent = event.path("data").path("percent").asInt();
        return settings.optional("hooks.unlock-phase.projects").stream()
                .flatMap(unlocks -> Arrays.stream(unlocks.split(",")))
                .map(unlock -> UNLOCK.matcher(unlock.strip()))
                .filter(Matcher::matches)
                .filter(unlock -> unlock.group(1).equals(subject) && Integer.parseInt(unlock.group(2)) == percent)
                .map(unlock -> HarvestProjectRequests.activate(Long.parseLong(unlock.group(3))))
                .toList();
    }
}
