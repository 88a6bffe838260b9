package org.harvestxero.console;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Frame;
import org.harvestxero.console.page.PageTable;

/** Writes what a page answered. */
final class Written {
    private static final int NO_CONTENT = 204;

    private final Replies replies;
    private final Replies files;
    private final Consumer<RoutingContext> lasts;

    /**
     * @param files on threads of its own, so that a file that is taken slowly keeps nobody's page waiting
     * @param lasts told of answers that may take any time
     */
    Written(Replies replies, Replies files, Consumer<RoutingContext> lasts) {
        this.replies = replies;
        this.files = files;
        this.lasts = lasts;
    }

    /** @param frame of what was asked, around what is shown */
    void write(
            RoutingContext request,
            PageTable.Entry entry,
            Asked asked,
            Answer answer,
            BiFunction<Asked, Answer.Shown, Frame> frame) {
        if (answer instanceof Answer.Elsewhere elsewhere) {
            replies.elsewhere(request, Console.PATH + elsewhere.path());
        } else if (answer instanceof Answer.Download download) {
            lasts.accept(request);
            Downloads.send(request, download, files);
        } else if (answer instanceof Answer.Shown shown && entry.live() && shown.status() == Answer.OK) {
            part(request, asked, shown);
        } else if (answer instanceof Answer.Shown shown) {
            replies.framed(request, shown, frame.apply(asked, shown));
        }
    }

    /** Nothing where what is shown is what was fetched last. */
    private void part(RoutingContext request, Asked asked, Answer.Shown shown) {
        Buffer html = replies.part(shown);
        String mark = LivePart.mark(html);
        if (asked.value("seen").filter(mark::equals).isPresent()) {
            request.response().setStatusCode(NO_CONTENT).end();
        } else {
            replies.html(request, Answer.OK, LivePart.around(html, Console.PATH + asked.path(), mark));
        }
    }
}
