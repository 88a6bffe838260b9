package org.harvestxero.console.page;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Detail;
import org.harvestxero.api.Reviews.Edit;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.Ref;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.console.session.Session;
import org.jspecify.annotations.Nullable;

/** What people decide about one draft. A decision about another state of it than was seen is refused. */
public final class DraftActions {
    private static final String GONE = "There is no such draft any more.";

    private final Reviews reviews;
    private final DraftPage page;

    DraftActions(Desk desk, DraftPage page) {
        this.reviews = desk.work().people().reviews();
        this.page = page;
    }

    Answer approve(Asked asked) {
        return decide(
                asked,
                ref -> reviews.approve(ref, asked.field("note").orElse(null), asked.who()),
                item -> item.state() == Reviews.State.REVIEW
                        ? "approved; it " + ReviewListPage.waits(item) + " now."
                        : "approved. It goes out with the next cycle.");
    }

    Answer hold(Asked asked) {
        return decide(asked, ref -> reviews.hold(ref, reason(asked), asked.who()), item -> "put aside.");
    }

    Answer release(Asked asked) {
        return decide(
                asked,
                ref -> reviews.release(ref, asked.field("note").orElse(null), asked.who()),
                item -> "waits for review again.");
    }

    Answer reject(Asked asked) {
        boolean again = asked.field("again").isPresent();
        return decide(
                asked,
                ref -> reviews.reject(ref, reason(asked), again, asked.who()),
                item -> again
                        ? "rejected; its period is billed anew with the next run."
                        : "rejected; its work waits for the next period's bill.");
    }

    /**
     * A change of a line, told before it counts.
     *
     * @param typed the amount as it was typed, understood as {@code amount}
     * @param plain the amount for the form; empty to keep it
     * @param difference to what it was; empty for none
     */
    public record Echo(
            String id,
            int version,
            int line,
            Text text,
            String before,
            String typed,
            String amount,
            String plain,
            String difference,
            String reason) {}

    /** @param changed what is to stand there instead; empty where the line keeps its text */
    public record Text(String then, String changed) {
        static Text of(String before, String typed) {
            boolean same = typed.isEmpty() || typed.equals(before.strip().replace("\r\n", "\n"));
            return new Text(same ? before : typed, same ? "" : typed);
        }
    }

    /** Shows what was understood, so that a dot or comma in the wrong place is seen before it counts. */
    Answer checkEdit(Asked asked) {
        Detail detail = page.found(asked).orElseThrow(() -> new DecisionException(GONE));
        int number = asked.number("line").orElse(0);
        if (number < 1 || number > detail.draft().lines().size()) {
            throw new DecisionException(
                    "The draft has lines 1 to " + detail.draft().lines().size() + ".");
        }
        DraftLine line = detail.draft().lines().get(number - 1);
        String currency = detail.item().currency();
        String typed = asked.field("amount").orElse("");
        BigDecimal before = line.amount().amount();
        BigDecimal amount = typed.isEmpty()
                ? before
                : asked.format()
                        .parsed(typed)
                        .orElseThrow(() ->
                                new DecisionException("\"" + typed + "\" can't be told for an amount: write it like "
                                        + asked.format().amount(before, currency) + "."));
        BigDecimal difference = amount.subtract(before);
        return Answer.shown(
                "draftEdit",
                "Change line " + number,
                new Echo(
                        PublicIds.draft(detail.item().id()),
                        asked.number("version").orElse(detail.item().version()),
                        number,
                        Text.of(line.description(), asked.text("text").orElse("")),
                        asked.format().money(before, currency),
                        typed,
                        asked.format().exact(amount, currency) + " " + currency,
                        difference.signum() == 0 ? "" : amount.toPlainString(),
                        difference.signum() == 0 ? "" : signed(difference, currency, asked.format()),
                        reason(asked)));
    }

    private static String signed(BigDecimal difference, String currency, ReaderFormat format) {
        return difference.signum() > 0
                ? "write-up of " + format.money(difference, currency)
                : "write-down of " + format.money(difference.negate(), currency);
    }

    Answer edit(Asked asked) {
        Detail detail = page.found(asked).orElseThrow(() -> new DecisionException(GONE));
        int number = asked.number("line").orElse(0);
        @Nullable
        BigDecimal amount = asked.field("plain")
                .filter(plain -> plain.matches("-?\\d{1,15}(\\.\\d{1,4})?"))
                .map(BigDecimal::new)
                .orElse(null);
        List<DraftLine> lines = detail.draft().lines();
        String before =
                number >= 1 && number <= lines.size() ? lines.get(number - 1).description() : "";
        String changed = Text.of(before, asked.text("text").orElse("")).changed();
        return decide(
                asked,
                ref -> reviews.edit(
                        ref, new Edit(number, amount, changed.isEmpty() ? null : changed, reason(asked)), asked.who()),
                item -> "changed; its review starts again.");
    }

    private Answer decide(Asked asked, Function<Ref, Item> decision, Function<Item, String> words) {
        Detail detail = page.found(asked).orElseThrow(() -> new DecisionException(GONE));
        int version = asked.number("version")
                .orElseThrow(
                        () -> new DecisionException("Which state of the draft is meant was not said: load it anew."));
        Item item = decision.apply(new Ref(detail.item().id(), version));
        asked.session()
                .tell(new Session.Notice(
                        true,
                        item.client() + ", " + item.period() + " (" + PublicIds.draft(item.id()) + "): "
                                + words.apply(item)));
        boolean stays = item.state().isOpen() && asked.path().endsWith("/edit");
        return new Answer.Elsewhere(stays ? "/review/" + PublicIds.draft(item.id()) : ReviewListPage.LIST);
    }

    private static String reason(Asked asked) {
        return asked.field("reason")
                .orElseThrow(() -> new DecisionException("Say why: the reason is kept in the audit."));
    }
}
