package org.harvestxero.console.page.sides;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.DecisionException;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.MendDesk.Choosing;
import org.harvestxero.api.PaymentDesk;
import org.harvestxero.api.PaymentDesk.Back;
import org.harvestxero.api.PaymentDesk.Invoice;
import org.harvestxero.api.PaymentDesk.Money;
import org.harvestxero.api.PaymentDesk.Place;
import org.harvestxero.api.PaymentDesk.Question;
import org.harvestxero.api.PaymentDesk.Side;
import org.harvestxero.api.PaymentDesk.Standing;
import org.harvestxero.api.PublicIds;
import org.harvestxero.api.RemedyText;
import org.harvestxero.console.page.AddressEnd;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.CodeWords;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.console.session.Session;
import org.harvestxero.console.user.Right;
import org.jspecify.annotations.Nullable;

/** Payments in both directions: what people are asked, with both sides shown, what is on its way, and what stands on one side. */
public final class PaymentsPage {
    static final String PATH = "/sides/payments";
    private static final int QUESTIONS = 20;
    private static final int FEW = 8;
    private static final int PAGE = 50;

    private final PaymentDesk payments;
    private final CopyService copyService;

    PaymentsPage(Desk desk) {
        this.payments = desk.sides().books().payments();
        this.copyService = desk.work().copyService();
    }

    /** @param questions by the side the payment stands on */
    public record View(List<Questions> questions, List<Listed> lists, boolean mend) {}

    /** @param more address of the next page; empty on the last */
    public record Questions(String name, List<Asking> rows, String more) {}

    /** @param number for forms @param title the cause */
    public record Asking(
            String id,
            long number,
            String title,
            String sentence,
            String remedy,
            String since,
            Bill invoice,
            List<Sum> harvest,
            List<Sum> xero) {}

    public record Bill(String number, String client, String total, String due) {}

    /** @param asked whether it is the one in question */
    public record Sum(String what, String date, String amount, String reference, boolean asked) {}

    /** @param more address of the next page, or of all of it; empty where all are shown */
    public record Listed(String name, List<Row> rows, String more) {}

    public record Row(
            String what, String invoice, String client, String date, String amount, String words, String when) {}

    private enum Group {
        WAITING(Standing.WAITING, "On their way from Xero to Harvest"),
        APART(Standing.APART, "In Xero alone, on invoices that Harvest doesn't have"),
        THERE(Standing.THERE, "Of Xero, and in Harvest too"),
        GIVEN(Standing.GIVEN_UP, "Left as they are by a person");

        private final Standing standing;
        private final String title;

