package org.harvestxero.copy.expense;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.harvestxero.api.Contractors;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.SideException;
import org.harvestxero.comparison.ContractorComparison;
import org.harvestxero.comparison.ContractorComparison.Bill;
import org.harvestxero.comparison.ContractorComparison.Entry;
import org.harvestxero.comparison.ContractorComparison.Row;
import org.harvestxero.copy.document.StoredJson;
import org.harvestxero.harvest.HarvestCostReader;
import org.harvestxero.harvest.HarvestElement;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestPersonView;
import org.harvestxero.http.CallException;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.mapping.contact.ContactMatch;
import org.harvestxero.mapping.contact.SupplierMatcher;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.document.XeroInvoice;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.mapping.expense.ExpenseMarks;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.LinkTable.Link;
import org.harvestxero.xero.XeroDates;
import org.harvestxero.xero.XeroPurchaseView;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;

/** Compares what contractors worked in a month, hours times cost rate, with the bills of their contacts dated in it. */
public final class ContractorReport implements Contractors {
    private static final int PAGE = 1_000;
    /** No organisation has more bills of a month than so many pages hold. */
    private static final int MOST_PAGES = 100;

    private final ConnectionStore store;
    private final ExpenseTerms terms;
    private final Sides sides;

    public ContractorReport(ConnectionStore store, ExpenseTerms terms, Sides sides) {
        this.store = store;
        this.terms = terms;
        this.sides = sides;
    }

    /** Asks both sides. */
    public interface Sides {
        List<HarvestElement> harvest(HarvestListRequest list);

        XeroResponse xero(XeroRequest request);

        /** Reads Xero's contacts that changed. */
        void contacts();
    }

    @Override
    public Report compare(YearMonth month) {
        try {
            return compared(month);
        } catch (CallException e) {
            throw new SideException(e.getMessage() + ". Nothing was compared: ask again.", e);
        }
    }

    private Report compared(YearMonth month) {
        String base = terms.xero()
                .map(xero -> xero.organisation().baseCurrency())
                .orElseThrow(() -> new DecisionException(
                        "Xero's set-up was never read: run `harvest-xero once` first, then ask again."));
        List<HarvestPersonView> contractors = contractors();
        Map<Long, List<Entry>> worked = entries(month);
        sides.contacts();
        List<XeroPurchaseView> bills = bills(month);
        List<Contractor> compared = new ArrayList<>();
        for (HarvestPersonView person : contractors) {
            List<Entry> entries = worked.getOrDefault(person.id(), List.of());
            Optional<XeroContact> contact = contact(person);
            List<Bill> theirs = contact.map(each -> ofContact(bills, each)).orElse(List.of());
            if (!entries.isEmpty() || !theirs.isEmpty()) {
                compared.add(compared(person, contact, entries, theirs, base));
            }
        }
        return new Report(month, base, compared);
    }

    private List<HarvestPersonView> contractors() {
        try {
            return sides.harvest(HarvestListRequest.of("/users")).stream()
                    .map(HarvestPersonView::of)
                    .filter(HarvestPersonView::contractor)
                    .sorted(Comparator.comparing(person -> person.name().full()))
                    .toList();
        } catch (RequestRefusedException e) {
            throw new DecisionException(
                    "Harvest doesn't show its people to this token: connect it as an administrator, then ask again.");
        }
    }

    private Map<Long, List<Entry>> entries(YearMonth month) {
        Map<Long, List<Entry>> worked = new HashMap<>();
        for (HarvestElement element : sides.harvest(HarvestListRequest.of("/time_entries")
                .with("from", month.atDay(1).toString())
                .with("to", month.atEndOfMonth().toString()))) {
            HarvestCostReader.Cost cost = HarvestCostReader.cost(element);
            worked.computeIfAbsent(cost.personId(), none -> new ArrayList<>())
                    .add(new Entry(cost.entryId(), cost.day(), cost.hours(), cost.costRate()));
        }
        return worked;
    }

    private List<XeroPurchaseView> bills(YearMonth month) {
        String where = "Type==\"ACCPAY\" AND Date>=" + XeroDates.inFilter(month.atDay(1)) + " AND Date<="
                + XeroDates.inFilter(month.atEndOfMonth());
        List<XeroPurchaseView> bills = new ArrayList<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            List<XeroPurchaseView> shown = sides.xero(XeroRequest.get("/Invoices")
                            .with("where", where)
                            .with("page", Integer.toString(page))
                            .with("pageSize", Integer.toString(PAGE)))
                    .purchases();
            bills.addAll(shown);
            if (shown.size() < PAGE) {
                break;
            }
        }
        return bills;
    }

    private Optional<XeroContact> contact(HarvestPersonView person) {
        Optional<XeroContact> linked = store.links()
                .find(Kind.SUPPLIER, person.id())
                .map(Link::targetId)
                .flatMap(store.contacts()::byId)
                .map(content -> StoredJson.read(content, XeroContact.class));
        return linked.or(() -> new PersonContacts(store)
                                .match(
                                        new SupplierMatcher.Person(
                                                person.id(),
                                                person.name().full(),
                                                person.name().first(),
                                                person.name().last(),
                                                person.email()),
                                        false)
                        instanceof ContactMatch.Found found
                ? Optional.of(found.contact())
                : Optional.empty());
    }

    /** Their own bills: those we made pay back expenses, and what was deleted counts for nothing. */
    private static List<Bill> ofContact(List<XeroPurchaseView> bills, XeroContact contact) {
        return bills.stream()
                .filter(bill -> bill.contact().id().equalsIgnoreCase(contact.id()))
                .filter(bill -> ExpenseMarks.inUrl(bill.url()).isEmpty())
                .filter(bill -> !XeroStatus.isEnded(bill.element().status()))
                .map(bill -> new Bill(
                        bill.number(),
                        Objects.requireNonNullElse(bill.date(), LocalDate.EPOCH),
                        String.valueOf(bill.sums().currency()),
                        bill.net(),
                        bill.lines().stream().map(XeroInvoice.Line::quantity).toList()))
                .toList();
    }

    private static Contractor compared(
            HarvestPersonView person,
            Optional<XeroContact> contact,
            List<Entry> entries,
            List<Bill> bills,
            String base) {
        Row row = ContractorComparison.compare(entries, bills, base);
        List<String> notes = new ArrayList<>(row.hints());
        if (contact.isEmpty()) {
            notes.add("no contact in Xero is recognised as this person, so their bills are not known");
        }
        if (!row.unrated().isEmpty()) {
            notes.add(row.unrated().size() + " time entries have no cost rate, such as "
                    + row.unrated().get(0));
        }
        if (!row.foreign().isEmpty()) {
            notes.add("not compared, in another currency: " + String.join(", ", row.foreign()));
        }
        return new Contractor(
                person.id(),
                person.name().full(),
                contact.map(XeroContact::name).orElse(null),
                new Figures(scaled(row.hours()), row.cost(), scaled(row.billed()), scaled(row.difference())),
                bills.stream()
                        .map(bill -> (bill.number().isEmpty() ? "without a number" : bill.number()) + " of "
                                + bill.day() + ": " + bill.net() + " " + bill.currency())
                        .toList(),
                notes);
    }

    private static BigDecimal scaled(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }
}
