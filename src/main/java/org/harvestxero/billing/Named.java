package org.harvestxero.billing;

/**
 * Something of Harvest's that has an id and a name.
 *
 * @param id Harvest's number
 * @param name as people see it
 */
public record Named(long id, String name) {
    /** Whether an agreement's {@code text} means this: its name, or its id in digits. */
    public boolean isCalled(String text) {
        return name.equals(text) || Long.toString(id).equals(text);
    }

    /** Whether a person's {@code words} mean this: its name in any case, or its id in digits. */
    public boolean isMeantBy(String words) {
        return isCalled(words) || name.equalsIgnoreCase(words);
    }
}
