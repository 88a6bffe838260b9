package org.harvestxero.event;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of events there are. Their words are a promise to receivers. */
public enum EventKind {
    INVOICE_COPIED("invoice.copied"),
    INVOICE_FAILED("invoice.failed"),
    INVOICE_HEALED("invoice.healed"),
    INVOICE_PAID("invoice.paid"),
    INVOICE_PART_PAID("invoice.part-paid"),
    INVOICE_VOIDED("invoice.voided"),
    INVOICE_OVERDUE("invoice.overdue"),
    PAYMENT_MILESTONE("payment.milestone"),
    DRAFT_WAITING("draft.waiting"),
    DRAFT_APPROVED("draft.approved"),
    PERIOD_BILLED("period.billed"),
    CLIENT_CREATED("client.created"),
    PROJECT_CREATED("project.created"),
    BUDGET_THRESHOLD("budget.threshold"),
    RECONCILE_DIFFERENCE("reconcile.difference"),
    CONSENT_LOST("consent.lost"),
    CONNECTION_PAUSED("connection.paused");

    /** What follows a group's name where all kinds of the group are meant. */
    public static final String ALL_OF_GROUP = ".*";

    private final String code;

    EventKind(String code) {
        this.code = code;
    }

    /** The word in tables, settings and messages, such as {@code invoice.part-paid}. */
    public String code() {
        return code;
    }

    /** Raised when a field changes its meaning or goes; fields are added without that. */
    public int version() {
        return 1;
    }

    public static Optional<EventKind> find(String word) {
        return Arrays.stream(values()).filter(kind -> kind.code.equals(word)).findFirst();
    }

    /** What a word of a filter stands for: one kind, or all of a group, as {@code invoice.*} does; none when there is no such word. */
    public static List<EventKind> matching(String word) {
        String wanted = word.strip().toLowerCase(Locale.ROOT);
        String group = wanted.endsWith(ALL_OF_GROUP) ? wanted.substring(0, wanted.length() - 1) : null;
        return Arrays.stream(values())
                .filter(kind -> group == null ? kind.code.equals(wanted) : kind.code.startsWith(group))
                .toList();
    }

    @Override
    public String toString() {
        return code;
    }
}
