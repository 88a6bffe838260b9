package org.harvestxero.console;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.harvestxero.api.Consent;
import org.harvestxero.config.Settings;
import org.harvestxero.console.page.Answer;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.page.PageTable;
import org.harvestxero.console.page.Tasks;
import org.harvestxero.console.page.assistants.ProposalPages;
import org.harvestxero.console.page.deals.BillingArea;
import org.harvestxero.console.page.deals.Trials;
import org.harvestxero.console.page.setup.SetupArea;
import org.harvestxero.console.page.sides.SidesPages;
import org.harvestxero.console.session.OnceLinks;
import org.harvestxero.console.session.Sessions;
import org.harvestxero.console.user.Users;
import org.harvestxero.console.user.UsersFile;
import org.jspecify.annotations.Nullable;

/** What people work with in a browser. Off unless {@code console.enabled} says otherwise. */
public final class Console implements AutoCloseable {
    /** Below which all of it lies. */
    public static final String PATH = "/console";

    private static final long BODY_BYTES = 256 * 1024;
    private static final int THREADS = 6;
    private static final int SIGN_IN_THREADS = 2;
    private static final int FILE_THREADS = 2;
    private static final Duration LONGEST_WORK = Duration.ofMinutes(1);
    private static final int FORBIDDEN = 403;
    private static final int FOUND = 302;

    private final Desk desk;
    private final AllowedHosts hosts;
    private final Users users;
    private final OnceLinks links;
    private final Sessions sessions;
    private final LongSupplier nanos;
    private final String base;
    private final Tasks tasks = new Tasks();
    private final Trials trials;
    private @Nullable SidesPages sides;
    private @Nullable PageTable table;
    private final SetupArea setupArea;
    private @Nullable WorkerExecutor threads;
    private @Nullable WorkerExecutor signInThreads;
    private @Nullable WorkerExecutor fileThreads;

    /**
     * @param nanos a monotonic clock
     * @param base where people of this machine reach the server, such as {@code http://127.0.0.1:8088}
     * @param signedIn who is signed in since before; empty for nobody
     */
    public Console(Desk desk, LongSupplier nanos, String base, Optional<Sessions> signedIn) {
        Settings settings = desk.site().settings();
        this.desk = desk;
        this.nanos = nanos;
        this.hosts = AllowedHosts.of(settings);
        this.base = settings.optional("console.address").orElseGet(() -> hosts.named(base));
        this.users = new Users(new UsersFile(settings.path("users.file")));
        this.trials = new Trials(desk.site().clock());
        this.links = new OnceLinks(nanos);
        this.sessions = signedIn.orElseGet(() -> new Sessions(
                Duration.ofMinutes(settings.number("console.idle-minutes")),
                Duration.ofHours(settings.number("console.session-hours")),
                nanos));
        this.setupArea = new SetupArea(desk, consentAddress());
    }

    /** Below which consent pages return. Xero takes the name of this machine, and not its address. */
    private URI consentAddress() {
        return URI.create(
                base.replaceFirst("//(127(\\.\\d{1,3}){3}|\\[::1])(?=[:/]|$)", "//localhost") + PATH + "/consent");
    }

    /** Who is signed in, for another one that takes this one's place. */
    public Sessions sessions() {
        return sessions;
    }

    /** Where people find it. */
    public String address() {
        return base + PATH;
    }

    /** Whether settings ask for it. */
    public static boolean isOn(Settings settings) {
        return settings.flag("console.enabled");
    }

