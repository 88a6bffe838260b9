package org.harvestxero.cli;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.harvestxero.api.CopyService;
import org.harvestxero.api.DocumentKind;
import org.harvestxero.api.FailedCopy;
import org.harvestxero.api.FailedDetail;
import org.harvestxero.api.FailedDocument;
import org.harvestxero.api.FailedFilter;
import org.harvestxero.api.Pages;
import org.harvestxero.runtime.Engine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Documents that could not be copied: what is wrong with them, and what to do with them. */
@Command(name = "failed", description = "Lists documents that could not be copied, tries them again or gives them up.")
final class FailedCommand {
    private final Session session;

    FailedCommand(Session session) {
        this.session = session;
    }

    private CopyService copyService() {
        return session.engine(Engine.Mode.BEANS).copyService();
    }

    /** Which documents a command is about; exactly one of them. */
    static final class Which {
        @Parameters(
                paramLabel = "ID",
                arity = "1..*",
                description = "Ids as listed, such as F7, or numbers of invoices.")
        @Nullable
        List<String> ids;

        @Option(
                names = "--cause",
                paramLabel = "CAUSE",
                description = "Every document of this cause: its number, or its word, such as account-archived.")
        @Nullable
        String cause;

        @Option(names = "--all", description = "Every document that stands failed.")
        boolean all;
    }

    @Command(name = "list", description = "Lists documents that stand failed, with what is wrong and what to do.")
    static final class ListCommand implements Callable<Integer> {
        private final FailedCommand failed;

        @Option(
                names = "--kind",
                paramLabel = "KIND",
                converter = KindConverter.class,
                description = "Only this kind: invoice, payment, credit-note, bill, journal or mail.")
        @Nullable
        DocumentKind kind;

        @Option(
                names = "--cause",
                paramLabel = "CAUSE",
                description = "Only documents of this cause: its number, or its word, such as account-archived.")
        @Nullable
        String cause;

        @Option(names = "--client", paramLabel = "NAME", description = "Only of clients whose name holds this.")
        @Nullable
        String client;

        @Option(
                names = "--older",
                paramLabel = "AGE",
                converter = AgeConverter.class,
                description = "Only what has stood failed for longer: 12h, 7d, 2w.")
        @Nullable
        Duration older;

        @Option(names = "--discarded", description = "Also those given up.")
        boolean discarded;

        @ArgGroup
        @Nullable
        Form form;

        ListCommand(FailedCommand failed) {
            this.failed = failed;
        }

        @Override
        public Integer call() {
            Optional<String> unknown = failed.noSuch(cause, discarded);
            if (unknown.isPresent()) {
                failed.session.err().println(unknown.get());
                return 2;
            }
            Instant before =
                    older == null ? null : failed.session.clock().instant().minus(older);
            FailedFilter filter = new FailedFilter(kind, number(cause), word(cause), client, before, discarded);
            Pages<FailedDocument> documents = failed.copyService().failedDocuments(filter);
            if (form != null && form.json) {
                JsonOutput.write(failed.session.out(), out -> JsonOutput.failedDocuments(out, documents));
            } else if (form != null && form.csv) {
                FailedCsv.write(documents, failed.session.out());
            } else {
                new FailedTexts(failed.session.textOutput(), failed.copyService()::failedDocuments)
                        .list(filter, documents, failed.session::print);
            }
            return documents.stream().allMatch(document -> document.copy().state() == FailedCopy.State.DISCARDED)
                    ? 0
                    : 1;
        }

        /** How the list is printed; as text when neither is given. */
        static final class Form {
            @Option(names = "--json", description = "Print JSON.")
            boolean json;

            @Option(names = "--csv", description = "Print CSV, for a spreadsheet.")
            boolean csv;
        }
    }

    private static @Nullable Long number(@Nullable String cause) {
        return cause != null && cause.matches("[0-9]{1,18}") ? Long.valueOf(cause) : null;
    }

    private static @Nullable String word(@Nullable String cause) {
        return cause == null || number(cause) != null ? null : cause.toLowerCase(Locale.ROOT);
    }

    /** What to say where no document has the cause; empty when some have, or none was named. */
    private Optional<String> noSuch(@Nullable String cause, boolean discarded) {
        if (cause == null) {
            return Optional.empty();
        }
        Set<String> words = new TreeSet<>();
        boolean found = false;
        for (FailedCopy copy : copyService().failedCopies(new FailedFilter(null, null, discarded))) {
            found |= copy.cause().equals(word(cause))
                    || Long.valueOf(copy.causeId()).equals(number(cause));
            words.add(copy.cause());
        }
        return found
                ? Optional.empty()
                : Optional.of("No failed copy has the cause \"" + cause + "\"; "
                        + (words.isEmpty()
                                ? "nothing stands failed."
                                : "there are: " + String.join(", ", words) + "."));
    }

    @Command(name = "show", description = "Shows everything known about one failed document.")
    static final class ShowCommand implements Callable<Integer> {
        private final FailedCommand failed;

        @Parameters(paramLabel = "ID", description = "Its id as listed, such as F7, or the number of the invoice.")
        String id = "";

        @Option(
                names = "--web",
                description =
                        "Also open its page in Xero, or in Harvest where Xero has none; the address is printed anyway.")
        boolean web;

        @Option(names = "--json", description = "Print JSON.")
        boolean json;

