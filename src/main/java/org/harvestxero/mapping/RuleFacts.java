package org.harvestxero.mapping;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What the rules of {@code mappings.yaml} are held against: a line, a whole invoice or a payment. */
record RuleFacts(
        SourceClient client,
        @Nullable SourceProject project,
        @Nullable String kind,
        @Nullable BigDecimal tax,
        String currency,
        @Nullable String gateway) {

    /** Of the invoice as a whole; kind and project count only if all lines share them. */
    static RuleFacts of(SourceInvoice invoice) {
        SourceProject project = null;
        String kind = null;
        if (!invoice.lines().isEmpty()) {
            SourceLine first = invoice.lines().get(0);
            SourceProject firstProject = first.project();
            if (firstProject != null
                    && invoice.lines().stream().allMatch(line -> firstProject.equals(line.project()))) {
                project = firstProject;
            }
            if (invoice.lines().stream().allMatch(line -> same(first.kind(), line.kind()))) {
                kind = first.kind();
            }
        }
        return new RuleFacts(invoice.client(), project, kind, null, invoice.currency(), null);
    }

    static RuleFacts of(SourceInvoice invoice, SourceLine line, BigDecimal tax) {
        return new RuleFacts(invoice.client(), line.project(), line.kind(), tax, invoice.currency(), null);
    }

    static RuleFacts of(SourceClient client, String currency, @Nullable String gateway) {
        return new RuleFacts(client, null, null, null, currency, gateway);
    }

    boolean isClient(String nameOrId) {
        return same(client.name(), nameOrId) || isId(client.id(), nameOrId);
    }

    boolean isProject(String nameCodeOrId) {
        SourceProject its = project;
        return its != null
                && (same(its.name(), nameCodeOrId)
                        || (its.code() != null && same(its.code(), nameCodeOrId))
                        || isId(its.id(), nameCodeOrId));
    }

    boolean isKind(String name) {
        return kind != null && same(kind, name);
    }

    boolean isTax(BigDecimal percent) {
        return tax != null && tax.compareTo(percent) == 0;
    }

    boolean isGateway(String name) {
        return gateway != null && GatewayName.of(gateway).isCalled(name);
    }

    /** Whether two names are equal to a person's eye: case and surrounding or doubled blanks don't count. */
    static boolean same(String one, String other) {
        return one.equalsIgnoreCase(other) || Texts.oneLine(one).equalsIgnoreCase(Texts.oneLine(other));
    }

    private static boolean isId(long id, String text) {
        return Long.toString(id).equals(text.strip());
    }
}
