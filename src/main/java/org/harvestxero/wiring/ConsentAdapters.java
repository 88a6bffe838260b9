package org.harvestxero.wiring;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.harvestxero.api.Consent;
import org.harvestxero.api.SideException;
import org.harvestxero.config.SettingsException;
import org.harvestxero.http.CallException;
import org.harvestxero.http.ConsentDialogue;
import org.harvestxero.http.MismatchException;
import org.harvestxero.xero.XeroConnect;

/** Offers the consent dialogues of the connectors as what {@code connect} asks for; none with a custom connection and a personal access token. */
final class ConsentAdapters {
    private ConsentAdapters() {}

    static List<Consent> of(ConnectorParts connectors) {
        List<Consent> consents = new ArrayList<>();
        XeroConnect xero = connectors.xero().connect();
        if (xero != null) {
            consents.add(new Given("Xero", xero::connect, xero::disconnect));
        }
        HarvestParts.HarvestConsent harvest = connectors.harvest().consent();
        if (harvest != null) {
            consents.add(new Given("Harvest", harvest.connect()::connect, harvest.connect()::disconnect));
        }
        return consents;
    }

    @FunctionalInterface
    private interface Connecting {
        ConsentDialogue.Target connect(ConsentDialogue dialogue, Duration longest) throws InterruptedException;
    }

    private record Given(String side, Connecting connecting, BooleanSupplier disconnecting) implements Consent {
        @Override
        public String connect(Dialogue dialogue, Duration longest) throws InterruptedException {
            try {
                return connecting.connect(adapted(dialogue), longest).name();
            } catch (MismatchException e) {
                throw new SettingsException(e.getMessage() + ". " + MismatchException.REMEDY + ".");
            } catch (CallException e) {
                throw new SideException(String.valueOf(e.getMessage()), e);
            }
        }

        @Override
        public boolean disconnect() {
            try {
                return disconnecting.getAsBoolean();
            } catch (CallException e) {
                throw new SideException(String.valueOf(e.getMessage()), e);
            }
        }

        private static ConsentDialogue adapted(Dialogue dialogue) {
            return new ConsentDialogue() {
                @Override
                public void open(URI consentPage) {
                    dialogue.open(consentPage);
                }

                @Override
                public int choose(List<Target> targets) {
                    return dialogue.choose(targets.stream().map(Target::name).toList());
                }

                @Override
                public boolean startsOver() {
                    return dialogue.startsOver();
                }
            };
        }
    }
}
