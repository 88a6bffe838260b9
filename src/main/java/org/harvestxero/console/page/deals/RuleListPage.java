package org.harvestxero.console.page.deals;

import java.util.List;
import java.util.stream.Stream;
import org.harvestxero.api.AgreementDesk;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.deals.RulePages.Row;

/** All files of rules beside the agreements; those about pay for those who may see pay. */
public final class RuleListPage {
    private final AgreementDesk agreements;

    RuleListPage(AgreementDesk agreements) {
        this.agreements = agreements;
    }

    /** All files there may be. */
    public record All(List<Row> rows) {}

    Answer list(Asked asked) {
        Stream<Row> rows = agreements.rules().list().stream().map(listed -> RulePages.row(TextPlace.RULES, listed));
        Stream<Row> pay = asked.may(TextPlace.PAY.rights().see())
                ? agreements.payRules().list().stream().map(listed -> RulePages.row(TextPlace.PAY, listed))
                : Stream.empty();
        return Answer.shown(
                "rules",
                TextPlace.RULES.name(),
                new All(Stream.concat(rows, pay).toList()));
    }
}
