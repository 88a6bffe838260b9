package org.harvestxero.mcp.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.api.BillingDesk;

/** All tools, by name. */
public final class ToolShelf {
    private final Map<String, Tool> tools = new LinkedHashMap<>();

    private ToolShelf() {}

    /** @param desk what they ask @param more tools that propose */
    public static ToolShelf of(ToolDesk desk, List<Tool> more) {
        ToolShelf shelf = new ToolShelf();
        shelf.put(StatusTool.of(desk.work().copies()));
        shelf.put(InvoiceTools.search(desk.work().people().invoices()));
        shelf.put(WorkTools.clients(desk.tracked()));
        shelf.put(WorkTools.work(desk.tracked()));
        shelf.put(StoryTool.of(desk.work().people().stories()));
        shelf.put(InvoiceTools.explain(desk.work().people().explanations()));
        shelf.put(FailedTools.causes(desk.work().copies()));
        shelf.put(FailedTools.copies(desk.work().copies()));
        shelf.put(FailedTools.copy(desk.work().copies()));
        shelf.put(ChoiceTool.of(desk.work().copies(), desk.work().mend().mappings()));
        shelf.put(MappingTrialTool.of(desk.work().mend().mappings()));
        bills(shelf, desk);
        books(shelf, desk.sides());
        more.forEach(shelf::put);
        return shelf;
    }

    private static void bills(ToolShelf shelf, ToolDesk desk) {
        BillingDesk people = desk.work().people();
        shelf.put(DraftTools.waiting(people.reviews()));
        shelf.put(DraftTools.draft(people.reviews()));
        shelf.put(PeriodTool.of(people.periods()));
        shelf.put(BalanceTool.of(people.balances()));
        shelf.put(UnbilledTool.of(desk.work().billing()));
        shelf.put(PreviewTool.of(desk.work().billing()));
        shelf.put(TrialTool.of(people.replays()));
    }

    private static void books(ToolShelf shelf, ToolDesk.Sides sides) {
        shelf.put(ReconcileTools.reconciliation(sides.books().days()));
        shelf.put(ReconcileTools.differences(sides.books().days()));
        shelf.put(OverdueTools.overdue(sides.overdue()));
        shelf.put(OverdueTools.mails(sides.overdue()));
        shelf.put(ConflictTool.of(sides.contacts()));
        shelf.put(ProfitTools.report(sides.books().profit()));
        shelf.put(ProfitTools.sources(sides.books().profit()));
        shelf.put(BudgetTool.of(sides.books().budgets()));
    }

    private void put(Tool tool) {
        tools.put(tool.card().name(), tool);
    }

    public List<Tool> all() {
        return List.copyOf(tools.values());
    }

    public Optional<Tool> find(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    /** Such as {@code search_invoices, invoice_story}. */
    public String names() {
        return String.join(", ", tools.keySet());
    }
}
