package org.harvestxero.overdue;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.ProducerTemplate;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.config.agreement.OverdueFile;
import org.harvestxero.copy.CallBudget;
import org.harvestxero.copy.CopyPause;
import org.harvestxero.copy.CycleTroubles;
import org.harvestxero.copy.RunBook;
import org.harvestxero.store.ConnectionStore;
import org.jspecify.annotations.Nullable;

/** Everything that works on overdue invoices, put together. */
public record OverdueWork(
        ReceivableLists lists,
        OverdueRounds rounds,
        OverdueAddresses addresses,
        OverdueMails mails,
        DefaultOverdueDesk desk,
        OverdueWarnings warnings) {

    /**
     * @param agreements those in force, read again each time
     * @param zone in which days past due are counted
     * @param organisation our own name, as Xero has it
     */
    public record Rules(
            OverdueFile file,
            Supplier<List<AgreementVersion>> agreements,
            Supplier<ZoneId> zone,
            Supplier<String> organisation) {}

    /**
     * @param steps whether the schedule does anything
     * @param clients whether anything may go to clients
     * @param payments whether payments are copied to Xero
     * @param mailFrom sender of all mails; null while mail is off
     * @param mailTo who is told where the file names nobody
     */
    public record Policy(
            boolean steps,
            boolean clients,
            boolean payments,
            @Nullable String mailFrom,
            List<String> mailTo) {
        public Policy {
            mailTo = List.copyOf(mailTo);
        }
    }

    /** How it reaches both sides, and what stops it. */
    public record Surroundings(
            ProducerTemplate routes, Supplier<CallBudget> budget, CopyPause pause, CycleTroubles troubles) {}

    public static OverdueWork of(ConnectionStore store, Rules rules, Policy policy, Surroundings around, Clock clock) {
        HoldFinder holds = new HoldFinder(store, policy.payments());
        DebtBook book = new DebtBook(store, rules.file(), rules.agreements(), holds);
        FirstMails firstMails = new FirstMails(store, policy.clients());
        MailPlanner planner = new MailPlanner(store, book, firstMails, rules.zone(), policy.mailTo());
        ReceivableLists lists = new ReceivableLists(store, clock);
        OverdueAddresses addresses = new OverdueAddresses(store, planner, policy.mailFrom() != null);
        MailWriter writer = new MailWriter(rules.file(), rules.organisation());
        OverdueRounds rounds = new OverdueRounds(
                store,
                new OverdueRounds.Parts(lists, planner, addresses, writer, firstMails),
                new OverdueRounds.Standstill(
                        around.pause(), around.troubles(), new RunBook(store, around.budget(), clock)),
                policy.steps(),
                clock);
        OverdueMails mails = new OverdueMails(
                new OverdueMailer(store, holds, book),
                planner,
                lists,
                new OverdueMails.Stationery(writer, rules.file(), policy.mailFrom()),
                around.troubles(),
                clock);
        OverdueBooks books = new OverdueBooks(store, book, firstMails, rules.zone(), clock);
        return new OverdueWork(
                lists,
                rounds,
                addresses,
                mails,
                new DefaultOverdueDesk(store, around.routes(), around.budget(), rounds, books, clock),
                new OverdueWarnings(store, rules.file(), firstMails, policy.steps()));
    }
}
