package org.harvestxero.console;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.session.OnceLinks;
import org.harvestxero.console.session.Session;
import org.harvestxero.console.session.Throttle;
import org.harvestxero.console.session.Tokens;
import org.harvestxero.console.session.Typed;
import org.harvestxero.console.user.Passwords;
import org.harvestxero.console.user.Role;
import org.harvestxero.console.user.User;
import org.harvestxero.console.user.Users;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets people in by name and password, or by a link once, and out again. */
final class SignIn {
    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
    private static final String HOME = Console.PATH + "/today";
    private static final int MOST_WAITING = 40;
    private static final int OK = 200;
    private static final int UNAUTHORISED = 401;
    private static final int GONE = 410;
    private static final int TOO_MANY = 429;
    private static final int UNFIT = 422;

    private final Users users;
    private final OnceLinks links;
    private final SessionCookie cookie;
    private final Replies replies;
    private final Throttle throttle;
    private final Passwords passwords = new Passwords();
    private final SenderAddress sender;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    /** @param replies on threads of its own, so that many tries keep nobody's page waiting */
    SignIn(
            Users users,
            OnceLinks links,
            SessionCookie cookie,
            Replies replies,
            SenderAddress sender,
            LongSupplier nanos) {
        this.users = users;
        this.links = links;
        this.cookie = cookie;
        this.replies = replies;
        this.sender = sender;
        this.throttle = new Throttle(nanos);
    }

    void install(Router router) {
        router.get("/login")
                .handler(request ->
                        ask(request, OK, LoginView.to(request.request().getParam("next"))));
        router.post("/login").handler(this::take);
        router.post("/logout").handler(this::leave);
        router.get("/enter").handler(this::showLink);
        router.post("/enter").handler(this::useLink);
    }

    /** Asks for name and password. */
    void ask(RoutingContext request, int status, LoginView view) {
        replies.bare(request, status, "login", view);
    }

    private void take(RoutingContext request) {
        MultiMap form = request.request().formAttributes();
        String name = text(form, "name");
        String password = text(form, "password");
        LoginView view = LoginView.of(form);
        String address = sender.of(request.request());
        if (!waiting.tryAcquire()) {
            Replies.Failure told = Replies.failure(new Passwords.BusyException());
            replies.plain(request, told.status(), told.message());
            return;
        }
        Duration wait = throttle.begin(User.key(name), address);
        if (!wait.isZero()) {
            waiting.release();
            long seconds = wait.plusMillis(999).toSeconds();
            request.response().putHeader("Retry-After", Long.toString(seconds));
            ask(request, TOO_MANY, view.saying("Too many tries. Try again in " + seconds + " seconds."));
            return;
        }
        replies.later(
                request,
                () -> {
                    try {
                        Optional<User> user = users.find(name);
                        return passwords.isOf(user, password) ? user : Optional.<User>empty();
                    } finally {
                        waiting.release();
                    }
                },
                (user, failure) -> {
                    if (user == null) {
                        Replies.Failure told = Replies.failure(failure == null ? new IllegalStateException() : failure);
                        replies.plain(request, told.status(), told.message());
                    } else if (user.isEmpty()) {
                        LOG.info("A sign-in to the console was refused, from {}", address);
                        ask(request, UNAUTHORISED, view.saying("Name and password don't belong together."));
                    } else {
                        throttle.passed(User.key(name), address);
                        enter(request, user.get(), view);
                    }
                });
    }

    private void enter(RoutingContext request, User user, LoginView view) {
        Session session = cookie.begin(request, user);
        session.keep(new Typed(view.page(), view.action(), view.kept()));
        if (!view.kept().isEmpty()) {
            session.tell(new Session.Notice(
                    false, "Your session had ended, so nothing was done yet. What you typed is in the form again."));
        }
        LOG.info("{} ({}) signed in to the console", user.name(), user.roleWords());
        replies.elsewhere(request, Console.PATH + (view.kept().isEmpty() ? view.next() : view.page()));
    }

