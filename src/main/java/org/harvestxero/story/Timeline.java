package org.harvestxero.story;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.harvestxero.api.Stories.Happening;
import org.harvestxero.api.Stories.Topic;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;
import org.harvestxero.store.expense.PurchaseTable.Purchase;
import org.harvestxero.store.expense.ReceiptTable;
import org.harvestxero.store.invoice.StoryRows.Difference;
import org.harvestxero.store.invoice.StoryRows.Sent;
import org.harvestxero.store.invoice.StoryRows.Step;
import org.harvestxero.store.invoice.StoryRows.Told;
import org.harvestxero.store.overdue.OverdueMailTable;
import org.harvestxero.xero.SentElement;
import org.jspecify.annotations.Nullable;

/** Tells what happened to an invoice, one thing after the other. */
final class Timeline {
    private static final String PROCESS = "process";
    /** An invoice paid in more sums than this has the story of the latest told. */
    private static final int MOST_PAYMENTS = 30;

    private final ConnectionStore store;
    private final List<Happening> happenings = new ArrayList<>();

    private Timeline(ConnectionStore store) {
        this.store = store;
    }

    static List<Happening> of(ConnectionStore store, Subject subject) {
        Timeline timeline = new Timeline(store);
        timeline.harvest(subject);
        timeline.draft(subject);
        timeline.steps(Kind.INVOICE, subject.sourceId(), "Invoice");
        timeline.steps(Kind.CREDIT_NOTE, subject.sourceId(), "Credit note");
        timeline.audit(Kind.INVOICE, subject.sourceId());
        timeline.audit(Kind.CREDIT_NOTE, subject.sourceId());
        timeline.payments(subject);
        timeline.overdue(subject);
        timeline.differences(subject);
        timeline.events(subject);
        timeline.happenings.sort(Comparator.comparing(Happening::at));
        return timeline.happenings;
    }

    /** What happened to a bill of expenses, or money spent. @param expenses those on it, by their numbers */
    static List<Happening> of(ConnectionStore store, Purchase purchase, Collection<Long> expenses) {
        Timeline timeline = new Timeline(store);
        timeline.steps(purchase.kind(), purchase.sourceId(), purchase.kind() == Kind.BILL ? "Bill" : "Money spent");
        timeline.audit(purchase.kind(), purchase.sourceId());
        expenses.stream().limit(MOST_PAYMENTS).forEach(expense -> timeline.audit(Kind.EXPENSE, expense));
        timeline.receipts(expenses);
        timeline.happenings.sort(Comparator.comparing(Happening::at));
        return timeline.happenings;
    }

    private void receipts(Collection<Long> expenses) {
        store.expenses().receipts().told(expenses).forEach((expense, receipt) -> {
            String message = receipt.message();
            boolean failed =
                    receipt.state() == ReceiptTable.State.FAILED || receipt.state() == ReceiptTable.State.GIVEN_UP;
            happenings.add(new Happening(
                    receipt.changedAt(),
                    PROCESS,
                    Topic.TRY,
                    "Receipt \"" + receipt.fileName() + "\" of expense " + expense + ": "
                            + words(receipt.state())
                            + (message == null || !failed ? "" : ", " + message),
                    failed,
                    List.of()));
        });
    }

    /** How far a file is, for people. */
    static String words(ReceiptTable.State state) {
        return switch (state) {
            case WAITING -> "waits to be attached";
            case SENDING -> "is being attached";
            case DONE -> "attached";
            case FAILED -> "could not be attached";
            case GIVEN_UP -> "given up";
        };
    }

    private void add(Instant at, String who, Topic topic, String what) {
        happenings.add(new Happening(at, who, topic, what, false, List.of()));
    }

    private void harvest(Subject subject) {
        SourceDocument document = subject.document();
        if (document == null) {
            return;
        }
        Instant updated = document.updatedAt();
        if (updated != null) {
            add(updated, "Harvest", Topic.HARVEST, "Last changed in Harvest");
        }
        store.invoices()
                .story()
                .recordedAt(Kind.INVOICE, subject.sourceId())
                .ifPresent(at -> add(
                        at,
                        PROCESS,
                        Topic.HARVEST,
                        document.isGone() ? "Found deleted in Harvest" : "Read from Harvest as it stands here"));
    }

    private void draft(Subject subject) {
        if (subject.draft() == null) {
            return;
        }
        add(
                subject.draft().createdAt(),
                PROCESS,
                Topic.PERSON,
                "Drafted for " + subject.draft().period());
        audit(Kind.DRAFT, subject.draft().id());
        store.billing().deliveries().ofDraft(subject.draft().id()).forEach(delivery -> {
            String message = delivery.message();
            happenings.add(new Happening(
                    delivery.changedAt(),
                    PROCESS,
                    delivery.step().contains("mail") ? Topic.MAIL : Topic.TRY,
                    upper(delivery.step().replace('-', ' ')) + ": "
                            + delivery.state().code().replace('-', ' ') + (message == null ? "" : ", " + message),
                    delivery.state().code().equals("failed"),
                    List.of()));
        });
    }

