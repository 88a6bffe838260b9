package org.harvestxero.overdue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.harvestxero.api.OverdueReport;
import org.harvestxero.api.OverdueReport.State;
import org.harvestxero.dunning.Debt;
import org.harvestxero.dunning.Debt.Debtor;
import org.harvestxero.dunning.StatementFiles;
import org.harvestxero.dunning.Step;
import org.harvestxero.store.overdue.OverdueMailTable.Slot;
import org.harvestxero.store.overdue.ReceivableTable.Receivable;
import org.jspecify.annotations.Nullable;

/** A mail in the making: what it is about, to whom it goes, and what became of it. Routes hand it from step to step. */
public final class OverdueMail {
    private final Audience audience;
    private final Slot slot;
    private final Step step;
    private final Options options;
    private final Map<Debt, Step> asked;
    private List<Debt> open;
    private List<String> addresses;
    private MailTemplate words = new MailTemplate("", "");
    private State state = State.DUE;
    private @Nullable String note;
    private long id;
    private boolean claimed;
    private final List<Receivable> shown = new ArrayList<>();
    private byte[] pdf = {};

    /**
     * @param slot whom it goes to, and on which day of theirs
     * @param step the furthest of those that ask for it
     * @param asked what asks for it, by invoice
     * @param open all that it lists
     */
    OverdueMail(Audience audience, Slot slot, Options options, Step step, Map<Debt, Step> asked, List<Debt> open) {
        this.audience = audience;
        this.slot = slot;
        this.options = options;
        this.step = step;
        this.asked = new LinkedHashMap<>(asked);
        this.open = List.copyOf(open);
        this.addresses = options.addresses();
    }

    /**
     * @param payer the client it goes to; null for managers and owners
     * @param addresses as the file names them; empty for those of Xero's contact
     * @param files as which files the statement goes along
     */
    record Options(@Nullable Debtor payer, List<String> addresses, StatementFiles files) {
        Options {
            addresses = List.copyOf(addresses);
        }
    }

    Audience audience() {
        return audience;
    }

    Slot slot() {
        return slot;
    }

    Step step() {
        return step;
    }

    Options options() {
        return options;
    }

    Map<Debt, Step> asked() {
        return asked;
    }

    List<Debt> open() {
        return open;
    }

    List<String> addresses() {
        return addresses;
    }

    MailTemplate words() {
        return words;
    }

    State state() {
        return state;
    }

    long id() {
        return id;
    }

    public boolean isToClient() {
        return audience == Audience.CLIENT;
    }

    public boolean isThroughXero() {
        return step.throughXero();
    }

    /** Whether it is to be sent as far as is known. */
    public boolean isDue() {
        return state == State.DUE;
    }

    /** Whether it was recorded that it is being sent. */
    public boolean isClaimed() {
        return claimed;
    }

    /** Takes what Xero shows of its invoices now. */
    void seen(List<Receivable> fresh) {
        shown.addAll(fresh);
    }

    List<Receivable> shown() {
        return shown;
    }

    void addressed(List<String> found) {
        addresses = List.copyOf(found);
    }

    void worded(MailTemplate filled) {
        words = filled;
    }

    /** The statement that goes along; made before it is recorded that the mail is being sent. */
    void carry(byte[] statement) {
        pdf = statement;
    }

    byte[] pdf() {
        return pdf;
    }

    void become(State now, @Nullable String why) {
        state = now;
        note = why;
    }

    void claimedUnder(long mail) {
        id = mail;
        claimed = true;
    }

    /** Leaves out what is no longer to be asked for. */
    void keepOnly(Set<String> invoices) {
        asked.keySet().removeIf(debt -> !invoices.contains(debt.id()));
        open = open.stream().filter(debt -> invoices.contains(debt.id())).toList();
    }

    /** The client's name; of others the addresses. */
    String recipient() {
        Debtor payer = options.payer();
        return payer == null ? String.join(", ", addresses) : payer.name();
    }

    OverdueReport.Mail reported() {
        return new OverdueReport.Mail(
                audience.word(),
                recipient(),
                isThroughXero() ? "xero" : "mail",
                addresses,
                words.subject(),
                words.body(),
                asked.entrySet().stream()
                        .map(each -> new OverdueReport.Asked(
                                each.getKey().number(), each.getValue().name()))
                        .toList(),
                state,
                note);
    }
}
