package org.harvestxero.mapping.coding;

import java.math.BigDecimal;
import java.util.Map;
import org.harvestxero.mapping.document.ProjectType;
import org.harvestxero.mapping.document.ProjectTypes;
import org.harvestxero.mapping.document.Taxed;
import org.jspecify.annotations.Nullable;

/**
 * One rule of {@code mappings.yaml}: when all of this is so, use that.
 *
 * @param number its place in the file, from 1
 * @param why the reason given by whoever wrote it
 */
public record MappingRule(int number, @Nullable String why, When when, Use use) {

    /**
     * Conditions; those that are null don't matter.
     *
     * @param client name or Harvest id
     * @param project name, code or Harvest id
     * @param projectCode its code alone
     * @param projectType of every project behind the line
     * @param person name or Harvest id of who did all of a billed line's work
     * @param role of everybody who worked for a billed line
     * @param kind Harvest's item category
     * @param tax percent charged on the line, both Harvest taxes together; 0 for lines that are charged none, for either reason
     * @param taxed tells lines taxed at 0 % from those without tax
     * @param gateway how the payment came, as Harvest names it
     */
    public record When(
            @Nullable String client,
            @Nullable String project,
            @Nullable String projectCode,
            @Nullable ProjectType projectType,
            @Nullable String person,
            @Nullable String role,
            @Nullable String kind,
            @Nullable BigDecimal tax,
            @Nullable Taxed taxed,
            @Nullable String currency,
            @Nullable String gateway) {

        /** Without what is seldom asked. */
        public When(
                @Nullable String client,
                @Nullable String project,
                @Nullable String kind,
                @Nullable BigDecimal tax,
                @Nullable String currency,
                @Nullable String gateway) {
            this(client, project, null, null, null, null, kind, tax, null, currency, gateway);
        }

        /** Larger is narrower: a project says more than a client, a client more than a person, and so on down to the currency. */
        int narrowness() {
            return weight(project, 1024)
                    + weight(projectCode, 512)
                    + weight(client, 256)
                    + weight(person, 128)
                    + weight(role, 64)
                    + weight(projectType, 32)
                    + weight(kind, 16)
                    + weight(tax, 8)
                    + weight(taxed, 4)
                    + weight(gateway, 2)
                    + weight(currency, 1);
        }

        boolean fits(RuleFacts facts, ProjectTypes types) {
            return (client == null || facts.isClient(client))
                    && (project == null || facts.isProject(project))
                    && (projectCode == null || facts.isProjectCode(projectCode))
                    && (projectType == null || facts.isProjectType(projectType, types))
                    && (person == null || facts.isPerson(person))
                    && (role == null || facts.isRole(role))
                    && (kind == null || facts.isKind(kind))
                    && (tax == null || facts.isTax(tax))
                    && (taxed == null || taxed == facts.taxed())
                    && (currency == null || currency.equalsIgnoreCase(facts.currency()))
                    && (gateway == null || facts.isGateway(gateway));
        }

        private static int weight(@Nullable Object condition, int weight) {
            return condition == null ? 0 : weight;
        }
    }

    /**
     * What a rule decides; null leaves it to others.
     *
     * @param tracking option by category name
     * @param reference text with {@code {purchaseOrder}}, {@code {subject}}, {@code {number}}, {@code {client}} filled in
     * @param paymentAccount code or AccountID
     */
    public record Use(
            @Nullable String account,
            @Nullable String taxType,
            Map<String, String> tracking,
            @Nullable String itemCode,
            @Nullable String reference,
            @Nullable String brandingTheme,
            @Nullable String paymentAccount) {
        public Use {
            tracking = Map.copyOf(tracking);
        }
    }

    /** How explanations name it: {@code mappings.yaml rule 3 (Hosting is booked apart)}. */
    public String title() {
        return "mappings.yaml rule " + number + (why == null ? "" : " (" + why + ")");
    }
}
