package org.harvestxero.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.harvestxero.operations.Engine;
import org.harvestxero.operations.FailedCopy;
import org.harvestxero.operations.FailedDetail;
import org.harvestxero.operations.FailedFilter;
import org.harvestxero.operations.Kind;
import org.harvestxero.operations.Pages;
import org.harvestxero.operations.Work;
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

    private Work work() {
        return session.engine(Engine.Mode.BEANS).work();
    }

    /** Which documents a command is about; exactly one of them. */
    static final class Which {
        @Parameters(
                paramLabel = "ID",
                arity = "1..*",
                description = "Ids as listed, such as F7, or numbers of invoices.")
        @Nullable
        List<String> ids;

        @Option(names = "--cause", paramLabel = "CAUSE", description = "Every document of this cause.")
        @Nullable
        Long cause;

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
        Kind kind;

        @Option(names = "--cause", paramLabel = "CAUSE", description = "Only documents of this cause.")
        @Nullable
        Long cause;

        @Option(names = "--discarded", description = "Also those given up.")
        boolean discarded;

        @Option(names = "--json", description = "Print JSON.")
        boolean json;

        ListCommand(FailedCommand failed) {
            this.failed = failed;
        }

        @Override
        public Integer call() {
            Pages<FailedCopy> copies = failed.work().failedCopies(new FailedFilter(kind, cause, discarded));
            if (json) {
                Json.write(failed.session.out(), out -> Json.failed(out, copies));
            } else {
                failed.session.texts().failed(copies, failed.session::print);
            }
            return copies.stream().allMatch(copy -> copy.state() == FailedCopy.State.DISCARDED) ? 0 : 1;
        }
    }

    @Command(name = "show", description = "Shows everything known about one failed document.")
    static final class ShowCommand implements Callable<Integer> {
        private final FailedCommand failed;

        @Parameters(paramLabel = "ID", description = "Its id as listed, such as F7, or the number of the invoice.")
        String id = "";

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
            Optional<FailedDetail> detail = named.ids().stream().findFirst().flatMap(failed.work()::failedCopy);
            if (detail.isEmpty()) {
                failed.session.err().println("The failed copy " + id + " is settled meanwhile.");
                return 2;
            }
            if (json) {
                failed.session.print(Json.detail(detail.get()));
            } else {
                failed.session.print(failed.session.texts().detail(detail.get()));
            }
            return 0;
        }
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
            Work work = failed.work();
            if (which.cause != null) {
                return failed.done("retried", work.retryCause(which.cause, failed.session.who()), json);
            }
            NamedCopies named = failed.named(which);
            return named.refusals().isEmpty()
                    ? failed.done("retried", work.retry(named.ids(), failed.session.who()), json)
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
                            "discarded", failed.work().discard(named.ids(), reason.strip(), failed.session.who()), json)
                    : failed.refused(named);
        }
    }

    private NamedCopies named(Which which) {
        return which.ids != null
                ? named(which.ids)
                : NamedCopies.of(work().failedCopies(new FailedFilter(null, which.cause, false)).stream()
                        .map(FailedCopy::id)
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    private NamedCopies named(List<String> names) {
        return NamedCopies.find(names, work().failedCopies(new FailedFilter(null, null, true)));
    }

    private int refused(NamedCopies named) {
        named.refusals().forEach(session.err()::println);
        return 2;
    }

    private int done(String what, int count, boolean json) {
        if (json) {
            session.print(Json.object().put(what, count));
        } else {
            session.print(count + (count == 1 ? " document " : " documents ") + what + ".\n");
        }
        return 0;
    }

    /** Reads {@code credit-note} as {@link Kind#CREDIT_NOTE}. */
    static final class KindConverter implements ITypeConverter<Kind> {
        @Override
        public Kind convert(String value) {
            try {
                return Kind.valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_'));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("there is no kind \"" + value + "\"");
            }
        }
    }
}
