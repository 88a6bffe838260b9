package org.harvestxero.console.page.setup;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.harvestxero.api.Consent;
import org.harvestxero.api.SideException;
import org.harvestxero.config.SettingsException;
import org.harvestxero.console.session.Session;
import org.harvestxero.console.session.Tokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One person's way through a consent page. The code that comes back counts only once the same browser shows that it is the one that is
 * signed in here, so that nobody can have somebody else's books connected. Safe for several threads.
 */
final class ConsentAttempt implements Consent.Dialogue, Consent.WayBack {
    private static final Logger LOG = LoggerFactory.getLogger(ConsentAttempt.class);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final long id;
    private final Consent consent;
    private final Session session;
    private final URI redirect;
    private final String state = Tokens.next();
    private final String ticket = Tokens.next();
    private final CompletableFuture<Consent.Answer> answer = new CompletableFuture<>();
    private final CompletableFuture<Integer> choice = new CompletableFuture<>();
    private volatile Consent.Answer held = new Consent.Answer(null, null);
    private volatile Reading reading;

    ConsentAttempt(long id, Consent consent, Session session, URI redirect) {
        this.id = id;
        this.consent = consent;
        this.session = session;
        this.redirect = redirect;
        this.reading = new Reading(id, consent.side(), Stage.BEGINS, "", List.of());
    }

    /** How far it has come. */
    enum Stage {
        BEGINS,
        /** The person is at the consent page, or has not gone there yet. */
        AWAY,
        /** Back; the side is asked. */
        BACK,
        /** Several may be meant. */
        CHOICE,
        DONE,
        ENDED
    }

    /**
     * How an attempt stands.
     *
     * @param words address of the consent page while the person is away; the name of what is connected; why it ended
     * @param names to choose from
     */
    record Reading(long id, String side, Stage stage, String words, List<String> names) {
        Reading {
            names = List.copyOf(names);
        }

        boolean isOver() {
            return stage == Stage.DONE || stage == Stage.ENDED;
        }
    }

    /** Goes the whole way; for a thread of its own. @param connected told of what is connected then */
    void run(Consumer<String> connected) {
        try {
            String name = consent.connect(this, LONGEST);
            connected.accept(name);
            become(Stage.DONE, name, List.of());
        } catch (SideException | SettingsException e) {
            become(Stage.ENDED, String.valueOf(e.getMessage()), List.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            become(Stage.ENDED, "Another attempt was begun, or the program stopped.", List.of());
        } catch (RuntimeException e) {
            LOG.error("A consent could not be received", e);
            become(Stage.ENDED, "The program has a fault here; what it was doing stands in its log.", List.of());
        }
    }

    Reading reading() {
        return reading;
    }

    boolean isOf(Session other) {
        return session.id().equals(other.id());
    }

    boolean isMeantBy(String givenState) {
        return Tokens.same(state, givenState);
    }

    /** The browser came back. Gives where to lead it: to the address the person works under. */
    URI arrived(Consent.Answer given) {
        held = given;
        return URI.create(session.origin() + "/console/setup/consent/" + id + "?ticket=" + ticket);
    }

    /** The browser that came back is the one that is signed in. */
    void confirm(String givenTicket) {
        Consent.Answer given = held;
        if (Tokens.same(ticket, givenTicket) && (given.code() != null || given.error() != null)) {
            become(Stage.BACK, "", List.of());
            answer.complete(given);
        }
    }

    void chosen(int index) {
        if (index >= 0 && index < reading.names().size()) {
            become(Stage.BACK, "", reading.names());
            choice.complete(index);
        }
    }

    private void become(Stage stage, String words, List<String> names) {
        reading = new Reading(id, consent.side(), stage, words, names);
    }

    @Override
    public void open(URI page) {
        become(Stage.AWAY, page.toString(), List.of());
    }

    @Override
    public int choose(List<String> names) throws InterruptedException {
        become(Stage.CHOICE, "", names);
        try {
            return choice.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new SideException("Nobody chose within " + LONGEST.toMinutes() + " minutes; nothing was changed", e);
        }
    }

    @Override
    public Optional<Consent.WayBack> wayBack() {
        return Optional.of(this);
    }

    @Override
    public URI redirect() {
        return redirect;
    }

    @Override
    public String state() {
        return state;
    }

    @Override
    public Consent.Answer await(Duration longest) throws InterruptedException, TimeoutException {
        try {
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
