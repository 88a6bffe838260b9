package org.harvestxero.doctor;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.api.Check;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.billrun.ActiveAgreements;
import org.harvestxero.billrun.ActiveAgreements.LastBill;
import org.harvestxero.config.Settings;
import org.harvestxero.config.agreement.AgreementRefusedException;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.Uninvoiced;
import org.harvestxero.http.CallException;
import org.harvestxero.http.ConsentException;
import org.harvestxero.http.MismatchException;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.mapping.coding.MappingRules;
import org.harvestxero.mapping.document.CopyOptions;
import org.harvestxero.mapping.expense.ExpensePolicy;
import org.harvestxero.xero.XeroAccess;

/** Holds credentials, rights and settings against what both sides say. Made anew for each run of {@code doctor}. */
public final class RemoteChecks {
    /** Name of the check that looks at agreements alone. */
    public static final String AGREEMENTS = "agreements";

    private static final int UNINVOICED_DAYS = 365;
    private static final String AGAIN = "Try again later; the rest was looked at.";

    private final Needs needs;
    private final Settings settings;
    private final Sides sides;
    private final AccessChecks access;
    private final BooksChecks books;
    private final NumberChecks numbers;

    private RemoteChecks(Needs needs) {
        this.needs = needs;
        this.settings = needs.settings();
        this.sides = new Sides(needs.routes());
        this.access = new AccessChecks(needs, settings, sides);
        this.books = new BooksChecks(needs, settings, sides);
        this.numbers = new NumberChecks(settings, sides);
    }

    /**
     * @param routes sends to {@code direct:} routes
     * @param mapped how invoices and expenses are mapped
     * @param activeAgreements the clients' agreements in force
     */
    public record Needs(
            Settings settings,
            Clock clock,
            ProducerTemplate routes,
            XeroAccess access,
            Mapped mapped,
            ActiveAgreements activeAgreements) {}

    /**
     * @param options what the settings say about invoices
     * @param rules the mapping rules in force
     * @param expenses what is said of expenses
     */
    public record Mapped(CopyOptions options, Supplier<MappingRules> rules, Supplier<ExpensePolicy> expenses) {}

    public static List<Check> of(Needs needs) {
        RemoteChecks checks = new RemoteChecks(needs);
        List<Check> all = new ArrayList<>(List.of(
                checks.remote("harvest-access", checks.access::harvestAccess),
                checks.remote("xero-access", checks.access::xeroAccess),
                checks.remote("xero-rights", checks.access::xeroRights),
                checks.remote("xero-accounts-and-taxes", checks.books::accountsAndTaxes),
                checks.remote("currencies", checks.books::currencies),
                checks.remote("lock-dates", checks.books::lockDates),
                checks.remote("numbers-taken", checks.numbers::numbersTaken),
                checks.remote(AGREEMENTS, checks::agreements)));
        ExpenseChecks expenses = new ExpenseChecks(needs, checks.sides);
        if (expenses.areCopied()) {
            all.add(checks.remote("expenses", expenses::expenses));
        }
        if (ContactChecks.isAsked(needs.settings())) {
            all.add(checks.remote("contacts", new ContactChecks(needs, checks.sides)::findings));
        }
        return all;
    }

    /** What a side answers to a check is a finding; only surprises are thrown. */
    private Check remote(String name, Supplier<List<Finding>> look) {
        return Check.remote(name, () -> {
            try {
                return look.get();
            } catch (Sides.SilentException e) {
                return List.of(Finding.warning(String.valueOf(e.getMessage()), ""));
            } catch (MismatchException e) {
                return List.of(Finding.failure(String.valueOf(e.getMessage()), MismatchException.REMEDY));
            } catch (ConsentException e) {
                return List.of(Finding.failure(
                        String.valueOf(e.getMessage()),
                        "Check the credentials in the settings, or run: harvest-xero connect"));
            } catch (RequestRefusedException e) {
                return List.of(Finding.failure(
                        String.valueOf(e.getMessage()), "Check the addresses and ids in the settings."));
            } catch (CallException e) {
                return List.of(Finding.unreachable(String.valueOf(e.getMessage()), AGAIN));
            }
        });
    }

    private List<Finding> agreements() {
        List<AgreementVersion> versions = needs.activeAgreements().refresh();
        List<AgreementRefusedException> refused = needs.activeAgreements().refused();
        List<LastBill> billed = needs.activeAgreements().lastBills();
        List<Finding> findings = new ArrayList<>();
        if (versions.isEmpty()) {
            findings.addAll(AgreementLint.broken(refused));
            findings.addAll(UnbilledLint.unbilled(versions, List.of(), billed));
        } else {
            findings.addAll(
                    AgreementLint.findings(versions, refused, HarvestNames.read(sides::list), sides.settings()));
            findings.addAll(UnbilledLint.unbilled(versions, uninvoiced(), billed));
        }
        return List.copyOf(findings);
    }

    /** As much of the past as Harvest's report takes at once. */
    private List<Uninvoiced> uninvoiced() {
        LocalDate today = LocalDate.ofInstant(needs.clock().instant(), ZoneOffset.UTC);
        HarvestListRequest report = HarvestListRequest.of("/reports/uninvoiced")
                .with("from", today.minusDays(UNINVOICED_DAYS - 1L).toString())
                .with("to", today.toString())
                .with("include_fixed_fee", "false");
        return sides.list(report).stream()
                .map(Uninvoiced::of)
                .filter(row -> !row.isNothing())
                .toList();
    }

    static String some(List<String> names) {
        return names.size() <= 10
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 10)) + " and " + (names.size() - 10) + " more";
    }
}
