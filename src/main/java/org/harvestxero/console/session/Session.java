package org.harvestxero.console.session;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Somebody who is signed in. Safe for several threads. */
public final class Session {
    private final String id = Tokens.next();
    private final String csrf = Tokens.next();
    private final String user;
    private final String proof;
    private final String origin;
    private final long began;
    private volatile long seen;
    private final AtomicReference<@Nullable Typed> typed = new AtomicReference<>();
    private final AtomicReference<@Nullable Notice> notice = new AtomicReference<>();

    Session(String user, String proof, String origin, long now) {
        this.user = user;
        this.origin = origin;
        this.proof = proof;
        this.began = now;
        this.seen = now;
    }

    /** A sentence that the next page shows once. @param done whether what was asked for was carried out */
    public record Notice(boolean done, String sentence) {}

    /** What the cookie holds. */
    public String id() {
        return id;
    }

    /** What every form has to send along. */
    public String csrf() {
        return csrf;
    }

    public String user() {
        return user;
    }

    /** Under which address the person works, such as {@code https://books.example.com}. */
    public String origin() {
        return origin;
    }

    /** Whether what the user signed in with still holds. */
    public boolean isBy(String presentProof) {
        return Tokens.same(proof, presentProof);
    }

    public void keep(Typed what) {
        typed.set(what.isEmpty() ? null : what);
    }

    /** What was typed into the forms of a page before; given once. */
    public Typed typedOn(String path) {
        Typed now = typed.get();
        return now != null && now.path().equals(path) && typed.compareAndSet(now, null) ? now : Typed.NOTHING;
    }

    public void tell(Notice sentence) {
        notice.set(sentence);
    }

    public Optional<Notice> takeNotice() {
        return Optional.ofNullable(notice.getAndSet(null));
    }

    long began() {
        return began;
    }

    long seen() {
        return seen;
    }

    void seenAt(long now) {
        seen = now;
    }

    /** Without what opens it. */
    @Override
    public String toString() {
        return "Session[" + user + "]";
    }
}
