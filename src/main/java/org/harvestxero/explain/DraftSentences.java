package org.harvestxero.explain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews.Charge;
import org.harvestxero.api.Reviews.Event;
import org.harvestxero.billing.Counted;
import org.harvestxero.billing.Hours;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.Explainer;
import org.harvestxero.billing.engine.LineSource;
import org.harvestxero.billing.engine.Movement;
import org.harvestxero.billing.engine.ReviewReason;
import org.harvestxero.billing.terms.Limit;
import org.harvestxero.finalize.AgreementArchive;
import org.harvestxero.finalize.mirror.MirrorManner;
import org.harvestxero.review.DraftViews;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.BalanceMovementTable.StoredMovement;
import org.harvestxero.store.billing.DeliveryTable.Delivery;
import org.harvestxero.store.billing.DeliveryTable.State;
import org.harvestxero.store.billing.DraftState;
import org.harvestxero.store.billing.StoredDraft;

/**
 * What there is to say of a draft: what it bills, what the client sees of it, what it did to balances, and how people decided.
 */
final class DraftSentences {
    private final ConnectionStore store;
    private final AgreementArchive agreements;
    private final DraftViews views;
    private final SubmissionHistory submissionHistory;

    DraftSentences(
            ConnectionStore store, AgreementArchive agreements, DraftViews views, SubmissionHistory submissionHistory) {
        this.views = views;
        this.submissionHistory = submissionHistory;
        this.store = store;
        this.agreements = agreements;
    }

    List<String> invoice(StoredDraft draft) {
        List<String> words = new ArrayList<>();
        words.add("Bills " + draft.period() + " (" + draft.periodStart() + " to " + draft.periodEnd() + "), issued "
                + draft.content().issueDate() + ", due " + draft.content().dueDate() + ".");
        words.add("Made by agreement " + agreements.inWords(draft.agreementHash()) + ", drafted "
                + SubmissionHistory.minute(draft.createdAt()) + ".");
        if (!draft.content().key().isEmpty()) {
            words.add("It is the invoice for " + draft.content().key() + ".");
        }
        if (draft.replaces() != null) {
            words.add("It replaces draft " + PublicIds.draft(draft.replaces()) + ", which was taken back.");
        }
        words.add(
                draft.state() == DraftState.PLANNED && submissionHistory.isInXero(draft)
                        ? "Xero has it."
                        : standing(draft));
        if (draft.harvestId() != null) {
            words.add("Harvest has it as invoice " + draft.harvestId()
                    + freeForm(draft)
                            .map(made -> ", made of its lines" + because(made)
                                    + "; its time counts as billed there once a person marks it (mirror list).")
                            .orElse(", so its time counts as billed there."));
        } else if (draft.mirrorNote() != null) {
            words.add("Harvest has no invoice of it: " + draft.mirrorNote());
        }
        return words;
    }

    private static String because(Delivery made) {
        return made.message() == null ? "" : ": " + made.message();
    }

    /** Of a mirror that was made of its lines. */
    private Optional<Delivery> freeForm(StoredDraft draft) {
        return store.billing()
                .deliveries()
                .find(draft.id(), MirrorManner.FREE_FORM.step())
                .filter(each -> each.state() == State.DONE);
    }

    List<String> seen(StoredDraft draft) {
        Charge charge = views.charge(draft);
        String currency = " " + draft.currency();
        List<String> words = new ArrayList<>();
        if (charge.gross() != null) {
            StringBuilder sum = new StringBuilder(charge.net().toPlainString() + currency + " before tax");
            charge.taxes()
                    .forEach(tax -> sum.append(" + ")
                            .append(tax.amount().toPlainString())
                            .append(" tax (")
                            .append(tax.inWords())
                            .append(" on ")
                            .append(tax.net().toPlainString())
                            .append(')'));
            words.add(sum + " = " + charge.gross().toPlainString() + currency
                    + (charge.gross().signum() < 0
                            ? ", which becomes a credit note."
                            : " to pay until " + draft.content().dueDate() + "."));
        }
        words.add("It goes to the contact " + charge.contact() + " in Xero"
                + (charge.newContact() ? ", which is made with it." : "."));
        if (!charge.reference().isEmpty()) {
            words.add("Reference " + charge.reference() + ".");
        }
        if (!charge.purchaseOrder().isEmpty()) {
            words.add("Purchase order " + charge.purchaseOrder() + ".");
        }
        charge.changes().forEach(change -> words.add("Look twice: " + change + "."));
        words.addAll(charge.problems());
        return words;
    }

