package org.harvestxero.mcp.proposal;

import java.util.List;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.OverdueDesk;
import org.harvestxero.console.user.Right;
import org.harvestxero.mcp.tool.Arguments;
import org.harvestxero.mcp.tool.Shape;

/** A mail about overdue invoices that was not sent, or may have been, is sent again. */
record ReminderKind(OverdueDesk desk) implements Kind {
    private static final String MAIL = "mail";

    @Override
    public Card card() {
        return new Card(
                "send_reminder",
                "Propose to send a reminder",
                "Proposes that a mail about overdue invoices which was not sent, or may not have been, is due again; overdue_mails tells"
                        + " those. It goes with the next run, if its invoices are still unpaid then.",
                Right.MEND,
                Shape.object().with(MAIL, Shape.count("Its number, as overdue_mails has it.")));
    }

    private OverdueDesk.Mail find(Arguments given) {
        int id = given.number(MAIL).orElse(0);
        return desk.mails(false).stream()
                .filter(mail -> mail.id() == id)
                .findFirst()
                .orElseThrow(() ->
                        new DecisionException("No such mail waits for a decision: overdue_mails tells those that do."));
    }

    @Override
    public Plan plan(Arguments given) {
        return plan(find(given));
    }

    private static Plan plan(OverdueDesk.Mail mail) {
        return new Plan(
                "mail " + mail.id(),
                "Send a reminder about " + mail.invoices(),
                List.of(
                        "Sends this mail, which is " + mail.state() + ", with the next run:",
                        "  to: " + mail.addresses(),
                        "  subject: " + mail.subject(),
                        "  about: " + mail.invoices(),
                        "It is worded anew then, and what was paid, promised or disputed meanwhile is left out.",
                        mail.state().equals("unclear")
                                ? "It may have been sent already: then the client gets it twice."
                                : ""),
                mail.id() + "/" + mail.state() + "/" + mail.day() + "/" + mail.settled());
    }

    @Override
    public String carryOut(Arguments given, Plan plan, By by) {
        OverdueDesk.Mail mail = find(given);
        plan.mustBe(plan(mail));
        desk.retryMail(mail.id(), by.who());
        return "The mail is due again, and goes with the next run.";
    }
}
