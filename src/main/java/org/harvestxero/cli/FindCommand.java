package org.harvestxero.cli;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.harvestxero.api.Invoices.Days;
import org.harvestxero.api.Invoices.Found;
import org.harvestxero.api.Invoices.Named;
import org.harvestxero.api.Invoices.Page;
import org.harvestxero.api.Invoices.Standing;
import org.harvestxero.api.Invoices.Wanted;
import org.harvestxero.runtime.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "find",
        description = {
            "Finds invoices among all that are known here, with how each stands in Harvest and in Xero.",
            "All that is given has to hold. Neither side is asked."
        })
final class FindCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NUMBER",
            description = "How the number begins, or its last digits; or a draft's id such as D12.")
    String number = "";

    @Option(names = "--client", paramLabel = "NAME", description = "Only of clients whose name holds this.")
    String client = "";

    @Option(names = "--amount", paramLabel = "AMOUNT", description = "Only of exactly this amount, with tax: 1250.00.")
    @Nullable
    BigDecimal amount;

    @Option(names = "--from", paramLabel = "DATE", description = "Only issued on this day or later.")
    @Nullable
    LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "Only issued on this day or earlier.")
    @Nullable
    LocalDate to;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            converter = StandingConverter.class,
            description = "Only those that stand so: draft, waiting, failed, open, paid, left-out or void.")
    @Nullable
    Standing standing;

    @Option(names = "--order", paramLabel = "ORDER", description = "Only for a purchase order that begins so.")
    String order = "";

    @Option(names = "--text", paramLabel = "WORDS", description = "Only with these words in subject, notes or lines.")
    String text = "";

    @Option(names = "--most", paramLabel = "COUNT", description = "So many at most, 500 in all (default: 50).")
    int most = 50;

    @Option(names = "--after", paramLabel = "PLACE", description = "Goes on where an earlier search said.")
    String after = "";

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    FindCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Found found = session.engine(Engine.Mode.BEANS)
                .people()
                .invoices()
                .find(new Wanted(
                        new Named(number, client, order, text),
                        amount,
                        new Days(from, to),
                        standing,
                        new Page(after, most)));
        if (json) {
            session.print(FoundInvoices.json(found));
        } else {
            session.print(FoundInvoices.text(found));
        }
        return 0;
    }

    static final class StandingConverter implements ITypeConverter<Standing> {
        @Override
        public Standing convert(String value) {
            return Standing.find(value)
                    .orElseThrow(() -> new TypeConversionException("\"" + value + "\" is no state: write "
                            + Arrays.stream(Standing.values())
                                    .map(Standing::text)
                                    .collect(Collectors.joining(", "))));
        }
    }
}
