package org.harvestxero.api;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a run about overdue invoices did, or would do.
 *
 * @param stopped numbers of the invoices that put their clients on the stop-work list
 * @param notes what a person should know beside single mails
 */
public record OverdueReport(
        List<Mail> mails, List<String> stopped, List<String> notes, CycleReport.Calls calls, List<Trouble> troubles) {
    public OverdueReport {
        mails = List.copyOf(mails);
        stopped = List.copyOf(stopped);
        notes = List.copyOf(notes);
        troubles = List.copyOf(troubles);
    }

    /** What became of a mail. */
    public enum State {
        /** Would be sent now. */
        DUE,
        SENT,
        /** Outside the client's hours. */
        WAITS,
        /** overdue.clients is off. */
        OFF,
        /** Only shown, until a person lets it go. */
        SHOWN,
        /** Certainly not sent; tried again. */
        NOT_SENT,
        /** Not sent and given up until a person wants it, or can't be made at all. */
        FAILED,
        /** It may have been sent; a person decides. */
        UNCLEAR,
        /** Everything in it was paid, promised or disputed meanwhile. */
        NOTHING_LEFT;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @param number of the invoice @param step that asks for the mail */
    public record Asked(String number, String step) {}

    /**
     * A mail.
     *
     * @param audience client, manager or owner
     * @param recipient the client's name; of others the addresses
     * @param through mail or xero
     * @param body empty where Xero words it
     * @param note why it stands as it does; null when there is nothing to say
     */
    public record Mail(
            String audience,
            String recipient,
            String through,
            List<String> addresses,
            String subject,
            String body,
            List<Asked> asked,
            State state,
            @Nullable String note) {
        public Mail {
            addresses = List.copyOf(addresses);
            asked = List.copyOf(asked);
        }
    }

    /** 0 all done, 1 a mail was not sent or may not have been, 3 not complete. */
    public int exitCode() {
        if (!troubles.isEmpty()) {
            return 3;
        }
        boolean failed = mails.stream().anyMatch(mail -> switch (mail.state()) {
            case NOT_SENT, FAILED, UNCLEAR -> true;
            default -> false;
        });
        return failed ? 1 : 0;
    }
}
