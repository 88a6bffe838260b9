package org.harvestxero.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.config.Settings;
import org.harvestxero.harvest.HarvestRequest;
import org.harvestxero.harvest.HarvestResponse;
import org.harvestxero.harvest.HarvestUserView;
import org.harvestxero.xero.XeroOrganisationActions;
import org.harvestxero.xero.XeroOrganisationView;
import org.harvestxero.xero.XeroRequest;
import org.harvestxero.xero.XeroResponse;

/**
 * Whether both sides let us in, with the rights that the settings ask for, and whether their clocks agree with ours.
 */
final class AccessChecks {
    /** The key window is 5 minutes; a clock that is off by this much makes us misjudge it. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final RemoteChecks.Needs needs;
    private final Settings settings;
    private final Sides sides;

    AccessChecks(RemoteChecks.Needs needs, Settings settings, Sides sides) {
        this.needs = needs;
        this.settings = settings;
        this.sides = sides;
    }

    List<Finding> harvestAccess() {
        HarvestResponse me = sides.harvest(HarvestRequest.get("/users/me"));
        List<Finding> findings = new ArrayList<>();
        HarvestUserView user = HarvestUserView.of(me.element());
        String roles = String.join(", ", user.accessRoles());
        String who = user.name();
        findings.add(Finding.ok(
                "Harvest account " + settings.optional("harvest.account-id").orElse("") + " as " + who
                        + (roles.isEmpty() ? "" : " (" + roles + ")")));
        if (!user.seesAll()) {
            findings.add(Finding.warning(
                    who + " is no administrator in Harvest and may not see every invoice and payment",
                    "Use a token of an administrator."));
        }
        if (!user.seesAll() && !writes().isEmpty()) {
            findings.add(Finding.warning(
                    "Harvest may not let " + who + " " + String.join(" or ", writes()) + ", as the settings ask for",
                    "Use a token of an administrator, or of a manager who may create and edit invoices and clients."));
        }
        skew("Harvest", me.serverDate()).ifPresent(findings::add);
        return findings;
    }

    /** What the settings want written there. */
    private List<String> writes() {
        List<String> writes = new ArrayList<>();
        if (settings.text("copy.payments-back").equals("follow")) {
            writes.add("record payments");
        }
        if (settings.flag("contacts.follow")) {
            writes.add("change clients");
        }
        return writes;
    }

    List<Finding> xeroAccess() {
        XeroResponse answer = sides.xero(XeroRequest.get("/Organisation"));
        XeroOrganisationView organisation = answer.organisation();
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(Objects.requireNonNullElse(organisation.name(), "an organisation") + " ("
                + Objects.requireNonNullElse(organisation.country(), "?") + ", base currency "
                + Objects.requireNonNullElse(organisation.baseCurrency(), "?") + ")"));
        if (organisation.demo()) {
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

    List<Finding> xeroRights() {
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
}