    private static String standing(StoredDraft draft) {
        return switch (draft.state()) {
            case REVIEW -> "It waits for a person; nothing has left.";
            case HELD -> "It is put aside; nothing has left and its work is billed nowhere else.";
            case REJECTED -> "It was rejected; its work is open again.";
            case APPROVED, MIRRORED -> "It may go out and is sent with the next cycle.";
            case PLANNED -> "It is on its way to Xero.";
            case SENT -> "Xero has it.";
            case CREDITED -> "It was credited; its work is open again.";
            case SHADOW -> "It comes from a parallel run and never leaves.";
        };
    }

    static String brief(DraftLine line) {
        if (line.sources().isEmpty()) {
            return Explainer.headline(line);
        }
        Hours hours = line.sources().stream().map(LineSource::hours).reduce(Hours.ZERO, Hours::plus);
        return Explainer.headline(line) + " from " + Counted.of(line.sources().size(), "entry", "entries")
                + (hours.isZero() ? "" : ", " + hours);
    }

    /** What the run did to retainers, caps and phases. */
    List<String> balances(StoredDraft draft) {
        Map<String, Limit> caps = new HashMap<>();
        agreements
                .find(draft.agreementHash(), Currency.getInstance(draft.currency()))
                .ifPresent(agreement -> agreement.limits().caps().forEach(cap -> caps.put(cap.name(), cap.limit())));
        return store.billing().balanceMovements().ofClient(draft.clientId()).stream()
                .filter(stored -> stored.runId() == draft.runId())
                .map(StoredMovement::movement)
                .map(movement -> movement.kind() == Movement.Kind.CAP_USED
                                && caps.get(movement.name()) instanceof Limit.InMoney most
                        ? inWords(movement, most.money())
                        : inWords(movement))
                .toList();
    }

    /** A cap in money is told in money, such as {@code order 7: 4,000.00 of money used, of its 10,000.00 USD.} */
    static String inWords(Movement movement, Money most) {
        BigDecimal used =
                movement.money() == null ? BigDecimal.ZERO : movement.money().amount();
        return movement.name() + ": " + grouped(used, most) + " of money used, of its " + grouped(most.amount(), most)
                + " " + most.currency() + ".";
    }

    private static String grouped(BigDecimal amount, Money like) {
        return String.format(Locale.ROOT, "%,." + like.amount().scale() + "f", amount);
    }

    static String inWords(Movement movement) {
        String many = movement.hours() != null && !movement.hours().isZero()
                ? movement.hours().toString()
                : movement.money() != null ? movement.money().toString() : String.valueOf(movement.hours());
        String lot = movement.lot() == null ? "" : " of the period from " + movement.lot();
        String until = movement.expires() == null ? "" : ", usable until " + movement.expires();
        return movement.name() + ": " + many + " "
                + movement.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + lot + until + ".";
    }

    List<String> review(StoredDraft draft) {
        List<String> words = new ArrayList<>();
        List<ReviewReason> reasons = draft.content().review();
        if (reasons.isEmpty()) {
            words.add("No condition of the agreement asked for a person, so it went straight through.");
        }
        reasons.forEach(reason -> words.add("A person had to look because: " + reason.words() + "."));
        for (Event event : views.history(draft)) {
            words.add(SubmissionHistory.minute(event.at()) + " " + event.who() + ": " + event.what());
        }
        if (draft.state() == DraftState.REVIEW) {
            List<String> steps = views.steps(draft);
            words.add("It waits for the yes of a " + steps.get(Math.min(draft.step(), steps.size() - 1)) + ".");
        }
        return words;
    }

    List<String> changed(StoredDraft draft, int number) {
        if (draft.original() == null) {
            return List.of();
        }
        int origin = views.origins(draft).get(number - 1);
        if (origin < 0) {
            return List.of("A reviewer split it off line " + -origin + " of the draft as it was made.");
        }
        if (origin == 0 || origin > draft.original().lines().size()) {
            return List.of("The draft was made without this line; a reviewer put it there.");
        }
        DraftLine was = draft.original().lines().get(origin - 1);
        DraftLine now = draft.content().lines().get(number - 1);
        return was.equals(now) ? List.of() : List.of("As drafted: " + Explainer.headline(was) + ".");
    }
}
