package org.harvestxero.doctor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.config.Settings;
import org.harvestxero.harvest.HarvestInvoiceView;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.HarvestResponse;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.xero.XeroElement;
import org.harvestxero.xero.XeroInvoiceView;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;

/**
 * Whether numbers of invoices to copy belong to other invoices in Xero.
 */
final class NumberChecks {
    /** Of numbers in one address; well below what servers take. */
    private static final int CHARACTERS_A_CALL = 3_000;

    private static final int INVOICES_A_PAGE = 2_000;
    private static final int MOST_PAGES = 10;

    private final Settings settings;
    private final Sides sides;

    NumberChecks(Settings settings, Sides sides) {
        this.settings = settings;
        this.sides = sides;
    }

    /** An invoice in Xero that carries one of our numbers but not our mark belongs to somebody else. */
    List<Finding> numbersTaken() {
        Optional<LocalDate> since = settings.date("copy.since");
        if (since.isEmpty()) {
            return List.of();
        }
        Map<String, Long> ours = new LinkedHashMap<>();
        int all = numbersSince(since.get(), ours);
        List<String> taken = new ArrayList<>();
        batches(ours.keySet()).forEach(some -> taken.addAll(takenOf(some, ours::get)));
        String looked = all > ours.size()
                ? "the newest " + ours.size() + " of " + all + " invoice numbers since " + since.get()
                : ours.size() + " invoice numbers since " + since.get();
        if (taken.isEmpty()) {
            return List.of(Finding.ok("none of " + looked + " is taken by another invoice in Xero"));
        }
        return List.of(
                Finding.warning(
                        taken.size() + " of " + looked + " are taken in Xero by invoices that are not our copies: "
                                + RemoteChecks.some(taken),
                        "If they were copied by Harvest's own link or by hand, set copy.since after them; else renumber one side."));
    }

    /** Puts the numbers of Harvest's invoices into {@code ours}, newest first and as far as is sensible; gives how many there are. */
    private int numbersSince(LocalDate since, Map<String, Long> ours) {
        int all = 0;
        String next = "1";
        for (int page = 0; page < MOST_PAGES && !next.isEmpty(); page++) {
            HarvestResponse listed = sides.harvest(HarvestRequest.get("/invoices")
                    .with("from", since.toString())
                    .with("per_page", Integer.toString(INVOICES_A_PAGE))
                    .with("page", next));
            listed.list("invoices").stream().map(HarvestInvoiceView::of).forEach(invoice -> {
                String number = invoice.number();
                if (number != null && !number.isBlank()) {
                    ours.putIfAbsent(number, invoice.id());
                }
            });
            all = listed.total();
            next = listed.nextPage().orElse("");
        }
        return next.isEmpty() ? ours.size() : all;
    }

    private static List<List<String>> batches(Collection<String> numbers) {
        List<List<String>> batches = new ArrayList<>();
        int characters = CHARACTERS_A_CALL;
        for (String number : numbers) {
            int more = URLEncoder.encode(number + ",", StandardCharsets.UTF_8).length();
            if (characters + more > CHARACTERS_A_CALL) {
                batches.add(new ArrayList<>());
                characters = 0;
            }
            characters += more;
            batches.get(batches.size() - 1).add(number);
        }
        return batches;
    }

    private List<String> takenOf(List<String> numbers, Function<String, @Nullable Long> idOf) {
        XeroResponse found = sides.xero(XeroRequest.get("/Invoices")
                .with("InvoiceNumbers", String.join(",", numbers))
                .with("summaryOnly", "true")
                .with("page", "1")
                .with("pageSize", "1000"));
        return found.invoices().stream()
                .filter(XeroInvoiceView::isSalesInvoice)
                .map(XeroInvoiceView::element)
                .filter(invoice -> {
                    Long id = idOf.apply(invoice.number());
                    return id != null && !Marks.invoiceIn(invoice.mark()).equals(OptionalLong.of(id));
                })
                .map(XeroElement::number)
                .toList();
    }
}
