package org.harvestxero.doctor;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.harvest.HarvestExpenseReader;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestPersonView;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.HarvestUserView;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.mapping.contact.ContactMatch;
import org.harvestxero.mapping.contact.ContactMatcher;
import org.harvestxero.mapping.contact.SupplierMatcher;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.expense.ExpensePolicy;
import org.harvestxero.mapping.expense.ExpenseSetup;
import org.harvestxero.mapping.expense.TargetPurchase;
import org.harvestxero.xero.XeroRequest;

/** Whether expenses can go where the rules send them: accounts, tax, categories, who is paid back, who approves, receipts. */
final class ExpenseChecks {
    /** Whoever spent nothing for so long is not looked for in Xero. */
    private static final int DAYS = 90;

    private static final int PAGE = 1_000;
    /** Of contacts; more are not looked through for this. */
    private static final int MOST_PAGES = 20;

    private final RemoteChecks.Needs needs;
    private final Sides sides;

    ExpenseChecks(RemoteChecks.Needs needs, Sides sides) {
        this.needs = needs;
        this.sides = sides;
    }

    /** Whether expenses are copied at all. */
    boolean areCopied() {
        return !needs.settings().text("expenses.as").equals("none");
    }

    List<Finding> expenses() {
        ExpensePolicy policy = needs.mapped().expenses().get();
        List<Finding> findings = new ArrayList<>();
        ExpenseSetup.misfits(policy, sides.settings())
                .forEach(misfit -> findings.add(Finding.failure(
                        misfit.where() + ": " + misfit.problem().sentence(),
                        misfit.problem().remedy())));
        reader().ifPresent(findings::add);
        categories(policy).ifPresent(findings::add);
        try {
            List<HarvestPersonView> people = people();
            approver(policy, people).ifPresent(findings::add);
            payees(policy, people).ifPresent(findings::add);
        } catch (RequestRefusedException e) {
            findings.add(Finding.warning(
                    "Harvest doesn't show its people to this token, so they are found in Xero by their names alone",
                    "Use a token of an administrator."));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok("every account, tax type, category and contact that expenses need is there"));
        }
        findings.add(Finding.ok(receipts(policy)));
        return findings;
    }

    private Optional<Finding> reader() {
        HarvestUserView me = HarvestUserView.of(
                sides.harvest(HarvestRequest.get("/users/me")).element());
        return me.seesAll()
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        me.name() + " is no administrator in Harvest: only the expenses this person may see are copied,"
                                + " and none of those that are missing is taken for deleted",
                        "Use a token of an administrator."));
    }

    private Optional<Finding> categories(ExpensePolicy policy) {
        List<String> names = sides
                .list(HarvestListRequest.of("/expense_categories").with("is_active", "true"))
                .stream()
                .flatMap(category -> category.name().stream())
                .toList();
        List<String> missing = ExpenseSetup.withoutAccount(policy, names);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "no account is named for expenses of " + RemoteChecks.some(missing) + ", so they will fail",
                        "Add rules for them below expenses in mappings.yaml, or an account for all others there."));
    }

    private List<HarvestPersonView> people() {
        return sides.list(HarvestListRequest.of("/users").with("is_active", "true")).stream()
                .map(HarvestPersonView::of)
                .toList();
    }

    private static Optional<Finding> approver(ExpensePolicy policy, List<HarvestPersonView> people) {
        String named = policy.bills().approver();
        if (policy.bills().status() != TargetPurchase.Status.AUTHORISED) {
            return Optional.empty();
        }
        List<HarvestPersonView> found = people.stream()
                .filter(person -> named != null
                        && (named.equalsIgnoreCase(person.email())
                                || Texts.same(person.name().full(), named)
                                || named.equals(Long.toString(person.id()))))
                .toList();
        boolean fit = found.size() == 1 && found.get(0).mayApprove();
        return fit
                ? Optional.empty()
                : Optional.of(
                        Finding.warning(
                                "no bill goes in approved, all go in submitted: "
                                        + (named == null
                                                ? "no approver is named"
                                                : found.size() > 1
                                                        ? "several people of Harvest are called " + named
                                                        : named + " approves nothing in Harvest"),
                                "Name one active manager or administrator of Harvest as approver below expenses in mappings.yaml."));
    }

    /** Those who spent something lately and no contact is recognised as. */
    private Optional<Finding> payees(ExpensePolicy policy, List<HarvestPersonView> people) {
        Set<Long> spenders = spenders();
        List<HarvestPersonView> paid =
                people.stream().filter(person -> spenders.contains(person.id())).toList();
        List<XeroContact> contacts = paid.isEmpty() ? List.of() : contacts();
        Map<String, Long> names = people.stream()
                .collect(Collectors.groupingBy(
                        person -> ContactMatcher.xeroNameKey(person.name().full()), Collectors.counting()));
        Set<String> unknown = new TreeSet<>();
        for (HarvestPersonView person : paid) {
            boolean shared =
                    names.getOrDefault(ContactMatcher.xeroNameKey(person.name().full()), 0L) > 1;
            ContactMatch match = SupplierMatcher.match(
                    new SupplierMatcher.Person(
                            person.id(),
                            person.name().full(),
                            person.name().first(),
                            person.name().last(),
                            person.email()),
                    contacts,
                    new SupplierMatcher.Others(Set.of(), shared),
                    policy.people().created());
            if (match instanceof ContactMatch.Unclear) {
                unknown.add(person.name().full());
            }
        }
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Finding.warning(
                                "no contact in Xero is recognised as " + RemoteChecks.some(List.copyOf(unknown))
                                        + ", so their expenses wait unless a rule names one",
                                "Add contacts with their names or e-mail addresses in Xero, or set contacts: create below expenses in mappings.yaml."));
    }

    private Set<Long> spenders() {
        LocalDate since =
                LocalDate.ofInstant(needs.clock().instant(), ZoneOffset.UTC).minusDays(DAYS);
        return sides.list(HarvestListRequest.of("/expenses").with("from", since.toString())).stream()
                .map(HarvestExpenseReader::personOf)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private List<XeroContact> contacts() {
        List<XeroContact> contacts = new ArrayList<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            List<XeroContact> shown = sides.xero(XeroRequest.get("/Contacts")
                            .with("page", Integer.toString(page))
                            .with("pageSize", Integer.toString(PAGE)))
                    .contacts();
            contacts.addAll(shown);
            if (shown.size() < PAGE) {
                break;
            }
        }
        return contacts;
    }

    private static String receipts(ExpensePolicy policy) {
        return switch (policy.receipts()) {
            case REQUIRED -> "receipts are required: an expense without one is kept back";
            case WANTED -> "receipts are wanted: an expense without one goes on and is told";
            case IGNORED -> "receipts are ignored: those that are there go along, nothing is said of others";
        };
    }
}
