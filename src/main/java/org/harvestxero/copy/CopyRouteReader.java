package org.harvestxero.copy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.language.ConstantExpression;
import org.harvestxero.copy.outbox.Work;

/**
 * Reads from the routes that run what the order of business is: the stages of a cycle, and the kinds of work of a round of sending. Who
 * edits the routes edits this order; nothing in Java holds another one.
 */
public final class CopyRouteReader {
    /** The route whose calls are the stages. */
    private static final String STAGES = "stages-in-order";
    /** The step over the kinds of work. */
    private static final String KINDS = "each-kind-of-work";

    private static final String EXPLAINS = "explain-money";

    private static final String DIRECT = "direct:";

    /** What the routes of 0.1.0 ask for; those of today hold their order themselves. */
    private static final List<String> OF_0_1_0 = List.of(
            "read-settings",
            "read-account",
            "follow-changes",
            "read-invoices",
            "read-clients",
            "plan-invoices",
            "edit-invoices",
            "read-payments",
            "plan-write-offs",
            "hand-over-drafts",
            "send-documents",
            "plan-write-offs",
            "send-documents",
            "deliver-invoices",
            "send-documents",
            "note-credit-balances");

    private final Supplier<CamelContext> context;

    /** @param context that the routes run in */
    public CopyRouteReader(Supplier<CamelContext> context) {
        this.context = context;
    }

    /** The stages of a cycle in the order they run; one may run more than once. */
    public List<String> stages() {
        RouteDefinition route = model().getRouteDefinition(STAGES);
        if (route == null) {
            // Stages that are new since are routes those files do not have.
            return OF_0_1_0.stream().filter(this::isRoute).toList();
        }
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class).stream()
                .flatMap(to -> called(to).stream())
                .toList();
    }

    /** The kinds of work, such as {@code invoice create}, in the order they are sent. */
    public List<String> kindsOfWork() {
        if (step(KINDS).orElse(null) instanceof SplitDefinition split
                && split.getExpression() instanceof ConstantExpression kinds) {
            return Arrays.stream(kinds.getExpression().split(","))
                    .map(String::strip)
                    .toList();
        }
        return Work.ALL;
    }

    /** Whether what is paid of invoices in Xero is looked at before payments are posted; the routes of 0.1.0 don't. */
    public boolean explainsPayments() {
        return isRoute(EXPLAINS);
    }

    private boolean isRoute(String id) {
        return model().getRouteDefinition(id) != null;
    }

    /** The stage that the intercepted step begins, by the name of its route; another step goes by its id. */
    public String stage(Exchange exchange) {
        String id = exchange.getProperty(Exchange.INTERCEPTED_NODE_ID, "", String.class);
        return step(id).flatMap(CopyRouteReader::called).orElse(id);
    }

    private static Optional<String> called(ProcessorDefinition<?> step) {
        return step instanceof ToDefinition to
                        && to.getUri() != null
                        && to.getUri().startsWith(DIRECT)
                ? Optional.of(to.getUri().substring(DIRECT.length()).replaceFirst("\\?.*", ""))
                : Optional.empty();
    }

    private Optional<ProcessorDefinition<?>> step(String id) {
        return Optional.ofNullable(model().getProcessorDefinition(id));
    }

    private Model model() {
        return context.get().getCamelContextExtension().getContextPlugin(Model.class);
    }
}
