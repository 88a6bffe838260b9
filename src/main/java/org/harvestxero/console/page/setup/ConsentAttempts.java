package org.harvestxero.console.page.setup;

import java.net.URI;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.api.Consent;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.Status;
import org.harvestxero.api.Trouble;
import org.harvestxero.console.page.Desk;
import org.harvestxero.console.session.Session;

/** Consents that are being given, at most one of each side. Safe for several threads. */
public final class ConsentAttempts implements AutoCloseable {
    private static final int MOST = 10;
    private static final Set<Trouble.Reason> ENDED_BY_CONSENT =
            EnumSet.of(Trouble.Reason.CONSENT, Trouble.Reason.MISMATCH);

    private final Desk desk;
    private final URI address;
    private final Map<Long, ConsentAttempt> attempts = new LinkedHashMap<>();
    private final Map<String, Thread> underWay = new LinkedHashMap<>();
    private long last;

    /** @param address below which consent pages return */
    public ConsentAttempts(Desk desk, URI address) {
        this.desk = desk;
        this.address = address;
    }

    URI address() {
        return address;
    }

    /** Begins one; whoever was giving consent for that side before gives it in vain. */
    synchronized long begin(Consent consent, String who, Session session) {
        Optional.ofNullable(underWay.remove(consent.side())).ifPresent(Thread::interrupt);
        if (attempts.size() >= MOST) {
            attempts.remove(attempts.keySet().iterator().next());
        }
        ConsentAttempt attempt = new ConsentAttempt(
                ++last,
                consent,
                session,
                URI.create(address + "/" + consent.side().toLowerCase(Locale.ROOT)));
        attempts.put(last, attempt);
        Thread thread = new Thread(() -> attempt.run(name -> connected(consent, name, who)), "console-consent");
        thread.setDaemon(true);
        underWay.put(consent.side(), thread);
        thread.start();
        return last;
    }

    /** Goes on with what stood still for want of consent. */
    private void connected(Consent consent, String name, String who) {
        desk.setup().desk().note(who, "connected", consent.side() + ": " + name);
        CopyService copyService = desk.work().copyService();
        Status status = copyService.status();
        if (!status.paused()
                && status.troubles().stream().anyMatch(trouble -> ENDED_BY_CONSENT.contains(trouble.reason()))) {
            copyService.resume(who);
        }
    }

    synchronized Optional<ConsentAttempt> find(long id, Session session) {
        return Optional.ofNullable(attempts.get(id)).filter(attempt -> attempt.isOf(session));
    }

    /** A browser came back from a consent page. Gives where to lead it; empty where nobody is awaited by that state. */
    public synchronized Optional<URI> arrived(String state, Consent.Answer answer) {
        return attempts.values().stream()
                .filter(attempt -> attempt.isMeantBy(state))
                .filter(attempt -> attempt.reading().stage() == ConsentAttempt.Stage.AWAY)
                .findFirst()
                .map(attempt -> attempt.arrived(answer));
    }

    @Override
    public synchronized void close() {
        underWay.values().forEach(Thread::interrupt);
    }
}
