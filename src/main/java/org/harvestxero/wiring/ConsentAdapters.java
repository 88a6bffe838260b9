package org.harvestxero.wiring;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.harvestxero.api.Consent;
import org.harvestxero.api.SideException;
import org.harvestxero.config.SettingsException;
import org.harvestxero.config.secret.Secret;
import org.harvestxero.http.Api;
import org.harvestxero.http.CallException;
import org.harvestxero.http.ConsentCallback;
import org.harvestxero.http.ConsentDialogue;
import org.harvestxero.http.ConsentException;
import org.harvestxero.http.ConsentReturn;
import org.harvestxero.http.MismatchException;
import org.harvestxero.xero.XeroConnect;

/** Offers the consent dialogues of the connectors as what {@code connect} asks for; none with a custom connection and a personal access token. */
final class ConsentAdapters {
    private ConsentAdapters() {}

    static List<Consent> of(ConnectorParts connectors) {
        List<Consent> consents = new ArrayList<>();
        XeroConnect xero = connectors.xero().connect();
        if (xero != null) {
            consents.add(new Given("Xero", xero::connect, xero::disconnect, xero::connected));
        }
        HarvestParts.HarvestConsent harvest = connectors.harvest().consent();
        if (harvest != null) {
            consents.add(new Given(
                    "Harvest",
                    harvest.connect()::connect,
                    harvest.connect()::disconnect,
                    harvest.connect()::connected));
        }
        return consents;
    }

    @FunctionalInterface
    private interface Connecting {
        ConsentDialogue.Target connect(ConsentDialogue dialogue, Duration longest) throws InterruptedException;
    }

    private record Given(
            String side, Connecting connecting, BooleanSupplier disconnecting, Supplier<Optional<String>> standing)
            implements Consent {
        @Override
        public Optional<String> connected() {
            return standing.get();
        }

        @Override
        public String connect(Dialogue dialogue, Duration longest) throws InterruptedException {
            try {
                return connecting.connect(adapted(side, dialogue), longest).name();
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

        private static ConsentDialogue adapted(String side, Dialogue dialogue) {
            Api api = side.equals("Xero") ? Api.XERO : Api.HARVEST;
            return new ConsentDialogue() {
                @Override
                public void open(URI consentPage) {
                    dialogue.open(consentPage);
                }

                @Override
                public int choose(List<Target> targets) throws InterruptedException {
                    return dialogue.choose(targets.stream().map(Target::name).toList());
                }

                @Override
                public Optional<ConsentReturn> comesBack() {
                    return dialogue.wayBack().map(way -> new OwnReturn(api, way));
                }

                @Override
                public boolean startsOver() {
                    return dialogue.startsOver();
                }
            };
        }
    }

    /** A way back that the person's own door provides. */
    private record OwnReturn(Api api, Consent.WayBack way) implements ConsentReturn {
        @Override
        public URI redirect() {
            return way.redirect();
        }

        @Override
        public String state() {
            return way.state();
        }

        @Override
        public Secret await(Duration longest) throws InterruptedException {
            try {
                Consent.Answer answer = way.await(longest);
                String code = answer.code();
                if (code == null) {
                    throw new ConsentException(
                            api, ConsentCallback.denial(api, Objects.requireNonNullElse(answer.error(), "nothing")));
                }
                return Secret.of(code);
            } catch (TimeoutException e) {
                throw ConsentCallback.unanswered(api, longest, e);
            }
        }

        @Override
        public void close() {
            return; // nothing was opened for it
        }
    }
}
