package org.harvestxero.mapping.contact;

import java.util.ArrayList;
import java.util.List;
import org.harvestxero.mapping.document.Texts;

/** The lines of an address as Xero takes them. */
public final class AddressLines {
    /** How many there are. */
    public static final int MOST = 4;

    private static final int LENGTH = 500;

    private AddressLines() {}

    /** Within Xero's lengths; what is beyond its four lines joins the last. */
    public static List<String> fitted(List<String> all) {
        List<String> lines = new ArrayList<>(all.subList(0, Math.min(all.size(), MOST - 1)));
        if (all.size() >= MOST) {
            lines.add(String.join(", ", all.subList(MOST - 1, all.size())));
        }
        return lines.stream().map(line -> Texts.cut(line, LENGTH)).toList();
    }
}
