package org.harvestxero.mapping.coding;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.harvestxero.mapping.document.BilledWork;
import org.harvestxero.mapping.document.FinalizedInvoice;
import org.harvestxero.mapping.document.GatewayName;
import org.harvestxero.mapping.document.ProjectType;
import org.harvestxero.mapping.document.ProjectTypes;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.SourceInvoice;
import org.harvestxero.mapping.document.SourceLine;
import org.harvestxero.mapping.document.SourceProject;
import org.harvestxero.mapping.document.Taxed;
import org.harvestxero.mapping.document.Texts;
import org.jspecify.annotations.Nullable;

/** What the rules of {@code mappings.yaml} are held against: a line, a whole invoice or a payment. */
public record RuleFacts(
        SourceClient client,
        @Nullable SourceProject project,
        @Nullable String kind,
        @Nullable BigDecimal tax,
        @Nullable Taxed taxed,
        String currency,
        @Nullable String gateway,
        BilledWork work) {

    public RuleFacts(
            SourceClient client,
            @Nullable SourceProject project,
            @Nullable String kind,
            @Nullable BigDecimal tax,
            String currency,
            @Nullable String gateway) {
        this(client, project, kind, tax, null, currency, gateway, behind(project));
    }

    /** Of the invoice as a whole; kind, project and its type count only if all lines share them. */
    static RuleFacts of(SourceInvoice invoice) {
        SourceProject project = null;
        String kind = null;
        List<SourceProject> projects = List.of();
        if (!invoice.lines().isEmpty()) {
            SourceLine first = invoice.lines().get(0);
            SourceProject firstProject = first.project();
            if (firstProject != null
                    && invoice.lines().stream().allMatch(line -> firstProject.equals(line.project()))) {
                project = firstProject;
            }
            if (invoice.lines().stream().allMatch(line -> Texts.same(first.kind(), line.kind()))) {
                kind = first.kind();
            }
            if (invoice.lines().stream().allMatch(line -> line.project() != null)) {
                projects = invoice.lines().stream()
                        .map(line -> Objects.requireNonNull(line.project()))
                        .distinct()
                        .toList();
            }
        }
        return new RuleFacts(
                invoice.client(),
                project,
                kind,
                null,
                null,
                invoice.currency(),
                null,
                new BilledWork(projects, List.of()));
    }

    static RuleFacts of(SourceInvoice invoice, SourceLine line, BigDecimal tax) {
        return new RuleFacts(
                invoice.client(),
                line.project(),
                line.kind(),
                tax,
                Taxed.of(invoice, line),
                invoice.currency(),
                null,
                behind(line.project()));
    }

    /** A line that an agreement made; its tax is yet to be decided. */
    public static RuleFacts of(FinalizedInvoice invoice, FinalizedInvoice.Line line) {
        return new RuleFacts(
                invoice.client(), line.project(), line.kind(), null, null, invoice.currency(), null, line.work());
    }

    private static BilledWork behind(@Nullable SourceProject project) {
        return project == null ? BilledWork.NONE : new BilledWork(List.of(project), List.of());
    }

    public static RuleFacts of(SourceClient client, String currency, @Nullable String gateway) {
        return new RuleFacts(client, null, null, null, currency, gateway);
    }

    boolean isClient(String nameOrId) {
        return Texts.same(client.name(), nameOrId) || isId(client.id(), nameOrId);
    }

    boolean isProject(String nameCodeOrId) {
        SourceProject its = project;
        return its != null
                && (Texts.same(its.name(), nameCodeOrId)
                        || (its.code() != null && Texts.same(its.code(), nameCodeOrId))
                        || isId(its.id(), nameCodeOrId));
    }

    boolean isProjectCode(String code) {
        SourceProject its = project;
        return its != null && its.code() != null && Texts.same(its.code(), code);
    }

    boolean isProjectType(ProjectType type, ProjectTypes types) {
        return !work.projects().isEmpty()
                && work.projects().stream()
                        .allMatch(
                                each -> types.of(each.id()).filter(type::equals).isPresent());
    }

    /** Whether one person did all of it. */
    boolean isPerson(String nameOrId) {
        return !work.workers().isEmpty()
                && work.workers().stream()
                        .allMatch(worker -> Texts.same(worker.person().name(), nameOrId)
                                || isId(worker.person().id(), nameOrId));
    }

    /** Whether everybody who worked has the role. */
    boolean isRole(String name) {
        return !work.workers().isEmpty()
                && work.workers().stream()
                        .allMatch(worker -> worker.roles().stream().anyMatch(role -> Texts.same(role, name)));
    }

    boolean isKind(String name) {
        return kind != null && Texts.same(kind, name);
    }

    boolean isTax(BigDecimal percent) {
        return tax != null && tax.compareTo(percent) == 0;
    }

    boolean isGateway(String name) {
        return gateway != null && GatewayName.of(gateway).isCalled(name);
    }

    private static boolean isId(long id, String text) {
        return Long.toString(id).equals(text.strip());
    }
}
