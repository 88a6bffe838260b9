package org.harvestxero.mapping.expense;

import java.util.Locale;
import java.util.Map;
import org.harvestxero.mapping.document.Texts;
import org.jspecify.annotations.Nullable;

/** Names of receipts as Xero takes them. */
public final class ReceiptName {
    private static final int LENGTH = 120;
    private static final Map<String, String> ENDINGS = Map.of(
            "application/pdf", "pdf",
            "image/jpeg", "jpg",
            "image/png", "png",
            "image/gif", "gif",
            "image/heic", "heic",
            "text/plain", "txt");

    private ReceiptName() {}

    /**
     * The expense's number, by which the file is found again, and the name it has in Harvest without the characters Xero refuses.
     *
     * @param contentType gives a file without an ending one
     */
    public static String of(long expense, String fileName, @Nullable String contentType) {
        String clean = Texts.oneLine(fileName.replaceAll("[<>:\"/\\\\|?*+\\[\\]#%&\\p{Cntrl}]", "-"))
                .replaceAll("^[. -]+", "");
        int dot = clean.lastIndexOf('.');
        String ending = dot > 0 && clean.length() - dot <= 6 ? clean.substring(dot + 1) : ending(contentType);
        String stem = dot > 0 && clean.length() - dot <= 6 ? clean.substring(0, dot) : clean;
        return "Receipt " + expense
                + (stem.isEmpty() ? "" : " " + Texts.cut(stem, LENGTH).strip()) + "." + ending.toLowerCase(Locale.ROOT);
    }

    /** The same for another file in place of an earlier one: Xero keeps both. @param version from 1 */
    public static String again(String name, int version) {
        int dot = name.lastIndexOf('.');
        return version <= 1 ? name : name.substring(0, dot) + " (" + version + ")" + name.substring(dot);
    }

    private static String ending(@Nullable String contentType) {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return ENDINGS.getOrDefault(type, "bin");
    }
}