        Group(Standing standing, String title) {
            this.standing = standing;
            this.title = title;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Answer show(Asked asked) {
        Optional<Group> wanted = asked.value("list").flatMap(PaymentsPage::group);
        List<Questions> questions = new ArrayList<>();
        List<Listed> lists = new ArrayList<>();
        if (wanted.isPresent()) {
            lists.add(listed(wanted.get(), place(asked), PAGE, asked.format()));
        } else {
            questions.add(questions(Side.XERO, "Entered in Xero, in question for Harvest", asked));
            questions.add(questions(Side.HARVEST, "Entered in Harvest, in question for Xero", asked));
            lists.add(toXero(asked.format()));
            for (Group group : Group.values()) {
                lists.add(listed(group, null, FEW, asked.format()));
            }
            lists.removeIf(list -> list.rows().isEmpty());
        }
        return Answer.shown("payments", "Payments", new View(questions, lists, asked.may(Right.MEND)));
    }

    private static Optional<Group> group(String word) {
        for (Group group : Group.values()) {
            if (group.word().equals(word)) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }

    private static @Nullable Place place(Asked asked) {
        return asked.value("at")
                .filter(text -> text.matches("\\d{1,16}"))
                .map(text -> new Place(
                        Instant.EPOCH.plus(Long.parseLong(text), ChronoUnit.MICROS),
                        asked.value("id").orElse("")))
                .orElse(null);
    }

    private Questions questions(Side side, String name, Asked asked) {
        String parameter = side == Side.XERO ? "xero" : "harvest";
        long after = asked.addressed(parameter).orElse(0L);
        List<Question> questions = payments.questions(side, after, QUESTIONS + 1);
        return new Questions(
                name,
                questions.stream()
                        .limit(QUESTIONS)
                        .map(question -> asking(question, asked.format()))
                        .toList(),
                questions.size() > QUESTIONS
                        ? PATH + "?" + parameter + "="
                                + questions.get(QUESTIONS - 1).failed()
                        : "");
    }

    private static Asking asking(Question question, ReaderFormat format) {
        Invoice invoice = question.both().invoice();
        return new Asking(
                PublicIds.failedCopy(question.failed()),
                question.failed(),
                CodeWords.named(question.cause()),
                question.sentence(),
                RemedyText.inConsole(Choosing.NOTHING, question.remedy(), "", "leave it as it is"),
                format.ago(question.since()),
                new Bill(
                        Words.orEmpty(invoice.number()),
                        Words.orEmpty(invoice.client()),
                        format.money(invoice.total(), invoice.currency()),
                        format.money(invoice.due(), invoice.currency())),
                sums(question.both().harvest(), format),
                sums(question.both().xero(), format));
    }

    private static List<Sum> sums(List<Money> money, ReaderFormat format) {
        return money.stream()
                .map(each -> new Sum(
                        each.what(),
                        format.date(each.date()),
                        format.money(each.amount(), each.currency()),
                        each.reference(),
                        each.asked()))
                .toList();
    }

    /** Payments of Harvest that wait; a few of them, as there is no end to them while a big copy runs. */
    private Listed toXero(ReaderFormat format) {
        List<Row> rows = copyService.waiting().stream()
                .limit(2_000)
                .filter(waiting -> waiting.kind() == DocumentKind.PAYMENT)
                .limit(FEW)
                .map(waiting -> row(waiting, format))
                .toList();
        return new Listed("On their way from Harvest to Xero", rows, "");
    }

    private static Row row(CycleReport.Waiting waiting, ReaderFormat format) {
        return new Row(
                "a payment",
                Words.orEmpty(waiting.number()),
                "",
                "",
                format.money(waiting.total(), waiting.currency()),
                waiting.reason(),
                "");
    }

    private Listed listed(Group group, @Nullable Place after, int most, ReaderFormat format) {
        List<Back> found = payments.back(group.standing, after, most + 1);
        List<Row> rows =
                found.stream().limit(most).map(back -> row(back, format)).toList();
        String more = found.size() <= most
                ? ""
                : PATH + "?list=" + group.word()
                        + (most == FEW ? "" : address(found.get(most - 1).place()));
        return new Listed(group.title, rows, more);
    }

    private static String address(Place place) {
        return "&at=" + ChronoUnit.MICROS.between(Instant.EPOCH, place.changed()) + "&id="
                + AddressEnd.encoded(place.id());
    }

    private static Row row(Back back, ReaderFormat format) {
        return new Row(
                back.money().what(),
                Words.orEmpty(back.invoice().number()),
                Words.orEmpty(back.invoice().client()),
                format.date(back.money().date()),
                format.money(back.money().amount(), back.money().currency()),
                back.words(),
                format.time(back.place().changed()));
    }

    Answer again(Asked asked) {
        int count = copyService.retry(ids(asked), asked.who());
        return told(asked, count, "The next cycle looks at it again.");
    }

    Answer leave(Asked asked) {
        String reason = asked.field("reason")
                .orElseThrow(() -> new DecisionException(
                        "Say why both sides are right as they are: the reason is kept in the audit."));
        int count = copyService.discard(ids(asked), reason, asked.who());
        return told(asked, count, "Left as it is on both sides; nobody is asked about it any more.");
    }

    private static Set<Long> ids(Asked asked) {
        return asked.id("copy")
                .map(Set::of)
                .orElseThrow(() -> new DecisionException("Which payment is meant was not said: load the page anew."));
    }

    private static Answer told(Asked asked, int count, String done) {
        asked.session()
                .tell(
                        count == 0
                                ? new Session.Notice(
                                        false,
                                        "Nothing was done: it is settled already. Somebody else may have seen to it.")
                                : new Session.Notice(true, done));
        return new Answer.Elsewhere(PATH);
    }
}
