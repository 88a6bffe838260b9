package org.harvestxero.console.page.setup;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.api.Consent;
import org.harvestxero.api.SideException;
import org.harvestxero.api.XeroLists;
import org.harvestxero.config.Settings;
import org.harvestxero.config.SettingsException;
import org.harvestxero.config.SettingsFile;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.jspecify.annotations.Nullable;

/** How each side is reached, and what is copied where: the settings, as the file has them. */
public final class SettingsPages {
    static final String HARVEST = "/setup/harvest";
    static final String XERO = "/setup/xero";
    static final String BOOKS = "/setup/books";

    private final Desk.Setup setup;
    private final URI consentAddress;

    /** @param consentAddress below which consent pages return */
    SettingsPages(Desk desk, URI consentAddress) {
        this.setup = desk.setup();
        this.consentAddress = consentAddress;
    }

    /**
     * @param help two sentences
     * @param connect null where nobody signs in to the side
     * @param lists where the choices come from; null where there are none
     * @param waiting in words, what was written and counts from the next start on; empty for nothing
     */
    public record View(
            Head head,
            List<SettingsCard> cards,
            @Nullable Connect connect,
            @Nullable Lists lists,
            String waiting) {
        public View {
            cards = List.copyOf(cards);
        }
    }

    /** @param path of the page within the console */
    public record Head(String title, String help, String path) {}

    /**
     * @param side as in addresses
     * @param name as people call it
     * @param redirect the address that the side must know
     * @param connected to what; empty for nothing
     * @param ready whether somebody may sign in now
     * @param sentence why not, or what comes of it
     */
    public record Connect(
            String side, String name, String redirect, String connected, boolean ready, String sentence) {}

    /** @param problem why there are none; empty where there are */
    public record Lists(String organisation, String read, String problem) {}

    Answer harvest(Asked asked) {
        Settings present = present();
        return shown(new View(
                new Head(
                        "Harvest",
                        "How the program gets into Harvest. Use what belongs to an administrator, who sees all invoices, time and expenses.",
                        HARVEST),
                SideCards.harvest(new SettingsFields(setup.file(), present), present),
                connect("Harvest", SideCards.harvestByConsent(present)),
                null,
                waiting()));
    }

    Answer xero(Asked asked) {
        Settings present = present();
        return shown(new View(
                new Head(
                        "Xero",
                        "How the program gets into Xero, and into which organisation. Consent lasts as long as it is used at least every 60 days.",
                        XERO),
                SideCards.xero(new SettingsFields(setup.file(), present), present),
                connect("Xero", SideCards.xeroByConsent(present)),
                null,
                waiting()));
    }

    Answer books(Asked asked) {
        Found found = lists(false);
        return shown(new View(
                new Head(
                        "What is copied, and where to",
                        "Accounts, taxes and categories are the organisation's own. You see what changes in application.properties before it is written.",
                        BOOKS),
                cards(BOOKS, asked, found.lists()),
                null,
                new Lists(
                        found.lists() == null ? "" : found.lists().organisation(),
                        found.lists() == null
                                ? ""
                                : asked.format().time(found.lists().readAt()),
                        found.problem()),
                waiting()));
    }

    Answer readAgain(Asked asked) {
        lists(true);
        return new Answer.Elsewhere(BOOKS);
    }

    private record Found(@Nullable XeroLists lists, String problem) {}

    private Found lists(boolean anew) {
        if (present().missingForCopying(LocalDate.EPOCH).stream().anyMatch(words -> words.startsWith("xero."))) {
            return new Found(null, "Xero is not connected yet, so there is nothing to choose from. Connect it first.");
        }
        try {
            return new Found(setup.desk().lists(anew), "");
        } catch (SideException e) {
            return new Found(
                    null, "Xero's lists can't be read now: " + e.getMessage() + ". Type codes, or come back later.");
        }
    }

    /** The cards of a page, to show them or to know what may be set by them. */
    List<SettingsCard> cards(String page, Asked asked, @Nullable XeroLists lists) {
        Settings present = present();
        SettingsFields fields = new SettingsFields(setup.file(), present);
        return switch (page) {
            case HARVEST -> SideCards.harvest(fields, present);
            case XERO -> SideCards.xero(fields, present);
            default -> new BooksCards(fields, present, lists, asked.format()).all();
        };
    }

    /** As the page showed them, or would show them now. */
    List<SettingsCard> cards(String page, Asked asked) {
        return cards(page, asked, page.equals(BOOKS) ? lists(false).lists() : null);
    }

    private @Nullable Connect connect(String name, boolean byConsent) {
        String side = name.toLowerCase(Locale.ROOT);
        Optional<Consent> consent = setup.consents().stream()
                .filter(each -> each.side().equals(name))
                .findFirst();
        String connected = consent.flatMap(Consent::connected).orElse("");
        String sentence;
        if (!byConsent) {
            sentence = "Nobody signs in as long as the other way is used.";
        } else if (consent.isEmpty()) {
            sentence = "Start the program again first, so that it knows the client.";
        } else {
            sentence = connected.isEmpty()
                    ? "You are led to " + name + ", sign in there, and come back here."
                    : "Connect again if another one is meant, or a right is missing.";
        }
        return new Connect(
                side, name, consentAddress + "/" + side, connected, byConsent && consent.isPresent(), sentence);
    }

    /** @throws SettingsException when the file can't be used */
    Settings present() {
        return setup.file().onDisk();
    }

    /** In words, what counts from the next start on. */
    String waiting() {
        Set<String> keys = setup.file().waiting();
        return keys.isEmpty() ? "" : String.join(", ", keys);
    }

    private static Answer shown(View view) {
        return Answer.shown("setupSettings", view.head().title(), view);
    }

    SettingsFile file() {
        return setup.file();
    }
}
