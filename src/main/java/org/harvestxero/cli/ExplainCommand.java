package org.harvestxero.cli;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.Explanations.Explanation;
import org.harvestxero.runtime.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "explain",
        description = {
            "Says in words how an invoice came about: from its amounts to entries, rules, rates and roundings,",
            "who approved it, and what Xero was sent and answered."
        })
final class ExplainCommand implements Callable<Integer> {
    private final Session session;

    /** Picocli would ask for a required one ahead of {@code explain expense}, too. */
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "INVOICE",
            description = "Its number, or a draft's id such as D12.")
    String invoice = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "LINE", description = "Only this line, from 1, in full.")
    @Nullable
    Integer line;

    @Option(names = "--request", description = "Repeat what Xero was sent, word for word.")
    boolean request;

    @Option(names = "--web", description = "Also open its page in Xero; the address is printed anyway.")
    boolean web;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Spec
    @Nullable
    CommandSpec spec;

    ExplainCommand(Session session) {
        this.session = session;
    }

    static CommandLine line(Session session) {
        return new CommandLine(new ExplainCommand(session))
                .addSubcommand(new ExplainExpenseCommand(session))
                .addSubcommand(new ExplainJournalCommand(session));
    }

    @Override
    public Integer call() {
        if (invoice.isEmpty()) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "Missing required parameter: 'INVOICE'");
        }
        Optional<Explanation> found;
        try {
            found = session.engine(Engine.Mode.BEANS).people().explanations().explain(invoice, line);
        } catch (DecisionException e) {
            session.err().println(e.getMessage());
            return 2;
        }
        if (found.isEmpty()) {
            session.err()
                    .println(
                            "No invoice " + invoice + " is known here: see `harvest-xero review list --all`, or copy it"
                                    + " first with `harvest-xero copy --invoice " + invoice + "`.");
            return 2;
        }
        if (json) {
            session.print(ReviewJson.explanation(found.get()));
        } else {
            session.print(ReviewTexts.explanation(found.get(), request));
        }
        if (web) {
            session.engine(Engine.Mode.BEANS)
                    .people()
                    .explanations()
                    .page(invoice)
                    .ifPresentOrElse(
                            session::show, () -> session.err().println("Xero has no page of " + invoice + " yet."));
        }
        return 0;
    }
}
