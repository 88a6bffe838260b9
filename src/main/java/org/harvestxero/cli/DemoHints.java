package org.harvestxero.cli;

import java.nio.file.Path;
import org.harvestxero.config.Home;
import org.harvestxero.config.Settings;

/** Tells a person where to go on from a demo. */
final class DemoHints {
    private final Home home;
    private final Path program;

    /** @param program folder of the program, to name its commands as they are typed */
    DemoHints(Home home, Path program) {
        this.home = home;
        this.program = program;
    }

    /** What to look at once the demo has ended. */
    String next() {
        return "\nWhere to look next\n"
                + new Table("README.md", "what each part does, and how to connect your own Harvest and Xero")
                        .row("routes/", "what happens when; edits are live within seconds while it runs")
                        .row("mappings.yaml", "which account, tax and tracking each line gets")
                        .row(
                                "agreements/",
                                "what each client agreed to pay for; "
                                        + home.folder().resolve("agreements"))
                        .row("to review", command("review list"))
                        .row("demo --serve", "keeps both stand-ins and the process running, to play with")
                        .row("what failed", command("failed list"))
                        .row("and why", command("failed show ID"));
    }

    /** What to try while it keeps running. */
    String whileServing(Settings settings, String harvestUrl) {
        String harvest = "curl -s " + harvestUrl + "/invoices -H 'Authorization: Bearer "
                + settings.text("harvest.access-token") + "' -H 'Harvest-Account-Id: "
                + settings.text("harvest.account-id") + "' -H 'User-Agent: me (me@example.com)'";
        return "\nIt keeps running and looks every 10 seconds. In another terminal:\n"
                + "  " + command("status") + "\n"
                + "  " + command("failed list") + "\n"
                + "  " + command("copy --dry-run --explain") + "\n"
                + "List Harvest's invoices:\n  " + harvest + "\n"
                + "Add one, and watch it arrive (take a client_id from the list):\n  " + harvest
                + " \\\n    -H 'Content-Type: application/json' -d '{\"client_id\": CLIENT_ID, \"line_items\": "
                + "[{\"kind\": \"Service\", \"description\": \"Work\", \"quantity\": 2, \"unit_price\": 90}]}'\n"
                + "Or edit a file in " + home.routes() + " and watch this log. Ctrl-C ends it.\n";
    }

    private String command(String words) {
        return new DemoHome(home).command(program, words);
    }
}
