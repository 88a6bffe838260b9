package org.harvestxero.mapping;

import java.math.BigDecimal;
import java.util.Map;
import org.harvestxero.mapping.MappingRule.Use;
import org.harvestxero.mapping.MappingRule.When;

/** A rule of mappings.yaml; state only what matters. */
final class RuleBuilder {
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

    static RuleBuilder rule(int number) {
        return new RuleBuilder(number);
    }

    RuleBuilder why(String reason) {
        why = reason;
        return this;
    }

    RuleBuilder client(String nameOrId) {
        client = nameOrId;
        return this;
    }

    RuleBuilder project(String nameCodeOrId) {
        project = nameCodeOrId;
        return this;
    }

    RuleBuilder kind(String name) {
        kind = name;
        return this;
    }

    RuleBuilder tax(String percent) {
        tax = percent;
        return this;
    }

    RuleBuilder currency(String code) {
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

    RuleBuilder gateway(String name) {
        gateway = name;
        return this;
    }

    MappingRule account(String code) {
        return use(new Use(code, null, Map.of(), null, null, null, null));
    }

    MappingRule taxType(String taxType) {
        return use(new Use(null, taxType, Map.of(), null, null, null, null));
    }

    MappingRule tracking(String category, String option) {
        return use(new Use(null, null, Map.of(category, option), null, null, null, null));
    }

    MappingRule itemCode(String code) {
        return use(new Use(null, null, Map.of(), code, null, null, null));
    }

    MappingRule reference(String template) {
        return use(new Use(null, null, Map.of(), null, template, null, null));
    }

    MappingRule brandingTheme(String name) {
        return use(new Use(null, null, Map.of(), null, null, name, null));
    }

    MappingRule paymentAccount(String code) {
        return use(new Use(null, null, Map.of(), null, null, null, code));
    }

    private MappingRule use(Use use) {
        BigDecimal percent = tax == null ? null : new BigDecimal(tax);
        When when = new When(
                client, project, projectCode, projectType, person, role, kind, percent, taxed, currency, gateway);
        return new MappingRule(number, why, when, use);
    }
}
