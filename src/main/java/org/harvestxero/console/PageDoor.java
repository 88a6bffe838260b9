package org.harvestxero.console;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.harvestxero.api.DecisionException;
import org.harvestxero.config.SettingsException;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Asked;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.Frame;
import org.harvestxero.console.page.PageTable;
import org.harvestxero.console.page.ReaderFormat;
import org.harvestxero.console.session.Session;
import org.harvestxero.console.session.Tokens;
import org.harvestxero.console.session.Typed;
import org.harvestxero.console.user.User;
import org.harvestxero.console.user.Users;
import org.jspecify.annotations.Nullable;

/** Lets those who are signed in to the pages they may see: who they are first, then whether the form is theirs, then what they may. */
final class PageDoor {
    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;
    private static final String POST = "POST";

    private final Desk desk;
    private final Users users;
    private final SessionCookie cookie;
    private final Replies replies;
    private final PageTable pages;
    private final Written written;
    private final SignIn signIn;

    PageDoor(
            Desk desk,
            Users users,
            SessionCookie cookie,
            Replies replies,
            PageTable pages,
            Written written,
            SignIn signIn) {
        this.desk = desk;
        this.users = users;
        this.cookie = cookie;
        this.replies = replies;
        this.pages = pages;
        this.written = written;
        this.signIn = signIn;
    }

    void install(Router router) {
        router.get("/").handler(request -> replies.elsewhere(request, Console.PATH + "/today"));
        for (PageTable.Entry entry : pages.entries()) {
            Route route = entry.method().equals(POST) ? router.post(entry.path()) : router.get(entry.path());
            route.handler(request -> open(request, entry));
        }
    }

    private void open(RoutingContext request, PageTable.Entry entry) {
        Optional<Session> session = cookie.session(request, !entry.live());
        replies.later(
                request,
                () -> session.flatMap(open -> users.find(open.user()).filter(user -> open.isBy(user.hash()))),
                (user, failure) -> {
                    if (user == null) {
                        replies.plain(
                                request,
                                Replies.UNAVAILABLE,
                                Replies.failure(unknown(failure)).message());
                    } else if (session.isEmpty() || user.isEmpty()) {
                        askForLogin(request, entry);
                    } else {
                        serve(request, entry, asked(request, user.get(), session.get()));
                    }
                });
    }

    private static Throwable unknown(@Nullable Throwable failure) {
        return failure == null ? new IllegalStateException("nothing was answered") : failure;
    }

    private void askForLogin(RoutingContext request, PageTable.Entry entry) {
        String query = request.request().query();
        String here = within(request) + (query == null ? "" : "?" + query);
        if (entry.live()) {
            String shows = request.request().getHeader("HX-Current-URL");
            request.response()
                    .setStatusCode(UNAUTHORISED)
                    .putHeader(
                            "HX-Redirect",
                            shows == null
                                    ? Console.PATH + "/login"
                                    : login(LoginView.page(MultiMap.caseInsensitiveMultiMap(), shows)))
                    .end();
        } else if (entry.method().equals(POST)) {
            signIn.ask(
                    request,
                    UNAUTHORISED,
                    LoginView.keeping(
                            page(request), within(request), request.request().formAttributes()));
        } else if ("cross-site".equals(request.request().getHeader("Sec-Fetch-Site"))) {
            // The cookie does not come along from elsewhere: the page asks for itself once more.
            replies.bare(request, Answer.OK, "again", new AgainView(Console.PATH + here));
        } else {
            replies.elsewhere(request, login(here));
        }
    }

    private static String login(String next) {
        return Console.PATH + "/login?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    private static String page(RoutingContext request) {
        return LoginView.page(
                request.request().formAttributes(), request.request().getHeader("Referer"));
    }

    private Asked asked(RoutingContext request, User user, Session session) {
        Map<String, List<String>> values = new HashMap<>(lists(request.queryParams()));
        request.pathParams().forEach((name, value) -> values.put(name, List.of(value)));
        Locale locale = ReaderFormat.locale(request.request().getHeader("Accept-Language"));
        return new Asked(
                within(request),
                values,
                lists(request.request().formAttributes()),
                user,
                session,
                new ReaderFormat(locale, desk.site().zone(), desk.site().clock()));
    }

    private static Map<String, List<String>> lists(MultiMap map) {
        Map<String, List<String>> lists = new HashMap<>();
        map.names().forEach(name -> lists.put(name, map.getAll(name)));
        return lists;
    }

