package org.harvestxero.handover;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.harvestxero.copying.BilledPlanning;
import org.harvestxero.copying.Refusals;
import org.harvestxero.ledger.Ledger;
import org.harvestxero.settings.Settings;

/** Makes the beans the hand-over routes name. */
public final class HandoverBeans {
    private HandoverBeans() {}

    /**
     * What handing over needs from the other parts.
     *
     * @param nanos time that passes, whatever the clock shows
     */
    public record Needs(
            Settings settings,
            Ledger ledger,
            Clock clock,
            LongSupplier nanos,
            BilledPlanning planning,
            Refusals refusals) {}

    public static Map<String, Object> make(Needs needs) {
        String connection = needs.settings().text("connection.name");
        Ledger ledger = needs.ledger();
        Agreements agreements = new Agreements(connection, ledger);
        Handover handover = new Handover(connection, ledger, agreements, needs.planning());
        Map<String, Object> beans = new LinkedHashMap<>();
        beans.put("handover", handover);
        beans.put("letting", handover.letting());
        beans.put("charges", new Charges(handover, needs.planning()));
        beans.put(
                "mirroring",
                new Mirroring(
                        connection, ledger, agreements, handover, needs.planning(), needs.clock(), needs.nanos()));
        beans.put(
                "delivering",
                new Delivering(
                        connection,
                        needs.settings().optional("xero.tenant-id").orElse(connection),
                        ledger,
                        agreements,
                        needs.planning(),
                        needs.refusals(),
                        needs.clock()));
        beans.put("crediting", new Crediting(connection, ledger, needs.planning(), needs.clock()));
        return beans;
    }
}
