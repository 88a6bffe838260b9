package org.harvestxero.console.page.setup;

import java.net.URI;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.PageTable;
import org.harvestxero.console.session.OnceLinks;
import org.harvestxero.console.session.Sessions;
import org.harvestxero.console.user.Right;
import org.harvestxero.console.user.Users;

/** The pages of whoever looks after the program, and what they do in the background. */
public final class SetupArea implements AutoCloseable {
    private final Desk desk;
    private final ConsentAttempts attempts;
    private final CheckRun checks;
    private final CopyTrial trial = new CopyTrial();

    /** @param consentAddress below which consent pages return, such as {@code http://localhost:8088/console/consent} */
    public SetupArea(Desk desk, URI consentAddress) {
        this.desk = desk;
        this.attempts = new ConsentAttempts(desk, consentAddress);
        this.checks = new CheckRun(desk.site().clock());
    }

    /** Consents that are being given. */
    public ConsentAttempts attempts() {
        return attempts;
    }

    public void addTo(PageTable pages, Users users, OnceLinks links, Sessions sessions) {
        pages.name(SetupPage.PATH, "Set-up", Right.MANAGE);
        pages.get(SetupPage.PATH, Right.MANAGE, new SetupPage(desk, checks)::show);
        settings(pages);
        consent(pages);
        CheckPage check = new CheckPage(desk, checks);
        pages.get(CheckPage.PATH, Right.MANAGE, check::show);
        pages.live(CheckPage.PATH + "/live", Right.MANAGE, check::live);
        pages.post(CheckPage.PATH, Right.MANAGE, check::begin);
        TrialPage tried = new TrialPage(desk, trial);
        pages.get(TrialPage.PATH, Right.MANAGE, tried::show);
        pages.live(TrialPage.PATH + "/live", Right.MANAGE, tried::live);
        pages.post(TrialPage.PATH + "/dry", Right.MANAGE, tried::dry);
        pages.post(TrialPage.PATH + "/real", Right.MANAGE, tried::real);
        users(pages, new UsersPage(desk, new UsersPage.Doors(users, links, sessions)));
    }

    private void settings(PageTable pages) {
        SettingsPages settings = new SettingsPages(desk, attempts.address());
        SettingsActions actions = new SettingsActions(desk, settings);
        pages.get(SettingsPages.HARVEST, Right.MANAGE, settings::harvest);
        pages.get(SettingsPages.XERO, Right.MANAGE, settings::xero);
        pages.get(SettingsPages.BOOKS, Right.MANAGE, settings::books);
        pages.post("/setup/lists", Right.MANAGE, settings::readAgain);
        pages.post("/setup/change", Right.MANAGE, actions::check);
        pages.post("/setup/write", Right.MANAGE, actions::write);
        pages.post("/setup/again", Right.MANAGE, actions::startAgain);
    }

    private void consent(PageTable pages) {
        ConsentPages consent = new ConsentPages(desk, attempts);
        pages.post("/setup/connect", Right.MANAGE, consent::begin);
        pages.get("/setup/consent/:id", Right.MANAGE, consent::show);
        pages.live("/setup/consent/:id/live", Right.MANAGE, consent::live);
        pages.post("/setup/consent/:id/choice", Right.MANAGE, consent::choose);
    }

    private static void users(PageTable pages, UsersPage users) {
        pages.name(UsersPage.PATH, "Users", Right.MANAGE);
        pages.get(UsersPage.PATH, Right.MANAGE, users::show);
        pages.post("/users/invite", Right.MANAGE, users::invite);
        pages.post("/users/link", Right.MANAGE, users::again);
        pages.post("/users/roles", Right.MANAGE, users::change);
        pages.post("/users/remove", Right.MANAGE, users::remove);
    }

    @Override
    public void close() {
        attempts.close();
        checks.close();
        trial.close();
    }
}