    private void serve(RoutingContext request, PageTable.Entry entry, Asked asked) {
        boolean changes = entry.method().equals(POST);
        if (changes && !Tokens.same(asked.session().csrf(), asked.field("_csrf").orElse(null))) {
            refuse(
                    request,
                    asked,
                    new Answer.Message(
                            "Nothing was done",
                            "The form was not made for this session.",
                            "Go back, load the page anew and try again."));
        } else if (!asked.may(entry.right())) {
            refuse(
                    request,
                    asked,
                    new Answer.Message(
                            "Not for you",
                            "You are signed in as " + asked.who() + " ("
                                    + asked.user().roleWords() + "), who may not do this.",
                            "Ask an admin, who can change roles under Users."));
        } else {
            replies.later(request, () -> answer(entry, asked), (answer, failure) -> {
                if (answer == null) {
                    failed(request, asked, changes, unknown(failure));
                } else if (changes && answer instanceof Answer.Shown shown && shown.status() == Replies.UNAVAILABLE) {
                    keepingTyped(request, asked, shown);
                } else {
                    written.write(request, entry, asked, answer, this::frame);
                }
            });
        }
    }

    private Answer answer(PageTable.Entry entry, Asked asked) {
        return desk.watch().databaseAnswers().getAsBoolean() ? entry.page().answer(asked) : databaseAway();
    }

    private static Answer databaseAway() {
        Answer.Message message = new Answer.Message(
                "The database does not answer",
                "Nothing can be shown or decided until it does. Copying goes on by itself then.",
                "See to the database, then load this page anew.");
        return new Answer.Shown("message", message.title(), message, Replies.UNAVAILABLE);
    }

    /** What can't be carried out now can be sent again from the page it was typed on. */
    private void keepingTyped(RoutingContext request, Asked asked, Answer.Shown shown) {
        String page = keep(request, asked);
        Answer.Shown told = shown.view() instanceof Answer.Message message
                ? new Answer.Shown(shown.template(), shown.title(), message.backTo(page), shown.status())
                : shown;
        replies.framed(request, told, frame(asked, told));
    }

    /** Keeps what was typed for the page that shows the form. @return that page */
    private String keep(RoutingContext request, Asked asked) {
        String page = page(request);
        asked.session()
                .keep(new Typed(
                        page, within(request), LoginView.typed(request.request().formAttributes())));
        return page;
    }

    private void refuse(RoutingContext request, Asked asked, Answer.Message message) {
        Answer.Shown shown = new Answer.Shown("message", message.title(), message, FORBIDDEN);
        replies.framed(request, shown, frame(asked, shown));
    }

    /** What was decided in vain is told on the page it was asked on, with what was typed. */
    private void failed(RoutingContext request, Asked asked, boolean changes, Throwable failure) {
        if (changes && (failure instanceof DecisionException || failure instanceof SettingsException)) {
            String page = keep(request, asked);
            asked.session().tell(new Session.Notice(false, String.valueOf(failure.getMessage())));
            replies.elsewhere(request, Console.PATH + page);
            return;
        }
        Replies.Failure told = failure instanceof DecisionException
                ? new Replies.Failure(
                        Answer.CONFLICT, new Answer.Message("Not possible", String.valueOf(failure.getMessage()), ""))
                : Replies.failure(failure);
        Answer.Message message = told.message();
        Answer.Shown shown = new Answer.Shown("message", message.title(), message, told.status());
        if (changes) {
            keepingTyped(request, asked, shown);
        } else {
            replies.framed(request, shown, frame(asked, shown));
        }
    }

    /** A page that only tells something has no form for what was typed, and leaves it to the next one. */
    private Frame frame(Asked asked, Answer.Shown shown) {
        return new Frame(
                shown.title(),
                desk.site().connection(),
                new Frame.Person(
                        asked.who(),
                        asked.user().roleWords(),
                        asked.session().csrf(),
                        asked.format().zone()),
                pages.places(asked.path(), asked.user()),
                asked.session().takeNotice(),
                shown.view() instanceof Answer.Message
                        ? Typed.NOTHING
                        : asked.session().typedOn(asked.path()));
    }

    private static String within(RoutingContext request) {
        return request.normalizedPath().substring(Console.PATH.length());
    }
}
