package org.harvestxero.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.api.Check;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.billrun.ActiveAgreements;
import org.harvestxero.billrun.ActiveAgreements.LastBill;
import org.harvestxero.config.Settings;
import org.harvestxero.config.agreement.AgreementRefusedException;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.config.mapping.MappingSettings;
import org.harvestxero.harvest.HarvestListRequest;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.HarvestResponse;
import org.harvestxero.harvest.Uninvoiced;
import org.harvestxero.http.CallException;
import org.harvestxero.http.ConsentException;
import org.harvestxero.http.MismatchException;
import org.harvestxero.http.RequestRefusedException;
import org.harvestxero.mapping.SetupCheck;
import org.harvestxero.mapping.coding.MappingContext;
import org.harvestxero.mapping.coding.MappingRules;
import org.harvestxero.mapping.document.CopyOptions;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.xero.XeroAccess;
import org.harvestxero.xero.XeroOrganisationActions;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;
import org.jspecify.annotations.Nullable;

/** Holds credentials, rights and settings against what both sides say. Made anew for each run of {@code doctor}. */
public final class RemoteChecks {
    /** The key window is 5 minutes; a clock that is off by this much makes us misjudge it. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    /** Name of the check that looks at agreements alone. */
    public static final String AGREEMENTS = "agreements";

    /** Of numbers in one address; well below what servers take. */
    private static final int CHARACTERS_A_CALL = 3_000;

    private static final int INVOICES_A_PAGE = 2_000;
    private static final int MOST_PAGES = 10;
    private static final int UNINVOICED_DAYS = 365;
    private static final String AGAIN = "Try again later; the rest was looked at.";

    private final Needs needs;
    private final Settings settings;
    private final Sides sides;

    /**
     * @param routes sends to {@code direct:} routes
     * @param options what the settings say about invoices
     * @param rules the mapping rules in force
     * @param activeAgreements the clients' agreements in force
     */
    public record Needs(
            Settings settings,
            Clock clock,
            ProducerTemplate routes,
            XeroAccess access,
            CopyOptions options,
            Supplier<MappingRules> rules,
            ActiveAgreements activeAgreements) {}

    private RemoteChecks(Needs needs) {
        this.needs = needs;
        this.settings = needs.settings();
        this.sides = new Sides(needs.routes());
    }

