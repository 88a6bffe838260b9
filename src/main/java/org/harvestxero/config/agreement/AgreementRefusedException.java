package org.harvestxero.config.agreement;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** An agreement can't be used as it is written. */
public final class AgreementRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final transient List<Flaw> flaws;

    AgreementRefusedException(String file, int line, String reason) {
        this(file, List.of(new Flaw(line, reason)));
    }

    /** @param flaws at least one */
    AgreementRefusedException(String file, List<Flaw> flaws) {
        super(file + ", " + words(flaws));
        this.file = file;
        this.flaws = List.copyOf(flaws);
    }

    /**
     * One thing that is wrong.
     *
     * @param line from 1
     * @param reason for people
     */
    public record Flaw(int line, String reason) implements Comparable<Flaw> {
        @Override
        public int compareTo(Flaw other) {
            return Comparator.comparingInt(Flaw::line)
                    .thenComparing(Flaw::reason)
                    .compare(this, other);
        }
    }

    private static String words(List<Flaw> flaws) {
        return flaws.stream()
                .map(flaw -> "line " + flaw.line() + ": " + flaw.reason())
                .collect(Collectors.joining("; "));
    }

    /** Name of the file, without its folder. */
    public String file() {
        return file;
    }

    /** Everything that is wrong with it, by line. */
    public List<Flaw> flaws() {
        return flaws;
    }

    /** The same in one sentence, without the file. */
    public String words() {
        return words(flaws);
    }
}