    private void audit(Kind kind, long id) {
        store.audit().ofDocument(kind, id).forEach(event -> {
            String detail = event.detail();
            add(
                    event.at(),
                    event.actor(),
                    event.actor().equals(PROCESS) ? Topic.TRY : Topic.PERSON,
                    upper(event.event().replace('-', ' ')) + (detail == null || detail.isEmpty() ? "" : ": " + detail));
        });
    }

    private void payments(Subject subject) {
        if (subject.sourceId() < 0) {
            return;
        }
        List<SourceDocument> payments = store.documents().children(Kind.PAYMENT, subject.sourceId());
        payments.subList(Math.max(0, payments.size() - MOST_PAYMENTS), payments.size())
                .forEach(payment -> {
                    steps(Kind.PAYMENT, payment.sourceId(), "Payment");
                    audit(Kind.PAYMENT, payment.sourceId());
                });
    }

    private void steps(Kind kind, long id, String name) {
        for (Step step : store.invoices().story().steps(kind, id)) {
            String what = name + ", " + step.action();
            add(step.tries().planned(), PROCESS, Topic.TRY, what + ": planned");
            Instant failed = step.tries().lastFailed();
            if (failed != null && step.message() != null) {
                happenings.add(new Happening(
                        failed,
                        "Xero",
                        Topic.XERO,
                        what + ": " + failedTimes(step) + step.message(),
                        true,
                        step.state().equals("done") ? List.of() : request(step)));
            }
            Instant finished = step.tries().finished();
            if (finished != null) {
                happenings.add(new Happening(
                        finished,
                        "Xero",
                        Topic.XERO,
                        what + ": " + Objects.requireNonNullElse(step.outcome(), step.state())
                                + (step.warnings() == null ? "" : "; Xero warned: " + step.warnings()),
                        false,
                        request(step)));
            }
        }
    }

    private static String failedTimes(Step step) {
        int tries = step.tries().made();
        return tries > 1 ? "not done in " + tries + " tries. " : "not done. ";
    }

    /** What was sent and answered; only this document of it. */
    private static List<String> request(Step step) {
        Sent sent = step.sent();
        if (sent == null) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        words.add(sent.method() + " " + sent.path() + " → "
                + (sent.status() == null ? "no answer yet" : sent.status())
                + (sent.answer() == null ? "" : ", " + sent.answer())
                + (sent.times() > 1 ? ", sent " + sent.times() + " times under one key" : ""));
        element(sent, step.number()).map(SentElement::text).ifPresent(words::add);
        return words;
    }

    private static Optional<SentElement> element(Sent sent, @Nullable String number) {
        try {
            return sent.body().isEmpty() || number == null ? Optional.empty() : SentElement.find(sent.body(), number);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void overdue(Subject subject) {
        if (subject.link() == null) {
            return;
        }
        store.overdue().steps().ofInvoice(subject.link().targetId()).forEach(step -> {
            Optional<OverdueMailTable.Mail> mail = step.mail() == null
                    ? Optional.empty()
                    : store.overdue().mails().find(step.mail());
            add(
                    step.at(),
                    PROCESS,
                    Topic.MAIL,
                    "Overdue, step " + step.step() + ": " + step.state()
                            + mail.map(each -> ", “" + each.content().subject() + "” to "
                                            + each.content().addresses() + " ("
                                            + each.state().code().replace('-', ' ') + ")")
                                    .orElse(""));
        });
    }

    private void differences(Subject subject) {
        List<Difference> found = new ArrayList<>();
        if (subject.sourceId() > 0) {
            found.addAll(store.invoices().story().differencesOf(subject.sourceId()));
        } else if (subject.link() != null) {
            found.addAll(store.invoices().story().differencesOf(subject.link().targetId()));
        }
        for (Difference each : found) {
            happenings.add(new Happening(
                    noon(each.firstDay()),
                    PROCESS,
                    Topic.DIFFERENCE,
                    "Reconciliation found a difference (" + each.measure() + "): " + each.detail(),
                    each.gone() == null,
                    List.of()));
            if (each.gone() != null) {
                add(each.gone(), PROCESS, Topic.DIFFERENCE, "Reconciliation found both sides alike again");
            }
        }
    }

    /** What hooks were told, and what one of them did not take. */
    private void events(Subject subject) {
        org.harvestxero.event.Subject told = org.harvestxero.event.Subject.invoice(subject.sourceId());
        for (Told each : store.invoices().story().events(told.type().code(), told.id())) {
            String message = each.message();
            boolean parked = "parked".equals(each.state());
            happenings.add(new Happening(
                    each.at(),
                    PROCESS,
                    Topic.TRY,
                    "Event " + each.kind()
                            + (each.hook() == null
                                    ? ""
                                    : ": the hook " + each.hook()
                                            + (parked ? " did not take it" : " is still to be told")
                                            + (message == null ? "" : ", " + message)),
                    parked,
                    List.of()));
        }
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    private static String upper(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
