package org.harvestxero.billing.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.Rate;
import org.harvestxero.billing.calendar.DuePeriod;

/**
 * What a run came to. It ties: {@link TieOut} was checked before this existed.
 *
 * @param agreementVersion the version that made it
 * @param period what was billed
 * @param drafts invoices, in order of their keys
 * @param notBilled everything on no draft, with the reason
 * @param movements of balances, to be stored with the drafts
 * @param notices for people
 * @param tieOut the proof
 */
public record BillingResult(
        String agreementVersion,
        DuePeriod period,
        List<Draft> drafts,
        List<NotBilled> notBilled,
        List<Movement> movements,
        List<Notice> notices,
        TieOut tieOut) {
    public BillingResult {
        drafts = List.copyOf(drafts);
        notBilled = List.copyOf(notBilled);
        movements = List.copyOf(movements);
        notices = List.copyOf(notices);
    }

    /** Sum of all drafts before tax. */
    public Money total(Currency currency) {
        return drafts.stream().map(Draft::subtotal).reduce(Money.zero(currency), Money::plus);
    }

    /** The same with its drafts dated another day, and more to tell people. */
    public BillingResult dated(LocalDate issued, LocalDate due, List<Notice> more) {
        List<Notice> all = new ArrayList<>(notices);
        all.addAll(more);
        return new BillingResult(
                agreementVersion,
                period,
                drafts.stream().map(draft -> draft.dated(issued, due)).toList(),
                notBilled,
                movements,
                all,
                tieOut);
    }

    /** The result with drafts that others have looked at as well. */
    public BillingResult with(List<Draft> looked) {
        return new BillingResult(agreementVersion, period, looked, notBilled, movements, notices, tieOut);
    }

    History added(History before) {
        if (drafts.isEmpty()) {
            return before;
        }
        List<Money> totals = new ArrayList<>(before.totals());
        totals.add(0, total(drafts.get(0).subtotal().currency()));
        Set<Long> people = new HashSet<>(before.people());
        Set<History.PersonRate> rates = new HashSet<>(before.rates());
        for (Draft draft : drafts) {
            for (DraftLine line : draft.lines()) {
                for (LineSource part : line.sources()) {
                    long person = part.source().origin().person().id();
                    people.add(person);
                    Rate rate = part.rate();
                    if (rate != null) {
                        rates.add(new History.PersonRate(person, rate.amount()));
                    }
                }
            }
        }
        return new History(totals, people, rates, before.waiting());
    }
}
