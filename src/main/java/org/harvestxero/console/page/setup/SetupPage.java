package org.harvestxero.console.page.setup;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.harvestxero.api.Consent;
import org.harvestxero.config.Settings;
import org.harvestxero.config.SettingsException;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;

/** The way to the first copied invoice, step by step, and how far it has been gone. */
public final class SetupPage {
    static final String PATH = "/setup";

    private final Desk desk;
    private final CheckRun checks;

    SetupPage(Desk desk, CheckRun checks) {
        this.desk = desk;
        this.checks = checks;
    }

    /**
     * @param problem with the file; empty for none
     * @param waiting in words, what was written and counts from the next start on; empty for nothing
     * @param runs whether the program copies by itself now
     */
    public record View(List<Step> steps, String problem, String waiting, boolean runs) {
        public View {
            steps = List.copyOf(steps);
        }
    }

    /** @param next whether it is the one to go on with */
    public record Step(String number, String title, String sentence, String path, boolean done, boolean next) {}

    Answer show(Asked asked) {
        Settings present;
        String waiting;
        String problem = "";
        try {
            present = desk.setup().file().onDisk();
            waiting = String.join(", ", desk.setup().file().waiting());
        } catch (SettingsException e) {
            present = desk.site().settings();
            waiting = "";
            problem = String.valueOf(e.getMessage());
        }
        LocalDate today = LocalDate.now(desk.site().clock());
        List<String> missing = present.missingForCopying(today);
        boolean harvest =
                isSet(missing, "harvest.") && (!SideCards.harvestByConsent(present) || isConnected("Harvest"));
        boolean xero = isSet(missing, "xero.") && (!SideCards.xeroByConsent(present) || isConnected("Xero"));
        boolean books = isSet(missing, "copy.")
                && present.optional("copy.revenue-account").isPresent();
        boolean checked = checks.reading().isGood();
        boolean tried = desk.watch().vitals().read().copied() > 0;
        List<Step> steps = new ArrayList<>();
        add(steps, "Harvest", "Where time, expenses and invoices come from.", SettingsPages.HARVEST, harvest);
        add(steps, "Xero", "Which organisation gets them.", SettingsPages.XERO, xero);
        add(
                steps,
                "What is copied, and where to",
                "The first day, accounts, taxes, payments.",
                SettingsPages.BOOKS,
                books);
        add(steps, "Checks", "Whether all of it fits together.", CheckPage.PATH, checked);
        add(steps, "Test run", "One invoice, first without sending anything.", TrialPage.PATH, tried);
        return Answer.shown(
                "setup",
                "Set-up",
                new View(
                        steps,
                        problem,
                        waiting,
                        desk.watch().works().getAsBoolean() && missing.isEmpty() && waiting.isEmpty()));
    }

    private static void add(List<Step> steps, String title, String sentence, String path, boolean done) {
        boolean next = !done && steps.stream().allMatch(Step::done);
        steps.add(new Step(Integer.toString(steps.size() + 1), title, sentence, path, done, next));
    }

    private static boolean isSet(List<String> missing, String prefix) {
        return missing.stream().noneMatch(words -> words.startsWith(prefix));
    }

    private boolean isConnected(String side) {
        return desk.setup().consents().stream()
                .filter(consent -> consent.side().equals(side))
                .map(Consent::connected)
                .anyMatch(Optional::isPresent);
    }
}
