package org.harvestxero.console.page;

import java.util.ArrayList;
import java.util.List;
import org.harvestxero.console.user.Right;
import org.harvestxero.console.user.User;

/** All pages, with their addresses and what somebody must be allowed to do to ask for them. */
public final class PageTable {
    private final List<Entry> entries = new ArrayList<>();
    private final List<Name> names = new ArrayList<>();

    /** @param tasks what is done in the background */
    public PageTable(Desk desk, Tasks tasks) {
        today(new TodayPage(desk, tasks.figures()));
        failed(desk, tasks);
        tasks(new TaskPage(tasks));
        review(desk);
        invoices(desk);
    }

    private void today(TodayPage page) {
        name("/today", "Today");
        get("/today", Right.SEE, page::show);
        live("/today/live", Right.SEE, page::live);
    }

    private void failed(Desk desk, Tasks tasks) {
        FailedPages pages = new FailedPages(desk);
        FailedActions actions = new FailedActions(desk, tasks);
        name(FailedPages.LIST, "Failed copies");
        get(FailedPages.LIST, Right.SEE, pages::list);
        get("/failed.csv", Right.SEE, pages::csv);
        post("/failed/retry", Right.MEND, actions::retry);
        post("/failed/discard", Right.MEND, actions::discard);
        post("/failed/giving-up", Right.MEND, actions::askReason);
        get(FailedActions.REASON, Right.MEND, actions::askReasonAgain);
        mend(desk);
    }

    private void mend(Desk desk) {
        FixPage page = new FixPage(desk);
        get("/failed/:id", Right.SEE, new FailedDetailPage(desk, page)::show);
        post("/failed/:id/fix", Right.MEND, page::propose);
        post("/failed/:id/fix/write", Right.MEND, page::write);
        post("/failed/:id/lists", Right.MEND, page::readAgain);
        post("/failed/:id/contact", Right.MEND, page.contacts()::adopt);
        post("/failed/:id/answer", Right.MEND, page.contacts()::answer);
    }

    private void review(Desk desk) {
        ReviewListPage list = new ReviewListPage(desk);
        DraftPage page = new DraftPage(desk);
        DraftActions actions = new DraftActions(desk, page);
        name(ReviewListPage.LIST, "Review");
        get(ReviewListPage.LIST, Right.SEE, list::list);
        post("/review/approve", Right.DECIDE, list::approveChosen);
        get("/review/:id", Right.SEE, page::show);
        get("/review/:id/lines/:line", Right.SEE, page::line);
        get("/review/:id/lines/:line/split", Right.DECIDE, page::split);
        live("/review/:id/live/:known", Right.SEE, page::live);
        get("/review/:id/timesheet", Right.SEE, page::timesheet);
        post("/review/:id/approve", Right.DECIDE, actions::approve);
        post("/review/:id/hold", Right.DECIDE, actions::hold);
        post("/review/:id/release", Right.DECIDE, actions::release);
        post("/review/:id/reject", Right.DECIDE, actions::reject);
        post("/review/:id/check", Right.DECIDE, actions::checkEdit);
        post("/review/:id/edit", Right.DECIDE, actions::edit);
        post("/review/:id/undo", Right.DECIDE, actions::undo);
    }

    private void invoices(Desk desk) {
        InvoiceStoryPage stories = new InvoiceStoryPage(desk);
        name(InvoicesPage.PATH, "Invoices");
        get(InvoicesPage.PATH, Right.SEE, new InvoicesPage(desk, stories)::list);
        get("/invoices/:id", Right.SEE, stories::show);
        post("/invoices/:id/read", Right.SEE, stories::readBoth);
    }

    private void tasks(TaskPage page) {
        get("/tasks/:id", Right.MEND, page::show);
        live("/tasks/:id/live", Right.MEND, page::live);
        post("/tasks/:id/stop", Right.MEND, page::stop);
    }

    /**
     * One address.
     *
     * @param method {@code GET} or {@code POST}; what changes something is a POST
     * @param path within the console; {@code :id} stands for a part that varies
     * @param live whether it is a part of a page, which the page fetches by itself
     */
    public record Entry(String method, String path, Right right, Page page, boolean live) {}

    private record Name(String path, String name, Right right) {}

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The pages somebody may go to. @param path of the page shown now */
    public List<Frame.Place> places(String path, User user) {
        return names.stream()
                .filter(each -> user.may(each.right()))
                .map(each -> new Frame.Place(
                        each.path(), each.name(), path.equals(each.path()) || path.startsWith(each.path() + "/")))
                .toList();
    }

    /** Puts a page into the list of pages, behind those there are. */
    public void name(String path, String name) {
        name(path, name, Right.SEE);
    }

    /** Names a page in the list of pages, for those who may go there. */
    public void name(String path, String name, Right right) {
        names.add(new Name(path, name, right));
    }

    /** A page to look at. */
    public void get(String path, Right right, Page page) {
        entries.add(new Entry("GET", path, right, page, false));
    }

    /** What changes something. */
    public void post(String path, Right right, Page page) {
        entries.add(new Entry("POST", path, right, page, false));
    }

    /** A part that its page fetches by itself. */
    public void live(String path, Right right, Page page) {
        entries.add(new Entry("GET", path, right, page, true));
    }
}
