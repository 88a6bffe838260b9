package org.harvestxero.sandbox.harvest;

/** All routes of the API. */
final class HarvestApi {
    private HarvestApi() {}

    static void register(Router router, HarvestAccount account, Lists lists) {
        router.add(
                "GET",
                "/company",
                Area.ADMINISTRATION,
                call -> Reply.json(200, out -> account.company.write(out, account)));
        router.add("PATCH", "/company", Area.ADMINISTRATION, call -> {
            account.company.change(call.body());
            return Reply.json(200, out -> account.company.write(out, account));
        });
        new Clients(account, lists).register(router, Area.CATALOGUE);
        new Contacts(account, lists).register(router, Area.CATALOGUE);
        new Projects(account, lists).register(router, Area.CATALOGUE);
        new TaskAssignments(account, lists).register(router, Area.CATALOGUE);
        new UserAssignments(account, lists).register(router, Area.CATALOGUE);
        new Tasks(account, lists).register(router, Area.CATALOGUE);
        new Users(account, lists).register(router, Area.CATALOGUE);
        new Roles(account, lists).register(router, Area.CATALOGUE);
        new Rates(account, lists, "billable_rates", user -> user.billableRates).register(router);
        new Rates(account, lists, "cost_rates", user -> user.costRates).register(router);
        new TimeEntries(account, lists).register(router, Area.EVERYONE);
        new ExpenseCategories(account, lists).register(router, Area.EVERYONE);
        new Expenses(account, lists).register(router, Area.EVERYONE);
        new Reports(account, lists).register(router);
        new ItemCategories(account, lists).register(router, Area.INVOICES);
        new Invoices(account, lists).register(router, Area.INVOICES);
        new InvoicePayments(account, lists).register(router);
        new InvoiceMessages(account, lists).register(router);
    }
}
