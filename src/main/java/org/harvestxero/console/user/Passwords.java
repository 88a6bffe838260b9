package org.harvestxero.console.user;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hashes passwords and compares them, by Argon2id with 7 MiB and 5 rounds, which is as hard to guess as with 19 MiB and 2. No more than two
 * at once, as each takes that memory.
 *
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html">OWASP: password storage</a>
 */
public final class Passwords {
    public static final int SHORTEST = 12;
    public static final int LONGEST = 200;
    private static final int AT_ONCE = 2;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final int KIB = 7_168;
    private static final int MOST_KIB = 131_072;
    private static final int ROUNDS = 5;
    private static final int MOST_ROUNDS = 10;
    private static final int SALT = 16;
    private static final int LENGTH = 32;
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=([1-4])\\$[A-Za-z0-9+/]{11,86}\\$[A-Za-z0-9+/]{22,86}");

    private final Semaphore slots = new Semaphore(AT_ONCE);
    private volatile String unknown = "";

    /** More people than can be seen to at once want to sign in. */
    public static final class BusyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        /** Says so, and to try again. */
        public BusyException() {
            super("Too many people sign in at this moment: try again in a few seconds.");
        }
    }

    /** The hash in PHC form. @throws BusyException when too much is hashed at this moment */
    public String hash(String password) {
        return bounded(() -> Password.hash(password)
                .addRandomSalt(SALT)
                .with(Argon2Function.getInstance(KIB, ROUNDS, 1, LENGTH, Argon2.ID))
                .getResult());
    }

    /**
     * Whether it is the user's password; takes as long where there is no such user.
     *
     * @throws BusyException when too much is hashed at this moment
     */
    public boolean isOf(Optional<User> user, String password) {
        if (password.length() > LONGEST) {
            return false;
        }
        String hash = user.map(User::hash).orElseGet(this::ofNobody);
        return bounded(() -> Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash)))
                && user.isPresent();
    }

    private String ofNobody() {
        if (unknown.isEmpty()) {
            unknown = hash("nobody's password");
        }
        return unknown;
    }

    private <T> T bounded(Supplier<T> work) {
        try {
            if (!slots.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException();
        }
        try {
            return work.get();
        } finally {
            slots.release();
        }
    }

    /** Whether a text is a hash that can be compared with, at a cost that this process can bear. */
    static boolean isHash(String text) {
        Matcher matcher = PHC.matcher(text);
        return matcher.matches()
                && Integer.parseInt(matcher.group(1)) <= MOST_KIB
                && Integer.parseInt(matcher.group(2)) <= MOST_ROUNDS;
    }

    /** What is wrong with a new password, as a sentence; empty when it is fine. */
    public static Optional<String> complaint(String password, String name) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            return Optional.of(
                    "A password has " + SHORTEST + " to " + LONGEST + " characters; a few words are a good one.");
        }
        if (password.chars().distinct().count() < 5
                || password.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))) {
            return Optional.of("The password is too easy to guess: it repeats few characters, or holds the name.");
        }
        return Optional.empty();
    }
}
