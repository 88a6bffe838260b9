package org.harvestxero.console.page.sides;

import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.PageTable;
import org.harvestxero.console.user.Right;

/** The pages about both sides' books, with their addresses and who may ask for them. */
public final class SidesPages implements AutoCloseable {
    private final Looks looks;

    private SidesPages(Looks looks) {
        this.looks = looks;
    }

    /** Adds them to the table; what they ask in the background ends when it is closed. */
    public static SidesPages addTo(PageTable table, Desk desk) {
        Looks looks = new Looks(desk.site().clock());
        reconciliation(table, desk, looks);
        payments(table, desk);
        contacts(table, desk);
        marks(table, desk, looks);
        OverdueActions reading = new OverdueActions(desk, looks);
        overdue(table, desk, reading);
        purchases(table, desk, looks);
        money(table, desk, looks, reading);
        payroll(table, desk, looks);
        log(table, desk);
        return new SidesPages(looks);
    }

    private static void reconciliation(PageTable table, Desk desk, Looks looks) {
        Comparisons comparisons = new Comparisons(desk, looks);
        ReconcilePages pages = new ReconcilePages(desk, comparisons);
        table.name(ReconcilePages.PATH, "Both sides");
        table.get(ReconcilePages.PATH, Right.SEE, pages::show);
        table.live("/sides/live", Right.SEE, pages::live);
        table.get("/sides/differences", Right.SEE, pages::differences);
        table.get("/sides/days/:day", Right.SEE, pages::day);
        table.get("/sides/looks/:id", Right.SEE, pages::look);
        table.post("/sides/compare", Right.MEND, comparisons::begin);
        table.post("/sides/compare/stop", Right.MEND, comparisons::stop);
        table.post("/sides/copy", Right.MEND, comparisons::copy);
        table.post("/sides/retry", Right.MEND, comparisons::retry);
    }

    private static void payments(PageTable table, Desk desk) {
        PaymentsPage page = new PaymentsPage(desk);
        table.get(PaymentsPage.PATH, Right.SEE, page::show);
        table.post("/sides/payments/again", Right.MEND, page::again);
        table.post("/sides/payments/leave", Right.MEND, page::leave);
    }

    private static void contacts(PageTable table, Desk desk) {
        ContactsPage page = new ContactsPage(desk);
        table.get(ContactsPage.PATH, Right.SEE, page::show);
        table.post("/sides/contacts/answer", Right.MEND, page::answer);
    }

    private static void marks(PageTable table, Desk desk, Looks looks) {
        MarksPage page = new MarksPage(desk, looks);
        table.get(MarksPage.PATH, Right.SEE, page::show);
        table.live("/sides/marks/live", Right.SEE, page::live);
        table.post("/sides/marks/look", Right.MEND, page::begin);
    }

    private static void overdue(PageTable table, Desk desk, OverdueActions actions) {
        OverduePages pages = new OverduePages(desk, actions);
        table.get(OverduePages.PATH, Right.SEE, pages::show);
        table.live("/sides/overdue/live", Right.SEE, pages::live);
        table.get("/sides/overdue/invoice", Right.SEE, pages::invoice);
        table.get("/sides/overdue/preview", Right.SEE, pages::preview);
        table.live("/sides/overdue/preview/live", Right.SEE, pages::previewLive);
        table.post("/sides/overdue/read", Right.MEND, actions::read);
        table.post("/sides/overdue/preview", Right.MEND, actions::preview);
        table.post("/sides/overdue/run", Right.MEND, actions::run);
        table.post("/sides/overdue/first", Right.MEND, actions::first);
        table.post("/sides/overdue/promise", Right.MEND, actions::promise);
        table.post("/sides/overdue/dispute", Right.MEND, actions::dispute);
        table.post("/sides/overdue/release", Right.MEND, actions::release);
        table.post("/sides/overdue/mails/retry", Right.MEND, actions::retryMail);
        table.post("/sides/overdue/mails/discard", Right.MEND, actions::discardMail);
    }

    private static void purchases(PageTable table, Desk desk, Looks looks) {
        PurchasePages pages = new PurchasePages(desk);
        ContractorsPage contractors = new ContractorsPage(desk, looks);
        table.name(PurchasePages.PATH, "Purchases");
        table.get(PurchasePages.PATH, Right.SEE, pages::list);
        table.get(ContractorsPage.PATH, Right.SEE, contractors::show);
        table.live(ContractorsPage.PATH + "/live", Right.SEE, contractors::live);
        table.post(ContractorsPage.PATH, Right.MEND, contractors::begin);
        table.get(PurchasePages.PATH + "/:number", Right.SEE, pages::one);
    }

    private static void money(PageTable table, Desk desk, Looks looks, OverdueActions reading) {
        UnbilledLook unbilled = new UnbilledLook(desk, looks);
        MoneyPage page = new MoneyPage(desk, reading, unbilled);
        table.name(MoneyPage.PATH, "Money");
        table.get(MoneyPage.PATH, Right.SEE, page::show);
        table.live("/money/live", Right.SEE, page::live);
        table.post("/money/unbilled", Right.MEND, unbilled::begin);
        earned(table, desk, looks);
    }

    private static void earned(PageTable table, Desk desk, Looks looks) {
        EarnedPages pages = new EarnedPages(desk, new EarnedLook(desk, looks));
        table.get(EarnedPages.PATH, Right.SEE, pages::show);
        table.live("/money/earned/live", Right.SEE, pages::live);
        table.get(EarnedPages.CSV, Right.SEE, pages::csv);
        table.get(EarnedPages.XLSX, Right.SEE, pages::xlsx);
        table.post(EarnedPages.PATH, Right.MEND, pages::begin);
        table.get(EarnedSources.PATH, Right.SEE, new EarnedSources(desk)::show);
        BudgetLook budgets = new BudgetLook(desk, looks);
        table.get(BudgetLook.PATH, Right.SEE, budgets::show);
        table.live("/money/budgets/live", Right.SEE, budgets::live);
        table.post(BudgetLook.PATH, Right.MEND, budgets::begin);
    }

    private static void payroll(PageTable table, Desk desk, Looks looks) {
        PayrollPage page = new PayrollPage(desk, looks);
        table.name(PayrollPage.PATH, "Payroll", Right.PAY);
        table.get(PayrollPage.PATH, Right.PAY, page::show);
        table.live("/payroll/live", Right.PAY, page::live);
        table.post("/payroll/look", Right.PAY, page::look);
        table.post("/payroll/send", Right.PAY, page::send);
    }

    private static void log(PageTable table, Desk desk) {
        LogPages pages = new LogPages(desk);
        table.name(LogPages.PATH, "Log and runs");
        table.get(LogPages.PATH, Right.SEE, pages::runs);
        table.get("/log/audit", Right.SEE, pages::audit);
        table.get("/log/audit.csv", Right.SEE, pages::csv);
        table.post("/log/pause", Right.MANAGE, pages::pause);
        table.post("/log/resume", Right.MANAGE, pages::resume);
    }

    /** The page of this area that a form was on. @param otherwise where it does not say */
    static String within(Asked asked, String otherwise) {
        return asked.field("_page")
                .filter(page ->
                        page.matches("/(sides|money|log)(/[\\w./-]*)?(\\?[\\w=&%+.-]*)?") && !page.contains(".."))
                .orElse(otherwise);
    }

    @Override
    public void close() {
        looks.close();
    }
}
