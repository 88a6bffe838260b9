package org.harvestxero.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A small organisation to choose from; remembers what was noted. */
public final class FakeSetup implements SetupDesk {
    public final List<String> noted = new ArrayList<>();

    @Override
    public XeroLists lists(boolean anew) {
        return new XeroLists(
                "Example Books",
                List.of(new XeroLists.Account("200", "Sales", true, false, null)),
                List.of(new XeroLists.Tax("NONE", "No tax", BigDecimal.ZERO, true)),
                List.of("Client"),
                List.of("GBP"),
                Instant.EPOCH);
    }

    @Override
    public void note(String who, String event, String words) {
        noted.add(event + " by " + who + ": " + words);
    }
}