    public static List<Check> of(Needs needs) {
        RemoteChecks checks = new RemoteChecks(needs);
        return List.of(
                checks.remote("harvest-access", checks::harvestAccess),
                checks.remote("xero-access", checks::xeroAccess),
                checks.remote("xero-rights", checks::xeroRights),
                checks.remote("xero-accounts-and-taxes", checks::accountsAndTaxes),
                checks.remote("currencies", checks::currencies),
                checks.remote("lock-dates", checks::lockDates),
                checks.remote("numbers-taken", checks::numbersTaken),
                checks.remote(AGREEMENTS, checks::agreements));
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

    private List<Finding> harvestAccess() {
        HarvestResponse me = sides.harvest(HarvestRequest.get("/users/me"));
        List<Finding> findings = new ArrayList<>();
        String roles = StreamSupport.stream(me.json().path("access_roles").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        String who = (me.json().path("first_name").asText("") + " "
                        + me.json().path("last_name").asText(""))
                .strip();
        findings.add(Finding.ok(
                "Harvest account " + settings.optional("harvest.account-id").orElse("") + " as " + who
                        + (roles.isEmpty() ? "" : " (" + roles + ")")));
        if (!roles.isEmpty() && !roles.contains("administrator")) {
            findings.add(Finding.warning(
                    who + " is no administrator in Harvest and may not see every invoice and payment",
                    "Use a token of an administrator."));
        }
        skew("Harvest", me.serverDate()).ifPresent(findings::add);
        return findings;
    }

    private List<Finding> xeroAccess() {
        XeroResponse answer = sides.xero(XeroRequest.get("/Organisation"));
        JsonNode organisation = answer.json().path("Organisations").path(0);
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(organisation.path("Name").asText("an organisation") + " ("
                + organisation.path("CountryCode").asText("?") + ", base currency "
                + organisation.path("BaseCurrency").asText("?") + ")"));
        if (organisation.path("IsDemoCompany").asBoolean(false)) {
            findings.add(Finding.warning("This is Xero's demo company", "Connect the agency's own before going live."));
        }
        List<String> missing = needs.access().missingScopes();
        if (!missing.isEmpty()) {
            findings.add(
                    Finding.failure(
                            "The Xero token lacks the scopes " + String.join(", ", missing),
                            "Add them to the app in Xero's developer portal; with authorization-code also run: harvest-xero connect"));
        }
        needs.access()
                .consentExpiresAt()
                .ifPresent(until -> findings.add(
                        Finding.ok("the consent lasts as long as it is used; unused it would end at " + until)));
        skew("Xero", answer.serverDate()).ifPresent(findings::add);
        return findings;
    }

    private Optional<Finding> skew(String side, Instant serverDate) {
        Duration off = Duration.between(serverDate, needs.clock().instant());
        return off.abs().compareTo(SKEW) > 0
                ? Optional.of(Finding.warning(
                        "this machine's clock is " + off.abs().toSeconds() + " s "
                                + (off.isNegative() ? "behind " : "ahead of ") + side + "'s",
                        "Keep it in time with NTP."))
                : Optional.empty();
    }

    private List<Finding> xeroRights() {
        XeroOrganisationActions actions = XeroOrganisationActions.read(sides.xero(XeroOrganisationActions.request()));
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("CreateDraftInvoice", "create invoices");
        wanted.put("CreateApprovedInvoice", "approve invoices; they would stay drafts");
        if (settings.flag("copy.payments")) {
            wanted.put("CreateInvoicePayment", "record payments");
        }
        List<Finding> findings = new ArrayList<>();
        wanted.forEach((action, meaning) -> {
            if (!actions.allows(action).orElse(true)) {
                findings.add(Finding.failure(
                        "Xero does not let us " + meaning,
                        "Give the person who consented the role Standard or Adviser in Xero."));
            }
        });
        if (findings.isEmpty()) {
            findings.add(Finding.ok("we may do in Xero what the settings ask for"));
        }
        return findings;
    }

    private List<Finding> accountsAndTaxes() {
        MappingContext context = MappingContext.of(sides.settings(), needs.options(), "")
                .withRules(needs.rules().get());
        List<Finding> findings = new ArrayList<>();
        Stream.concat(
                        SetupCheck.findings(context, MappingSettings.paymentAccounts(settings)).stream(),
                        writeOffs(context.xero()).stream())
                .forEach(finding -> findings.add(Finding.failure(
                        finding.where() + ": " + finding.problem().sentence(),
                        finding.problem().remedy())));
        if (settings.optional("copy.revenue-account").isEmpty()) {
            findings.add(Finding.warning(
                    "copy.revenue-account is not set; lines whose item and contact name no account will fail",
                    "Set it to the code of the usual sales account."));
        }
        SetupCheck.taxChoices(context).forEach(choice -> findings.add(Finding.ok("lines with tax of " + choice)));
        if (findings.isEmpty()) {
            findings.add(Finding.ok("every account, tax type and category that is named can be used"));
        }
        return findings;
    }

    /** Named without being used yet, it is looked at all the same. */
    private Optional<SetupCheck.Finding> writeOffs(XeroSettings xero) {
        Optional<String> account = settings.optional("copy.write-off-account");
        boolean follows = settings.text("copy.closed").equals("follow");
        return follows || account.isPresent() ? SetupCheck.writeOffs(xero, account.orElse(null)) : Optional.empty();
    }

    private List<Finding> currencies() {
        XeroSettings xero = sides.settings();
        Map<String, List<String>> missing = new TreeMap<>();
        sides.harvest(HarvestRequest.get("/clients").with("is_active", "true").with("per_page", "2000"))
                .json()
                .path("clients")
                .forEach(client -> {
                    String currency = client.path("currency").asText("");
                    if (!currency.isEmpty() && !xero.takesCurrency(currency)) {
                        missing.computeIfAbsent(currency, code -> new ArrayList<>())
                                .add(client.path("name").asText());
                    }
                });
        return missing.isEmpty()
                ? List.of(Finding.ok("Xero takes the currency of every active client"))
                : missing.entrySet().stream()
                        .map(entry -> Finding.warning(
                                "Xero does not take " + entry.getKey() + ", the currency of " + some(entry.getValue()),
                                "Add " + entry.getKey() + " in Xero under Settings → Currencies."))
                        .toList();
    }

    private List<Finding> agreements() {
        List<AgreementVersion> versions = needs.activeAgreements().refresh();
        List<AgreementRefusedException> refused = needs.activeAgreements().refused();
        List<LastBill> billed = needs.activeAgreements().lastBills();
        List<Finding> findings = new ArrayList<>();
        if (versions.isEmpty()) {
            findings.addAll(AgreementLint.broken(refused));
            findings.addAll(AgreementLint.unbilled(versions, List.of(), billed));
        } else {
            findings.addAll(
                    AgreementLint.findings(versions, refused, HarvestNames.read(sides::list), sides.settings()));
            findings.addAll(AgreementLint.unbilled(versions, uninvoiced(), billed));
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

    private List<Finding> lockDates() {
        Optional<LocalDate> since = settings.date("copy.since");
        Optional<LocalDate> locked = sides.settings().organisation().lockedUntil();
        if (locked.isEmpty()) {
            return List.of(Finding.ok("no period is locked in Xero"));
        }
        return since.isPresent() && !since.get().isAfter(locked.get())
                ? List.of(Finding.warning(
                        "Xero is locked up to " + locked.get() + ", so invoices issued from " + since.get()
                                + " to that day will fail",
                        "Set copy.since=" + locked.get().plusDays(1) + ", or move the lock date in Xero."))
                : List.of(Finding.ok("Xero is locked up to " + locked.get() + ", before anything that is copied"));
    }

    /** An invoice in Xero that carries one of our numbers but not our mark belongs to somebody else. */
    private List<Finding> numbersTaken() {
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
                                + some(taken),
                        "If they were copied by Harvest's own link or by hand, set copy.since after them; else renumber one side."));
    }

    /** Puts the numbers of Harvest's invoices into {@code ours}, newest first and as far as is sensible; gives how many there are. */
    private int numbersSince(LocalDate since, Map<String, Long> ours) {
        int all = 0;
        String next = "1";
        for (int page = 0; page < MOST_PAGES && !next.isEmpty(); page++) {
            JsonNode listed = sides.harvest(HarvestRequest.get("/invoices")
                            .with("from", since.toString())
                            .with("per_page", Integer.toString(INVOICES_A_PAGE))
                            .with("page", next))
                    .json();
            for (JsonNode invoice : listed.path("invoices")) {
                String number = invoice.path("number").asText("");
                if (!number.isBlank()) {
                    ours.putIfAbsent(number, invoice.path("id").asLong());
                }
            }
            all = listed.path("total_entries").asInt();
            next = listed.path("next_page").asText("").replace("null", "");
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
        JsonNode found = sides.xero(XeroRequest.get("/Invoices")
                        .with("InvoiceNumbers", String.join(",", numbers))
                        .with("summaryOnly", "true")
                        .with("page", "1")
                        .with("pageSize", "1000"))
                .json();
        return StreamSupport.stream(found.path("Invoices").spliterator(), false)
                .filter(invoice -> "ACCREC".equals(invoice.path("Type").asText()))
                .filter(invoice -> {
                    Long id = idOf.apply(invoice.path("InvoiceNumber").asText());
                    return id != null
                            && !Marks.invoiceIn(invoice.path("Url").asText("")).equals(OptionalLong.of(id));
                })
                .map(invoice -> invoice.path("InvoiceNumber").asText())
                .toList();
    }

    private static String some(List<String> names) {
        return names.size() <= 10
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 10)) + " and " + (names.size() - 10) + " more";
    }
}