    private void leave(RoutingContext request) {
        cookie.session(request, false)
                .filter(session -> Tokens.same(
                        session.csrf(), request.request().formAttributes().get("_csrf")))
                .ifPresent(session -> cookie.end(request, session));
        replies.elsewhere(request, Console.PATH + "/login");
    }

    /** Opening a link does nothing yet: mail programs and chats look at links before people do. */
    private void showLink(RoutingContext request) {
        String key = request.request().getParam("key");
        links.look(key)
                .ifPresentOrElse(
                        entry -> replies.bare(request, OK, "enter", EnterView.of(String.valueOf(key), entry)),
                        () -> gone(request));
    }

    private void useLink(RoutingContext request) {
        MultiMap form = request.request().formAttributes();
        String key = text(form, "key");
        Optional<OnceLinks.Entry> entry = links.look(key);
        if (entry.isEmpty()) {
            gone(request);
        } else if (entry.get().user() == null) {
            choose(request, key, entry.get(), User.normal(text(form, "name")));
        } else if (entry.get().invites()) {
            choose(request, key, entry.get(), String.valueOf(entry.get().user()));
        } else {
            replies.later(
                    request,
                    () -> links.use(key).flatMap(used -> users.find(String.valueOf(used.user()))),
                    (user, failure) -> {
                        if (user != null && user.isPresent()) {
                            User known = user.get();
                            LOG.info("{} ({}) signed in to the console by a link", known.name(), known.roleWords());
                            cookie.begin(request, known);
                            replies.elsewhere(request, HOME);
                        } else {
                            gone(request);
                        }
                    });
        }
    }

    /** Somebody chooses a password: the first user, or one whom an admin lets in. */
    private void choose(RoutingContext request, String key, OnceLinks.Entry entry, String name) {
        MultiMap form = request.request().formAttributes();
        String password = text(form, "password");
        Optional<String> complaint = User.complaint(name)
                .or(() -> Passwords.complaint(password, name))
                .or(() -> password.equals(text(form, "again"))
                        ? Optional.empty()
                        : Optional.of("The two passwords are not the same."));
        if (complaint.isPresent()) {
            replies.bare(
                    request,
                    UNFIT,
                    "enter",
                    EnterView.of(key, entry).saying(complaint.get()).named(name));
            return;
        }
        replies.later(request, () -> made(key, entry, name, passwords.hash(password)), (made, failure) -> {
            if (made == null) {
                Replies.Failure told = Replies.failure(failure == null ? new IllegalStateException() : failure);
                replies.plain(request, told.status(), told.message());
            } else if (made.isPresent()) {
                LOG.info(
                        "{} ({}) chose a password for the console",
                        name,
                        made.get().roleWords());
                cookie.begin(request, made.get());
                replies.elsewhere(request, HOME);
            } else {
                gone(request);
            }
        });
    }

    /** Empty where the link no longer holds. */
    private Optional<User> made(String key, OnceLinks.Entry entry, String name, String hash) {
        boolean first = entry.user() == null;
        boolean fits = first ? users.none() : users.find(name).isPresent() != entry.isNew();
        if (!fits || links.use(key).isEmpty()) {
            return Optional.empty();
        }
        String roles = first ? Role.ADMIN.word() : entry.roles();
        User user = User.of(name, List.of(roles.split(",")), hash);
        users.file().put(user);
        if (first) {
            links.closeFirst();
        }
        return Optional.of(user);
    }

    private void gone(RoutingContext request) {
        replies.plain(
                request,
                GONE,
                new Answer.Message(
                        "This link was used, or is too old",
                        "A link lets in once, within a day, as long as the process runs that printed it.",
                        "Sign in by name and password; an admin makes another link under Users."));
    }

    private static String text(MultiMap form, String name) {
        String value = form.get(name);
        return value == null ? "" : value;
    }
}
