package org.harvestxero.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.harvestxero.api.Explanations.Explanation;
import org.harvestxero.runtime.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "expense",
        description = {
            "Says where an expense went: on which bill or as which spent money it is a cost in Xero, and on which invoice",
            "it is income where it is re-billed."
        })
final class ExplainExpenseCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "Harvest's number of the expense, as on the line of its bill.")
    long id;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    ExplainExpenseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Optional<Explanation> found =
                session.engine(Engine.Mode.BEANS).people().explanations().explain("expense " + id, null);
        if (found.isEmpty()) {
            session.err()
                    .println("No expense " + id
                            + " is known here: it is read once expenses.as says that they are copied.");
            return 2;
        }
        if (json) {
            session.print(ReviewJson.explanation(found.get()));
        } else {
            session.print(ReviewTexts.explanation(found.get(), false));
        }
        return 0;
    }
}
