package org.harvestxero.mapping;

import java.util.Comparator;
import java.util.Optional;
import org.harvestxero.billing.CurrencyDigits;
import org.harvestxero.mapping.PaymentResult.Mapped;
import org.harvestxero.mapping.PaymentResult.Refused;
import org.harvestxero.mapping.PaymentResult.Waiting;
import org.harvestxero.mapping.coding.Choice;
import org.harvestxero.mapping.coding.MappingRule;
import org.harvestxero.mapping.coding.MappingRules.Ruling;
import org.harvestxero.mapping.coding.PaymentAccountFit;
import org.harvestxero.mapping.coding.RuleFacts;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.SourcePayment;
import org.harvestxero.mapping.document.TargetPayment;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroArithmetic;
import org.harvestxero.mapping.document.XeroSettings.Account;
import org.harvestxero.mapping.document.XeroStatus;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.jspecify.annotations.Nullable;

/** Turns a Harvest payment into a Xero payment (rulings 1 and 14). */
public final class PaymentMapper {
    /** One at a time per invoice, by the day it was paid, then by id. */
    public static final Comparator<SourcePayment> ORDER =
            Comparator.comparing(SourcePayment::paidDate).thenComparingLong(SourcePayment::id);

    /** Xero doesn't say how long a reference may be; this is what it takes elsewhere. */
    private static final int REFERENCE_LENGTH = 255;

    private PaymentMapper() {}

    public static PaymentResult map(SourcePayment payment, PaymentContext context) {
        if (payment.amount().signum() <= 0) {
            return new Refused(about(FailureCode.PAYMENT_NOT_POSITIVE, payment, context));
        }
        if (XeroStatus.isEnded(context.invoiceStatus())) {
            return new Refused(Problem.of(FailureCode.INVOICE_NOT_EDITABLE, context.invoiceNumber()));
        }
        if (!CurrencyDigits.fits(payment.amount(), CurrencyDigits.USUAL)) {
            return new Refused(
                    about(FailureCode.AMOUNT_TOO_FINE, payment, context).with("what", "a payment on invoice"));
        }
        if (XeroStatus.isUnapproved(context.invoiceStatus())) {
            return new Waiting("invoice " + context.invoiceNumber() + " isn't approved in Xero yet");
        }
        if (payment.amount().compareTo(context.amountDue()) > 0) {
            return new Refused(about(FailureCode.PAYMENT_EXCEEDS_DUE, payment, context)
                    .with(
                            "due",
                            " (" + Texts.money(context.amountDue(), context.currency()) + " " + context.currency()
                                    + ")"));
        }
        Choice<Account> account = account(payment, context);
        Problem problem = account.problem();
        return problem == null ? new Mapped(target(payment, account.value()), account.because()) : new Refused(problem);
    }

    private static Choice<Account> account(SourcePayment payment, PaymentContext context) {
        RuleFacts facts = RuleFacts.of(context.client(), context.currency(), payment.gateway());
        Optional<Ruling> named = context.rules()
                .decide(facts, MappingRule.Use::paymentAccount)
                .or(() -> context.accounts().accountFor(context.currency(), payment.gateway()));
        if (named.isEmpty()) {
            return Choice.refused(
                    Problem.of(FailureCode.PAYMENT_ACCOUNT_MISSING, way(context.currency(), payment.gateway()))
                            .with("currency", context.currency()));
        }
        return PaymentAccountFit.check(context.xero(), named.get(), context.currency());
    }

    private static String way(String currency, @Nullable String gateway) {
        return "in " + currency + (gateway == null ? "" : " by " + gateway);
    }

    private static TargetPayment target(SourcePayment payment, Account account) {
        String code = account.code();
        return new TargetPayment(
                payment.id(),
                payment.invoiceId(),
                code == null ? account.id() : code,
                payment.paidDate(),
                XeroArithmetic.toCents(payment.amount()),
                reference(payment));
    }

    /** Our mark first, then the gateway's reference or the first line of the notes. */
    private static String reference(SourcePayment payment) {
        String more = Optional.ofNullable(payment.transactionId())
                .filter(id -> !id.isBlank())
                .or(() -> Optional.ofNullable(payment.notes())
                        .flatMap(notes -> notes.strip().lines().findFirst()))
                .map(text -> " " + Texts.printable(text))
                .orElse("");
        return Texts.cut(Marks.payment(payment.id()) + more, REFERENCE_LENGTH).strip();
    }

    private static Problem about(FailureCode code, SourcePayment payment, PaymentContext context) {
        return Problem.of(code, context.invoiceNumber())
                .with("amount", Texts.money(payment.amount(), context.currency()))
                .with("currency", context.currency());
    }
}