    /**
     * Hangs it on the router of the server.
     *
     * @param lasts told of answers that may take any time, because something else bounds them
     */
    public void install(Vertx vertx, Router root, Consumer<RoutingContext> lasts) {
        WorkerExecutor made =
                vertx.createSharedWorkerExecutor("console", THREADS, LONGEST_WORK.toMillis(), TimeUnit.MILLISECONDS);
        threads = made;
        WorkerExecutor forSignIn = vertx.createSharedWorkerExecutor(
                "console-sign-in", SIGN_IN_THREADS, LONGEST_WORK.toMillis(), TimeUnit.MILLISECONDS);
        signInThreads = forSignIn;
        WorkerExecutor forFiles = vertx.createSharedWorkerExecutor(
                "console-files", FILE_THREADS, LONGEST_WORK.toMillis(), TimeUnit.MILLISECONDS);
        fileThreads = forFiles;
        Renderer renderer = new Renderer();
        SessionCookie cookie = new SessionCookie(sessions, hosts);
        Replies replies = new Replies(renderer, made);
        PageTable pages = new PageTable(desk, tasks);
        table = pages;
        BillingArea.addTo(pages, desk, trials);
        sides = SidesPages.addTo(pages, desk);
        ProposalPages.addTo(pages, desk);
        setupArea.addTo(pages, users, links, sessions);
        SignIn signIn = new SignIn(
                users,
                links,
                cookie,
                new Replies(renderer, forSignIn),
                new SenderAddress(
                        desk.site().settings().optional("console.address").isPresent()),
                nanos);
        PageDoor door = new PageDoor(
                desk,
                users,
                cookie,
                replies,
                pages,
                new Written(replies, new Replies(renderer, forFiles), lasts),
                signIn);

        Router own = Router.router(vertx);
        own.route().handler(this::knownHost);
        own.route().handler(new SecurityHeaders(hosts.isSecure())::add);
        own.get("/assets/:file").handler(new Assets()::give);
        own.route("/assets/*").handler(request -> request.fail(Replies.NOT_FOUND));
        own.post().handler(this::ownForm);
        own.post().handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES));
        own.get("/consent/:side").handler(request -> consented(request, replies));
        signIn.install(own);
        door.install(own);
        own.route().handler(request -> request.fail(Replies.NOT_FOUND));
        own.route().failureHandler(replies::failed);
        root.get("/").handler(request -> lead(request, PATH + "/today"));
        root.get(PATH).handler(request -> lead(request, PATH + "/today")); // before "/*", which takes it, too
        root.route(PATH + "/*").subRouter(own);
    }

    /** A browser comes back from a consent page, without our cookie; the code stays here, and out of any further address. */
    private void consented(RoutingContext request, Replies replies) {
        String state = request.request().getParam("state");
        Consent.Answer answer = new Consent.Answer(
                request.request().getParam("code"), request.request().getParam("error"));
        Optional<URI> there =
                state == null ? Optional.empty() : setupArea.attempts().arrived(state, answer);
        if (there.isPresent()) {
            replies.elsewhere(request, there.get().toString());
        } else {
            replies.plain(
                    request,
                    Replies.GONE,
                    new Answer.Message(
                            "Nobody waits for this answer",
                            "It belongs to another attempt, or came too late. Nothing was connected.",
                            "Begin once more under Set-up."));
        }
    }

    private static void lead(RoutingContext request, String to) {
        request.response().setStatusCode(FOUND).putHeader("Location", to).end();
    }

    private void knownHost(RoutingContext request) {
        if (hosts.isKnown(request.request().getHeader("Host"))) {
            request.next();
        } else {
            request.response()
                    .setStatusCode(FORBIDDEN)
                    .putHeader("Content-Type", "text/plain; charset=utf-8")
                    .end(
                            "The console is not asked for under this name. Put the address people use into console.address.\n");
        }
    }

    private void ownForm(RoutingContext request) {
        if (hosts.isOwn(
                request.request().getHeader("Host"),
                request.request().getHeader("Origin"),
                request.request().getHeader("Sec-Fetch-Site"))) {
            request.next();
        } else {
            request.response()
                    .setStatusCode(FORBIDDEN)
                    .putHeader("Content-Type", "text/plain; charset=utf-8")
                    .end("Refused: the form comes from somewhere else than the console.\n");
        }
    }

    /** A link that lets whoever opens it make the first user, once; empty when there are users. */
    public Optional<String> firstLink() {
        return users.none() ? Optional.of(link(links.make(null))) : Optional.empty();
    }

    /** All its pages and actions; none before it is installed. */
    List<PageTable.Entry> entries() {
        return Optional.ofNullable(table).map(PageTable::entries).orElse(List.of());
    }

    /** Where users are written. */
    public UsersFile users() {
        return users.file();
    }

    /** Links that sign in as these users, each once. */
    public List<String> linksAs(List<String> names) {
        return names.stream().map(name -> link(links.make(name))).toList();
    }

    private String link(String key) {
        return base + PATH + "/enter?key=" + key;
    }

    @Override
    public void close() {
        tasks.close();
        trials.close();
        Optional.ofNullable(sides).ifPresent(SidesPages::close);
        setupArea.close();
        Stream.of(Optional.ofNullable(threads), Optional.ofNullable(signInThreads), Optional.ofNullable(fileThreads))
                .flatMap(Optional::stream)
                .forEach(WorkerExecutor::close);
    }
}
