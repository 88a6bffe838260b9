package org.harvestxero.mapping.document;

import java.math.BigDecimal;
import java.util.Map;
import org.harvestxero.mapping.coding.MappingRule;
import org.harvestxero.mapping.coding.MappingRule.Use;
import org.harvestxero.mapping.coding.MappingRule.When;

/** A rule of mappings.yaml; state only what matters. */
public final class RuleBuilder {
    private final int number;
    private String why;
    private String client;
    private String project;
    private String kind;
    private String tax;
    private String currency;
    private String gateway;
    private String projectCode;
    private ProjectType projectType;
    private String person;
    private String role;
    private Taxed taxed;

    private RuleBuilder(int number) {
        this.number = number;
    }

    public static RuleBuilder rule(int number) {
        return new RuleBuilder(number);
    }

    public RuleBuilder why(String reason) {
        why = reason;
        return this;
    }

    public RuleBuilder client(String nameOrId) {
        client = nameOrId;
        return this;
    }

    public RuleBuilder project(String nameCodeOrId) {
        project = nameCodeOrId;
        return this;
    }

    public RuleBuilder kind(String name) {
        kind = name;
        return this;
    }

    public RuleBuilder tax(String percent) {
        tax = percent;
        return this;
    }

    public RuleBuilder currency(String code) {
        currency = code;
        return this;
    }

    RuleBuilder projectCode(String code) {
        projectCode = code;
        return this;
    }

    RuleBuilder projectType(ProjectType type) {
        projectType = type;
        return this;
    }

    RuleBuilder person(String nameOrId) {
        person = nameOrId;
        return this;
    }

    RuleBuilder role(String name) {
        role = name;
        return this;
    }

    RuleBuilder taxed(Taxed how) {
        taxed = how;
        return this;
    }

    public RuleBuilder gateway(String name) {
        gateway = name;
        return this;
    }

    public MappingRule account(String code) {
        return use(new Use(code, null, Map.of(), null, null, null, null));
    }

    public MappingRule taxType(String taxType) {
        return use(new Use(null, taxType, Map.of(), null, null, null, null));
    }

    public MappingRule tracking(String category, String option) {
        return use(new Use(null, null, Map.of(category, option), null, null, null, null));
    }

    public MappingRule itemCode(String code) {
        return use(new Use(null, null, Map.of(), code, null, null, null));
    }

    public MappingRule reference(String template) {
        return use(new Use(null, null, Map.of(), null, template, null, null));
    }

    public MappingRule brandingTheme(String name) {
        return use(new Use(null, null, Map.of(), null, null, name, null));
    }

    public MappingRule paymentAccount(String code) {
        return use(new Use(null, null, Map.of(), null, null, null, code));
    }

    private MappingRule use(Use use) {
        BigDecimal percent = tax == null ? null : new BigDecimal(tax);
        When when = new When(
                client, project, projectCode, projectType, person, role, kind, percent, taxed, currency, gateway);
        return new MappingRule(number, why, when, use);
    }
}
