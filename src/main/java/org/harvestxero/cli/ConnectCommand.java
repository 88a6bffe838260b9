package org.harvestxero.cli;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.harvestxero.api.Consent;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.Status;
import org.harvestxero.api.Trouble;
import org.harvestxero.config.SettingsException;
import org.harvestxero.runtime.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "connect",
        description = {
            "Gets a person's consent in Xero (xero.grant=authorization-code) or Harvest (harvest.client-id), in a browser.",
            "Neither is needed for a custom connection and a personal access token."
        })
final class ConnectCommand implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Set<Trouble.Reason> ENDED_BY_CONSENT =
            EnumSet.of(Trouble.Reason.CONSENT, Trouble.Reason.MISMATCH);

    private final Session session;

    @Option(names = "--disconnect", description = "Take the access back and forget the tokens.")
    boolean disconnect;

    @Option(names = "--side", paramLabel = "SIDE", description = "xero or harvest; needed when both want consent.")
    @Nullable
    String side;

    @Option(
            names = "--organisation",
            paramLabel = "NAME",
            description = "Which one, when the consent opens several; asked for otherwise.")
    @Nullable
    String organisation;

    @Option(
            names = "--start-over",
            description = {
                "Begin anew with another organisation or Harvest account than the one the links belong to.",
                "The links that stand are closed: kept for the audit, they never take part again. Stop run first."
            })
    boolean startOver;

    ConnectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        Engine engine = session.engine(Engine.Mode.ROUTES);
        if (startOver) {
            engine.mayStartOver();
            if (side == null
                    && engine.consents().stream().noneMatch(each -> each.side().equals("Xero"))) {
                session.print(engine.startOver(session.who()) + "\n");
                return 0;
            }
        }
        Consent consent = consent(engine.consents());
        if (disconnect) {
            boolean done = consent.disconnect();
            session.print(
                    done
                            ? consent.side() + " is disconnected; its tokens are forgotten.\n"
                            : consent.side() + " was not connected.\n");
            return 0;
        }
        String name = consent.connect(new Person(), LONGEST);
        CopyService copyService = engine.copyService();
        if (startOver) {
            session.print(engine.startOver(session.who()) + "\n");
        }
        Status status = copyService.status();
        if (!status.paused()
                && status.troubles().stream().anyMatch(trouble -> ENDED_BY_CONSENT.contains(trouble.reason()))) {
            copyService.resume(session.who());
        }
        session.print(
                "Connected to " + name + " in " + consent.side() + ". Check the rest with: harvest-xero doctor\n");
        return 0;
    }

    private Consent consent(List<Consent> consents) {
        List<Consent> wanted = consents.stream()
                .filter(each ->
                        side == null || each.side().toLowerCase(Locale.ROOT).equals(side))
                .toList();
        if (wanted.size() == 1) {
            return wanted.get(0);
        }
        throw new SettingsException(
                wanted.isEmpty()
                        ? "No consent is needed here: xero.grant is "
                                + session.settings().text("xero.grant")
                                + " and harvest.client-id is "
                                + (session.settings()
                                                .optional("harvest.client-id")
                                                .isEmpty()
                                        ? "not set"
                                        : "set")
                                + ". Set xero.grant=authorization-code to connect by consent."
                        : "Both sides want consent: name one with --side xero or --side harvest.");
    }

    private final class Person implements Consent.Dialogue {
        @Override
        public boolean startsOver() {
            return startOver;
        }

        @Override
        public void open(URI page) {
            session.err()
                    .println("Open this page in a browser on this machine and consent; waiting up to "
                            + LONGEST.toMinutes() + " minutes:\n" + page);
            session.err().flush();
            session.browse(page);
        }

        @Override
        public int choose(List<String> names) {
            String wanted = organisation;
            if (wanted == null) {
                StringBuilder question = new StringBuilder("The consent opens several:\n");
                for (int i = 0; i < names.size(); i++) {
                    question.append("  ")
                            .append(i + 1)
                            .append(". ")
                            .append(names.get(i))
                            .append('\n');
                }
                Optional<String> answer = session.ask(question + "Which one (number)? ");
                wanted = answer.orElseThrow(() -> new SettingsException("The consent opens several organisations ("
                        + String.join(", ", names) + "): run connect again with --organisation NAME."));
            }
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i).equalsIgnoreCase(wanted.strip())
                        || wanted.strip().equals(Integer.toString(i + 1))) {
                    return i;
                }
            }
            throw new SettingsException(
                    "\"" + wanted + "\" is none of " + String.join(", ", names) + ": run connect again.");
        }
    }
}
