package org.harvestxero.profitability;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.journal.JournalSides;
import org.harvestxero.profit.Fact;
import org.harvestxero.profit.IncomeDocument;
import org.harvestxero.profit.IncomeSplit;
import org.harvestxero.profit.InvoicedWork;
import org.harvestxero.profit.Subject;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.profit.ProfitFactTable.Kept;
import org.harvestxero.store.profit.ProfitMonthTable;

/** Reads one month from both sides and keeps its facts in place of those kept before, all or none. */
final class MonthReader {
    private final ConnectionStore store;
    private final WorkReader work;
    private final IncomeReader income;
    private final String currency;

    /** @param currency the company's */
    MonthReader(ConnectionStore store, JournalSides sides, WorkReader.Calendar calendar, String currency) {
        this.store = store;
        this.work = new WorkReader(sides, calendar);
        this.income = new IncomeReader(store, new SalesLists(sides));
        this.currency = currency;
    }

    void read(YearMonth month) {
        List<String> notes = new ArrayList<>();
        int digits = CurrencyDigits.of(currency);
        WorkReader.Read worked =
                work.read(month, digits, store.monthEnd().profit().settled().of(month), notes);
        List<IncomeDocument> documents = income.read(month, currency, worked.invoiced(), notes);
        List<Fact> done = work.facts(
                month,
                digits,
                worked,
                new CurrencyRates(store.monthEnd().profit().invoices(), currency, month, documents)::of,
                notes);
        List<Kept> facts = new ArrayList<>();
        done.forEach(fact -> facts.add(Kept.of(fact)));
        for (IncomeDocument document : documents) {
            IncomeSplit.of(document, digits)
                    .forEach(income -> facts.add(new Kept(document.identity().id(), income.account(), income.fact())));
        }
        store.inTransaction(() -> {
            store.monthEnd().profit().facts().replace(month, facts);
            store.monthEnd().profit().invoices().replace(month, documents);
            store.monthEnd().profit().invoiced().replace(month, worked.invoiced());
            store.monthEnd()
                    .profit()
                    .names()
                    .putAll(Stream.concat(
                                    facts.stream().map(kept -> kept.fact().subject()),
                                    worked.invoiced().stream().map(each -> subject(month, each)))
                            .toList());
            store.monthEnd()
                    .profit()
                    .months()
                    .put(
                            month,
                            currency,
                            new ProfitMonthTable.Size(
                                    worked.worked().entries(), worked.worked().hours()),
                            notes);
        });
    }

    private static Subject subject(YearMonth month, InvoicedWork each) {
        return new Subject(month, Subject.NOBODY, each.project(), each.person(), each.task());
    }
}
