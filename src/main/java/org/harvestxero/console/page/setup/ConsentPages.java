package org.harvestxero.console.page.setup;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.harvestxero.api.Consent;
import org.harvestxero.api.DecisionException;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;

/** Leads a person through the consent page of a side and back. */
public final class ConsentPages {
    private final Desk.Setup setup;
    private final ConsentAttempts attempts;

    ConsentPages(Desk desk, ConsentAttempts attempts) {
        this.setup = desk.setup();
        this.attempts = attempts;
    }

    /**
     * @param stage as a template tells them apart
     * @param back page of the side
     */
    public record View(long id, String side, String stage, String words, List<String> names, String back) {
        public View {
            names = List.copyOf(names);
        }

        /** Whether it may have changed by the next look. */
        public boolean moves() {
            return stage.equals("begins") || stage.equals("away") || stage.equals("back");
        }
    }

    Answer begin(Asked asked) {
        String side = asked.field("side").orElse("");
        Consent consent = setup.consents().stream()
                .filter(each -> each.side().toLowerCase(Locale.ROOT).equals(side))
                .findFirst()
                .orElseThrow(() -> new DecisionException(
                        "Nobody signs in there yet: set a client, then start the program again."));
        return new Answer.Elsewhere("/setup/consent/" + attempts.begin(consent, asked.who(), asked.session()));
    }

    Answer show(Asked asked) {
        Optional<ConsentAttempt> attempt = found(asked);
        Optional<String> ticket = asked.value("ticket");
        if (attempt.isPresent() && ticket.isPresent()) {
            attempt.get().confirm(ticket.get());
            return new Answer.Elsewhere(asked.path());
        }
        return attempt.map(each -> Answer.shown("setupConsent", "Connect", view(each)))
                .orElseGet(ConsentPages::gone);
    }

    Answer live(Asked asked) {
        return found(asked)
                .map(each -> Answer.shown("setupConsentLive", "Connect", view(each)))
                .orElseGet(ConsentPages::gone);
    }

    Answer choose(Asked asked) {
        ConsentAttempt attempt =
                found(asked).orElseThrow(() -> new DecisionException("This attempt is over: begin once more."));
        attempt.chosen(asked.number("choice").orElseThrow(() -> new DecisionException("Choose one of them.")));
        return new Answer.Elsewhere("/setup/consent/" + attempt.reading().id());
    }

    private static Answer gone() {
        return Answer.missing("This attempt is over, or somebody else began it. Begin once more under Set-up.");
    }

    private static View view(ConsentAttempt attempt) {
        ConsentAttempt.Reading reading = attempt.reading();
        return new View(
                reading.id(),
                reading.side(),
                reading.stage().name().toLowerCase(Locale.ROOT),
                reading.words(),
                reading.names(),
                reading.side().equals("Xero") ? SettingsPages.XERO : SettingsPages.HARVEST);
    }

    private Optional<ConsentAttempt> found(Asked asked) {
        return asked.value("id")
                .filter(id -> id.matches("\\d{1,9}"))
                .flatMap(id -> attempts.find(Long.parseLong(id), asked.session()));
    }
}
