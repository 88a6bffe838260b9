package org.harvestxero.console.page;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.Reviews;
import org.harvestxero.api.Reviews.Detail;
import org.harvestxero.api.Reviews.Item;
import org.harvestxero.api.Reviews.Preview;
import org.harvestxero.api.Reviews.Ref;
import org.harvestxero.console.session.Session;

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

    /** Shows what was understood, so that a dot or comma in the wrong place is seen before it counts. */
    Answer checkEdit(Asked asked) {
        Detail detail = page.found(asked).orElseThrow(() -> new DecisionException(GONE));
        ChangeForm form = form(detail, asked);
        Ref ref = seen(detail, asked);
        Preview preview = reviews.preview(ref, form.change(), asked.who());
        ChangeCheck.View view = new ChangeCheck(preview, asked.format())
                .view(form, asked.number("version").orElse(detail.item().version()));
        return Answer.shown("draftEdit", view.title(), view);
    }

    private static ChangeForm form(Detail detail, Asked asked) {
        return new ChangeForm(asked, detail.draft().lines(), detail.item().currency());
    }

    Answer edit(Asked asked) {
        return decide(
                asked,
                (detail, ref) -> reviews.change(ref, form(detail, asked).change(), asked.who()),
                item -> "changed; its review starts again.");
    }

    /** Takes the last change back. */
    Answer undo(Asked asked) {
        return decide(
                asked,
                (detail, ref) -> reviews.undo(ref, asked.field("note").orElse(null), asked.who()),
                item -> "as it was before the last change; its review starts again.");
    }

    private Answer decide(Asked asked, Function<Ref, Item> decision, Function<Item, String> words) {
        return decide(asked, (detail, ref) -> decision.apply(ref), words);
    }

    private Answer decide(Asked asked, BiFunction<Detail, Ref, Item> decision, Function<Item, String> words) {
        Detail detail = page.found(asked).orElseThrow(() -> new DecisionException(GONE));
        Item item = decision.apply(detail, seen(detail, asked));
        asked.session()
                .tell(new Session.Notice(
                        true,
                        item.client() + ", " + item.period() + " (" + PublicIds.draft(item.id()) + "): "
                                + words.apply(item)));
        boolean stays = item.state().isOpen() && asked.path().matches(".*/(edit|undo)");
        return new Answer.Elsewhere(stays ? "/review/" + PublicIds.draft(item.id()) : ReviewListPage.LIST);
    }

    /** The state of the draft that was looked at; another one is not decided on. */
    private static Ref seen(Detail detail, Asked asked) {
        int version = asked.number("version")
                .orElseThrow(
                        () -> new DecisionException("Which state of the draft is meant was not said: load it anew."));
        Item item = detail.item();
        if (item.version() != version) {
            throw new DecisionException("The draft changed since you looked"
                    + (item.decidedBy() == null ? "" : ", last by " + item.decidedBy())
                    + ". Look at what happened before you decide.");
        }
        return new Ref(item.id(), version);
    }

    private static String reason(Asked asked) {
        return asked.field("reason")
                .orElseThrow(() -> new DecisionException("Say why: the reason is kept in the audit."));
    }
}
