package org.harvestxero.billing.terms;

import java.util.Locale;
import java.util.Set;
import org.harvestxero.billing.Hours;

/**
 * How hours are rounded before they are billed.
 *
 * @param direction which way; {@link Direction#NONE} leaves all as it is
 * @param minutes the step: 1, 5, 6, 10, 15 or 30
 * @param per what is rounded as one
 * @param of which of an entry's two figures is rounded
 * @param minimumMinutes the least that is billed for what is rounded as one, when there is any work; 0 for none
 */
public record Rounding(Direction direction, int minutes, Per per, Of of, int minimumMinutes) {
    private static final Set<Integer> STEPS = Set.of(1, 5, 6, 10, 15, 30);
    private static final Rounding NONE = new Rounding(Direction.NONE, 1, Per.ENTRY, Of.ROUNDED, 0);

    /** Which way hours are rounded. */
    public enum Direction {
        NONE,
        UP,
        NEAREST,
        DOWN
    }

    /** What is rounded as one. */
    public enum Per {
        ENTRY,
        /** What one person worked on one day at one rate under one rule. */
        DAY,
        /** What was worked on one task of one project at one rate under one rule. */
        TASK,
        /** An invoice line. */
        LINE
    }

    /** Which of an entry's figures is rounded. */
    public enum Of {
        /** The hours after Harvest's own rounding. */
        ROUNDED,
        /** The hours as tracked. */
        TRACKED
    }

    public Rounding {
        if (!STEPS.contains(minutes)) {
            throw new IllegalArgumentException("Hours are rounded to 1, 5, 6, 10, 15 or 30 minutes, not " + minutes);
        }
        if (minimumMinutes < 0) {
            throw new IllegalArgumentException("A minimum cannot be negative: " + minimumMinutes);
        }
    }

    public static Rounding none() {
        return NONE;
    }

    public static Rounding to(Direction direction, int minutes, Per per) {
        return new Rounding(direction, minutes, per, Of.ROUNDED, 0);
    }

    public boolean isNone() {
        return direction == Direction.NONE && minimumMinutes == 0;
    }

    /** {@code worked} after rounding; never decreases when {@code worked} grows. */
    public Hours apply(Hours worked) {
        if (isNone() || worked.isZero()) {
            return worked;
        }
        Hours minimum = Hours.ofMinutes(minimumMinutes);
        Hours rounded = stepped(worked);
        return rounded.compareTo(minimum) < 0 ? minimum : rounded;
    }

    /** In words, such as {@code up to 15 minutes per entry}. */
    public String inWords() {
        String least = minimumMinutes == 0 ? "" : ", at least " + minimumMinutes + " minutes";
        String way = direction == Direction.NONE
                ? "not rounded"
                : "rounded "
                        + (direction == Direction.NEAREST
                                ? "to the nearest "
                                : direction.name().toLowerCase(Locale.ROOT) + " to ")
                        + minutes + " minutes";
        return way + least + " per " + per.name().toLowerCase(Locale.ROOT);
    }

    private Hours stepped(Hours worked) {
        long step = Hours.ofMinutes(minutes).parts();
        long parts = worked.parts();
        return switch (direction) {
            case NONE -> worked;
            case UP -> Hours.ofParts(Math.multiplyExact(Math.floorDiv(parts + step - 1, step), step));
            case NEAREST -> Hours.ofParts(Math.multiplyExact(Math.floorDiv(parts + step / 2, step), step));
            case DOWN -> Hours.ofParts(Math.multiplyExact(Math.floorDiv(parts, step), step));
        };
    }
}
