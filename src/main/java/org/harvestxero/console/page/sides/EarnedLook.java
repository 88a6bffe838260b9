package org.harvestxero.console.page.sides;

import org.harvestxero.api.Profit;
import org.harvestxero.api.Trouble;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.console.session.Session;
import org.harvestxero.profit.View;

/** Months being read from both sides, because somebody asked. */
final class EarnedLook {
    private final Profit profit;
    private final Look<Profit.Answer> look;

    EarnedLook(Desk desk, Looks looks) {
        this.profit = desk.sides().books().profit();
        this.look = looks.look("profit");
    }

    void begin(Asked asked, Profit.Span span) {
        String who = asked.who();
        look.begin(
                who,
                "",
                () -> profit.report(new Profit.Request(span, View.MONTH, null, Profit.Reading.CHANGED, false), who));
        asked.session().tell(new Session.Notice(true, "Both sides are being read: a first year takes some minutes."));
    }

    MarksPage.State state(ReaderFormat format) {
        return MarksPage.State.of(
                look,
                "Shown is what was read before; nobody had it read since the program was started.",
                last -> "Both sides are being read",
                (last, found) -> found.troubles().isEmpty()
                        ? MarksPage.State.good("Read " + format.ago(last.ended()) + " for " + last.who() + ".")
                        : new MarksPage.State(words(found), false, false));
    }

    private static String words(Profit.Answer found) {
        Trouble trouble = found.troubles().get(0);
        return "Not all could be read: " + trouble.message() + " " + trouble.remedy();
    }
}
