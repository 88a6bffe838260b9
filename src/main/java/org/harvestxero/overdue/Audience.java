package org.harvestxero.overdue;

/** Who is mailed about overdue invoices. */
enum Audience {
    CLIENT("client"),
    MANAGER("manager"),
    OWNER("owner");

    private final String word;

    Audience(String word) {
        this.word = word;
    }

    /** As tables and answers have it. */
    String word() {
        return word;
    }
}