        ShowCommand(FailedCommand failed) {
            this.failed = failed;
        }

        @Override
        public Integer call() {
            NamedCopies named = failed.named(List.of(id));
            if (!named.refusals().isEmpty()) {
                return failed.refused(named);
            }
            Optional<FailedDetail> detail = named.ids().stream().findFirst().flatMap(failed.copyService()::failedCopy);
            if (detail.isEmpty()) {
                failed.session.err().println("The failed copy " + id + " is settled meanwhile.");
                return 2;
            }
            if (json) {
                failed.session.print(JsonOutput.detail(detail.get()));
            } else {
                failed.session.print(failed.session.textOutput().detail(detail.get()));
            }
            if (web) {
                failed.page(detail.get().copy().id())
                        .ifPresentOrElse(
                                failed.session::show,
                                () -> failed.session.err().println("Neither Xero nor Harvest has a page of it."));
            }
            return 0;
        }
    }

    /** Where its copy stands in Xero, or else the document in Harvest. */
    private Optional<URI> page(long id) {
        return copyService().failedDocuments(new FailedFilter(null, null, null, null, null, true)).stream()
                .filter(document -> document.copy().id() == id)
                .map(document -> document.targetLink() != null ? document.targetLink() : document.sourceLink())
                .filter(Objects::nonNull)
                .findFirst()
                .map(URI::create);
    }

    @Command(
            name = "retry",
            description = {
                "Tries documents again at the next look, at once when the process is running.",
                "Name documents, or a cause to try all that it blocks."
            })
    static final class RetryCommand implements Callable<Integer> {
        private final FailedCommand failed;

        @ArgGroup(multiplicity = "1")
        Which which = new Which();

        @Option(names = "--json", description = "Print JSON.")
        boolean json;

        RetryCommand(FailedCommand failed) {
            this.failed = failed;
        }

        @Override
        public Integer call() {
            CopyService copyService = failed.copyService();
            Long cause = number(which.cause);
            if (cause != null) {
                return failed.done("retried", copyService.retryCause(cause, failed.session.who()), json);
            }
            NamedCopies named = failed.named(which);
            return named.refusals().isEmpty()
                    ? failed.done("retried", copyService.retry(named.ids(), failed.session.who()), json)
                    : failed.refused(named);
        }
    }

    @Command(name = "discard", description = "Gives documents up, with a reason that is kept.")
    static final class DiscardCommand implements Callable<Integer> {
        private final FailedCommand failed;

        @ArgGroup(multiplicity = "1")
        Which which = new Which();

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept in the audit.")
        String reason = "";

        @Option(names = "--json", description = "Print JSON.")
        boolean json;

        DiscardCommand(FailedCommand failed) {
            this.failed = failed;
        }

        @Override
        public Integer call() {
            if (reason.isBlank()) {
                failed.session.err().println("--reason is empty: say why the documents are given up.");
                return 2;
            }
            NamedCopies named = failed.named(which);
            return named.refusals().isEmpty()
                    ? failed.done(
                            "discarded",
                            failed.copyService().discard(named.ids(), reason.strip(), failed.session.who()),
                            json)
                    : failed.refused(named);
        }
    }

    private NamedCopies named(Which which) {
        return which.ids != null
                ? named(which.ids)
                : noSuch(which.cause, false)
                        .map(NamedCopies::refusing)
                        .orElseGet(() -> NamedCopies.of(copyService()
                                .failedCopies(new FailedFilter(
                                        null, number(which.cause), word(which.cause), null, null, false))
                                .stream()
                                .map(FailedCopy::id)
                                .collect(Collectors.toCollection(LinkedHashSet::new))));
    }

    private NamedCopies named(List<String> names) {
        return NamedCopies.find(names, copyService().failedCopies(new FailedFilter(null, null, true)));
    }

    private int refused(NamedCopies named) {
        named.refusals().forEach(session.err()::println);
        return 2;
    }

    private int done(String what, int count, boolean json) {
        if (json) {
            session.print(JsonOutput.object().put(what, count));
        } else {
            session.print(count + (count == 1 ? " document " : " documents ") + what + ".\n");
        }
        return 0;
    }

    /** Reads {@code 12h}, {@code 7d}, {@code 2w}. */
    static final class AgeConverter implements ITypeConverter<Duration> {
        private static final Pattern AGE = Pattern.compile("([0-9]{1,4}) ?(h|d|w)");

        @Override
        public Duration convert(String value) {
            Matcher age = AGE.matcher(value.toLowerCase(Locale.ROOT));
            if (!age.matches()) {
                throw new TypeConversionException(
                        "\"" + value + "\" is no age: write hours, days or weeks, as 12h, 7d or 2w");
            }
            long count = Long.parseLong(age.group(1));
            return switch (age.group(2)) {
                case "h" -> Duration.ofHours(count);
                case "d" -> Duration.ofDays(count);
                default -> Duration.ofDays(7 * count);
            };
        }
    }

    /** Reads {@code credit-note} as {@link DocumentKind#CREDIT_NOTE}. */
    static final class KindConverter implements ITypeConverter<DocumentKind> {
        @Override
        public DocumentKind convert(String value) {
            try {
                return DocumentKind.valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_'));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("there is no kind \"" + value + "\"");
            }
        }
    }
}
