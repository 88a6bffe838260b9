package org.harvestxero.mapping.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XeroMessagesTest {
    private static final RefusedDocument DOCUMENT =
            new RefusedDocument("1042", 7, "Acme", "EUR", new BigDecimal("120.00"), "090");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        A Contact must be specified for this type of transaction | CONTACT_NOT_FOUND | Acme
        The Contact must contain at least 1 of the following elements to identify the contact: Name, ContactID, ContactNumber | CONTACT_NOT_FOUND | Acme
        The contact name Acme, Ltd. is already assigned to another contact. The contact name must be unique across all active contacts. | CONTACT_NAME_TAKEN | Acme, Ltd.
        The Contact Name already exists. Please enter a different Contact Name. | CONTACT_NAME_TAKEN | Acme
        Another contact has this contact number. Please enter a different contact number. | CONTACT_NUMBER_TAKEN | Acme
        The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes | CONTACT_ARCHIVED | Acme
        The specified contact details matched an archived contact. Archived contacts cannot currently be edited via the API. | CONTACT_ARCHIVED | Acme
        Email address must be valid. | EMAIL_INVALID | Acme
        One or more line items must be specified | NO_LINES | 1042
        Description must be specified for each line item. | LINE_DESCRIPTION_MISSING | 1042
        The document DueDate field must be specified. | DUE_DATE_MISSING | 1042
        The Date field must be specified. | DATE_MISSING | 1042
        Account code must be specified | ACCOUNT_REFUSED | 1042
        Account must be valid. | ACCOUNT_REFUSED | 1042
        Account code '4711' is not a valid code for this document. | ACCOUNT_UNKNOWN | 4711
        Account code '299' has been archived, or has been deleted. Each line item must reference a valid account. | ACCOUNT_ARCHIVED | 299
        The TaxType code TAX099 does not exist or cannot be used for this type of transaction. | TAX_TYPE_UNKNOWN | TAX099
        Tax rate must be valid. | TAX_REFUSED | 1042
        The TaxType field is mandatory | TAX_REFUSED | 1042
        The TaxType code 'OUTPUT2' cannot be used with account code '400'. | TAX_NOT_ALLOWED | OUTPUT2 with account 400
        Unknown tracking details. A Tracking Category did not match a known Active TrackingCategory | TRACKING_UNKNOWN | Unknown tracking
        Organisation is not subscribed to currency USD | CURRENCY_NOT_SUBSCRIBED | USD
        The current organisation is not subscribed to currency 'EUR'. | CURRENCY_NOT_SUBSCRIBED | EUR
        Invoice # must be unique. | NUMBER_TAKEN | 1042
        Invoice not of valid status for modification | INVOICE_NOT_EDITABLE | 1042
        Invoice not of valid status for creation | STATUS_REFUSED | 1042
        Only AUTHORISED invoices may have SentToContact updated. | STATUS_REFUSED | 1042
        This document cannot be edited as it has a payment or credit note allocated to it. | INVOICE_HAS_PAYMENTS | 1042
        The status VOIDED cannot be applied to the invoice because it has payments or credit notes allocated to it. | INVOICE_HAS_PAYMENTS | 1042
        The document date cannot be before the end of year lock date, currently set at 31-Jul-2013 | LOCKED_PERIOD | 2013-07-31
        The document date cannot be before the period lock date, currently set at 3-Sep-2026 | LOCKED_PERIOD | 2026-09-03
        The document date cannot be before the period lock date. | LOCKED_PERIOD | a lock date
        The line total 1500.00 does not match the expected line total 1499.93 | AMOUNTS_REFUSED | 1042
        The invoice total does not equal the sum of the lines. | AMOUNTS_REFUSED | 1042
        The discount rate '27.83' is invalid. Discount must not be greater than the line total. | AMOUNTS_REFUSED | 1042
        Payment amount exceeds the amount outstanding on this document | PAYMENT_EXCEEDS_DUE | 1042
        Payments can only be made against Authorised documents | INVOICE_NOT_APPROVED | 1042
        Account could not be found | PAYMENT_ACCOUNT_UNKNOWN | 090
        Account type is invalid for making a payment to/from | PAYMENT_ACCOUNT_UNFIT | 090
        Account currency must be the base currency or the currency of the document | PAYMENT_ACCOUNT_CURRENCY | 090
        The payment amount must be greater than zero. | PAYMENT_NOT_POSITIVE | 1042
        Only Status accepted for updates. | PAYMENT_NOT_EDITABLE | 1042
        Payment not of valid status for modification | PAYMENT_NOT_EDITABLE | 1042
        The document with the supplied id was not found for this endpoint. | DOCUMENT_NOT_FOUND | 1042
        Credit Note cannot be allocated as amount is greater than amount outstanding | CREDIT_EXCEEDS_DUE | 1042
        The invoice you are trying to allocate to has already been paid off | CREDIT_EXCEEDS_DUE | 1042
        An existing Credit Note with the specified CreditNoteID could not be found | DOCUMENT_NOT_FOUND | 1042
        Invoices for contacts with no email address assigned cannot be emailed | NO_EMAIL_ADDRESS | Acme
        Draft, voided or deleted invoices cannot be emailed | INVOICE_NOT_APPROVED | 1042
        You have reached the limit of invoices you can approve | PLAN_LIMIT | Xero
        The Organisation is offline | ORGANISATION_OFFLINE | Xero
        The document number must consist of at most 255 printable ASCII characters. | NUMBER_UNUSABLE | 1042
        The contact name cannot contain any of the following characters: < > | CLIENT_NAME_UNUSABLE | Acme
        """)
    void knowsWhatXeroMeans(String words, FailureCode code, String subject) {
        for (String heard : List.of(words, words.toUpperCase(java.util.Locale.ROOT))) {
            Problem problem = XeroMessages.classify(List.of(heard), DOCUMENT);

            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.subject()).isEqualToIgnoringCase(subject);
            assertThat(problem.sentence() + problem.remedy()).doesNotContain("{");
        }
    }

    @Test
    void oneMissingAccountIsTheSameForEveryInvoice() {
        List<String> words = List.of("Account code '4711' is not a valid code for this document.");
        RefusedDocument other = new RefusedDocument("1043", 8, "Globex", "USD", null, null);

        Problem one = XeroMessages.classify(words, DOCUMENT);
        Problem two = XeroMessages.classify(words, other);

        assertThat(one.code()).isEqualTo(two.code());
        assertThat(one.subject()).isEqualTo(two.subject());
        assertThat(one.sentence())
                .isEqualTo(two.sentence())
                .isEqualTo("Xero has no account with the code 4711 that a sales invoice may use.");
    }

    @Test
    void theMostTellingOfSeveralMessagesDecides() {
        Problem problem = XeroMessages.classify(
                List.of(
                        "Something new happened.",
                        "Account code must be specified",
                        "Organisation is not subscribed to currency CHF"),
                DOCUMENT);

        assertThat(problem.code()).isEqualTo(FailureCode.CURRENCY_NOT_SUBSCRIBED);
    }

    @Test
    void unknownWordsAreQuoted() {
        Problem problem =
                XeroMessages.classify(List.of("The moon is full.", "The moon is full.", " So wait."), DOCUMENT);

        assertThat(problem.code()).isEqualTo(FailureCode.REFUSED_BY_XERO);
        assertThat(problem.sentence()).isEqualTo("Xero refuses it, saying: The moon is full. So wait.");
    }

    @Test
    void silenceIsSaidToo() {
        assertThat(XeroMessages.classify(List.of(), DOCUMENT).sentence())
                .isEqualTo("Xero refuses it, saying: (nothing)");
    }

    @Test
    void wordsWithBracesStayAsTheyAre() {
        Problem problem = XeroMessages.classify(List.of("Bad {subject} in {words}"), DOCUMENT);

        assertThat(problem.sentence()).isEqualTo("Xero refuses it, saying: Bad {subject} in {words}");
    }

    @Test
    void aRefusedAmountIsNamed() {
        assertThat(XeroMessages.classify(
                                List.of("Payment amount exceeds the amount outstanding on this document"), DOCUMENT)
                        .sentence())
                .isEqualTo("The payment of 120.00 EUR is more than what is still due on invoice 1042.");
    }

    @Test
    void aMessageIsKnownByAFragmentInAnyCase() {
        XeroMessage taken =
                XeroMessage.of("number (.+) is taken", FailureCode.NUMBER_TAKEN, XeroMessage.Subject.QUOTED);

        assertThat(taken.read("The Number A-7 IS TAKEN.", DOCUMENT)
                        .orElseThrow()
                        .subject())
                .isEqualTo("A-7");
        assertThat(taken.read("The number is free.", DOCUMENT)).isEmpty();
    }
}
