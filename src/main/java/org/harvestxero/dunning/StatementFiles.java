package org.harvestxero.dunning;

/** As which files the statement of what is open goes with a mail to a client. */
public enum StatementFiles {
    NONE(false, false),
    CSV(true, false),
    PDF(false, true),
    BOTH(true, true);

    private final boolean csv;
    private final boolean pdf;

    StatementFiles(boolean csv, boolean pdf) {
        this.csv = csv;
        this.pdf = pdf;
    }

    public boolean hasCsv() {
        return csv;
    }

    public boolean hasPdf() {
        return pdf;
    }

    /** @param word as {@code overdue.yaml} has it; true and false are older words for csv and none */
    public static StatementFiles called(String word) {
        return switch (word) {
            case "pdf" -> PDF;
            case "both" -> BOTH;
            case "false" -> NONE;
            default -> CSV;
        };
    }
}
