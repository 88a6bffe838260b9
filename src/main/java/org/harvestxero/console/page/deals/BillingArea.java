package org.harvestxero.console.page.deals;

import org.harvestxero.api.AgreementDesk;
import org.harvestxero.api.RulesDesk;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.PageTable;
import org.harvestxero.console.user.Right;

/** The pages of this package, with their addresses. */
public final class BillingArea {
    private BillingArea() {}

    /** @param trials what is made on the side */
    public static void addTo(PageTable table, Desk desk, Trials trials) {
        GridPage grid = new GridPage(desk);
        table.name(GridPage.PATH, "Billing");
        table.get(GridPage.PATH, Right.SEE, grid::show);
        table.get(GridPage.OTHERS, Right.SEE, grid::others);
        agreements(table, desk, trials);
        BalancePages balances = new BalancePages(desk);
        table.get(BalancePages.PATH, Right.SEE, balances::list);
        table.get(BalancePages.PATH + "/:file", Right.SEE, balances::one);
        LookPages looks = new LookPages(desk, trials);
        table.get(LookPages.COMPARE, Right.SEE, looks::askCompare);
        table.post(LookPages.COMPARE, Right.TRY, looks::compare);
        table.get(LookPages.UNBILLED, Right.SEE, looks::askUnbilled);
        table.post(LookPages.UNBILLED, Right.TRY, looks::unbilled);
        TrialPages pages = new TrialPages(trials);
        DryRun dryRun = new DryRun(desk, trials);
        table.get(DryRun.PATH, Right.SEE, dryRun::ask);
        table.post(DryRun.PATH, Right.TRY, dryRun::start);
        table.get(TrialPages.PATH + "/:id", Right.SEE, pages::show);
        table.live(TrialPages.PATH + "/:id/live", Right.SEE, pages::live);
        table.post(TrialPages.PATH + "/:id/stop", Right.TRY, pages::stop);
        table.get(TrialPages.PATH + "/:id/bills/:bill", Right.SEE, pages::bill);
    }

    private static void agreements(PageTable table, Desk desk, Trials trials) {
        AgreementDesk agreements = desk.work().people().agreements();
        TextPages saved = new TextPages(agreements, TextPlace.AGREEMENTS);
        AgreementPages pages = new AgreementPages(desk, saved);
        TextActions texts = new TextActions(agreements, TextPlace.AGREEMENTS);
        String one = AgreementPages.PATH + "/:file";
        table.get(AgreementPages.PATH, Right.SEE, pages::list);
        DealPage deal = new DealPage(desk, texts);
        table.get(DealPage.PATH, Right.TRY, deal::form);
        table.post(DealPage.PATH, Right.TRY, deal::look);
        table.get(AgreementPages.PATH + "/words", Right.SEE, pages::words);
        table.get(one, Right.SEE, pages::one);
        table.get(one + "/versions/:version", Right.SEE, saved::version);
        texts(table, TextPlace.AGREEMENTS, texts);
        table.post(one + "/preview", Right.TRY, new AgreementActions(desk, texts, trials)::preview);
        table.post("/failed/:id/agreed", Right.MEND, new AgreedFix(desk, texts)::look);
        table.get(TextPlace.RULES.list(), Right.SEE, new RuleListPage(agreements)::list);
        rules(table, TextPlace.RULES, agreements.rules());
        rules(table, TextPlace.PAY, agreements.payRules());
    }

    private static void rules(PageTable table, TextPlace place, RulesDesk rules) {
        TextPages saved = new TextPages(rules, place);
        RulePages pages = new RulePages(rules, place, saved);
        String one = place.files() + "/:file";
        Right see = place.rights().see();
        table.get(one, see, pages::one);
        table.get(one + "/words", see, pages::words);
        table.get(one + "/versions/:version", see, saved::version);
        texts(table, place, new TextActions(rules, place));
    }

    /** How a file of a place is changed as text. */
    private static void texts(PageTable table, TextPlace place, TextActions texts) {
        String one = place.files() + "/:file";
        Right edit = place.rights().edit();
        table.get(one + "/edit", edit, texts::edit);
        table.post(one + "/edit", edit, texts::edit);
        table.post(one + "/check", edit, texts::check);
        table.post(one + "/save", place.rights().save(), texts::save);
    }
}
