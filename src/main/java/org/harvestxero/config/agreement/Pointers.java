package org.harvestxero.config.agreement;

/**
 * JSON pointers as people call the places they name.
 */
final class Pointers {
    private Pointers() {}

    /** The place as people call it: its key, or which entry of a list it is. */
    static String label(String pointer) {
        String key = key(pointer);
        return key.matches("\\d+")
                ? "entry " + (Integer.parseInt(key) + 1) + " of \"" + key(parent(pointer)) + "\""
                : pointer.isEmpty() ? "the file" : "\"" + key + "\"";
    }

    static String key(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1)
                .replace("~1", "/")
                .replace("~0", "~");
    }

    static String parent(String pointer) {
        int end = pointer.lastIndexOf('/');
        return end < 0 ? "" : pointer.substring(0, end);
    }
}
