package org.harvestxero.mapping.failure;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.Texts;

/** One of Xero's messages, recognised by a fragment, with what it means and what it is about. */
record XeroMessage(Pattern fragment, FailureCode code, Subject subject) {
    private static final DateTimeFormatter DAY = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("d-MMM-yyyy")
            .toFormatter(Locale.ENGLISH);

    /** What a message is about, and so what other refused documents may share. */
    enum Subject {
        /** The first thing the fragment captures. */
        QUOTED,
        /** A tax type and an account, both captured. */
        PAIR,
        /** A captured day such as {@code 31-Jul-2013}. */
        DATE,
        UNKNOWN_DATE,
        /** Xero's words. */
        WORDS,
        /** The refused invoice. */
        NUMBER,
        CLIENT,
        /** The account a payment was sent to. */
        ACCOUNT,
        NOTHING
    }

    static XeroMessage of(String fragment, FailureCode code, Subject subject) {
        return new XeroMessage(Pattern.compile(fragment, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), code, subject);
    }

    /** What the words mean for a document, if they are this message. */
    Optional<Problem> read(String words, RefusedDocument document) {
        Matcher found = fragment.matcher(words);
        return found.find()
                ? Optional.of(facts(Problem.of(code, subject(found, document)), words, document))
                : Optional.empty();
    }

    private String subject(Matcher found, RefusedDocument document) {
        return switch (subject) {
            case QUOTED -> found.group(1).strip();
            case PAIR -> found.group(1) + " with account " + found.group(2);
            case DATE -> LocalDate.parse(found.group(1), DAY).toString();
            case UNKNOWN_DATE -> "a lock date";
            case WORDS -> Texts.cutMarked(found.group(), 120);
            case NUMBER -> document.number();
            case CLIENT -> document.clientName();
            case ACCOUNT -> Optional.ofNullable(document.account()).orElse("(none)");
            case NOTHING -> "Xero";
        };
    }

    private static Problem facts(Problem problem, String words, RefusedDocument document) {
        return problem.with("words", Texts.cutMarked(words.strip(), 500))
                .with("mark", Marks.client(document.clientId()))
                .with("currency", document.currency())
                .with(
                        "amount",
                        Optional.ofNullable(document.amount())
                                .map(amount -> Texts.money(amount, document.currency()))
                                .orElse("?"))
                .with("account", Optional.ofNullable(document.account()).orElse("?"))
                .with("has", "another currency")
                .with("line", "a line")
                .with("due", "");
    }
}
