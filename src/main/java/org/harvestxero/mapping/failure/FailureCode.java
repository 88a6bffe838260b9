package org.harvestxero.mapping.failure;

import java.util.Locale;
import java.util.Map;

/**
 * The kinds of trouble that keep a document from being copied, each with a sentence, a remedy and whether it may heal by itself.
 * Sentences and remedies stand in {@code failure-texts.properties}, under the {@linkplain #key() key} of each.
 */
public enum FailureCode {
    // What is set up in Xero or here: one cause for every document that needs it.
    ACCOUNT_MISSING(RetryTrigger.BY_SETTINGS),
    ACCOUNT_UNKNOWN(RetryTrigger.BY_SETTINGS),
    ACCOUNT_ARCHIVED(RetryTrigger.BY_SETTINGS),
    ACCOUNT_UNFIT(RetryTrigger.BY_SETTINGS),
    ITEM_UNKNOWN(RetryTrigger.BY_SETTINGS),
    TAX_RATE_MISSING(RetryTrigger.BY_SETTINGS),
    TAX_RATE_AMBIGUOUS(RetryTrigger.BY_SETTINGS),
    TAX_RATE_INACTIVE(RetryTrigger.BY_SETTINGS),
    TAX_RATE_DIFFERS(RetryTrigger.BY_SETTINGS),
    TAX_TYPE_UNKNOWN(RetryTrigger.BY_SETTINGS),
    TAX_NOT_ALLOWED(RetryTrigger.BY_SETTINGS),
    CONTACT_TAX_UNFIT(RetryTrigger.BY_SETTINGS),
    TAX_REFUSED(RetryTrigger.BY_SETTINGS),
    ACCOUNT_REFUSED(RetryTrigger.BY_SETTINGS),
    TRACKING_CATEGORY_MISSING(RetryTrigger.BY_SETTINGS),
    TRACKING_OPTION_UNKNOWN(RetryTrigger.BY_SETTINGS),
    TRACKING_OPTION_ARCHIVED(RetryTrigger.BY_SETTINGS),
    TRACKING_OPTION_NOT_MADE(RetryTrigger.BY_RETRY),
    TRACKING_UNKNOWN(RetryTrigger.BY_SETTINGS),
    CURRENCY_NOT_SUBSCRIBED(RetryTrigger.BY_SETTINGS),
    BRANDING_THEME_UNKNOWN(RetryTrigger.BY_SETTINGS),
    LOCKED_PERIOD(RetryTrigger.BY_SETTINGS),
    PAYMENT_ACCOUNT_MISSING(RetryTrigger.BY_SETTINGS),
    PAYMENT_ACCOUNT_UNKNOWN(RetryTrigger.BY_SETTINGS),
    PAYMENT_ACCOUNT_ARCHIVED(RetryTrigger.BY_SETTINGS),
    PAYMENT_ACCOUNT_UNFIT(RetryTrigger.BY_SETTINGS),
    PAYMENT_ACCOUNT_CURRENCY(RetryTrigger.BY_SETTINGS),
    WRITE_OFF_ACCOUNT_MISSING(RetryTrigger.BY_SETTINGS),
    APPROVAL_NOT_ALLOWED(RetryTrigger.BY_SETTINGS),
    ROUNDING_ACCOUNT_MISSING(RetryTrigger.BY_SETTINGS),

    // What only a change in Harvest removes.
    NO_LINES(RetryTrigger.BY_SOURCE_CHANGE),
    LINE_DESCRIPTION_MISSING(RetryTrigger.BY_SOURCE_CHANGE),
    NUMBER_UNUSABLE(RetryTrigger.BY_SOURCE_CHANGE),
    AMOUNT_TOO_LARGE(RetryTrigger.BY_SOURCE_CHANGE),
    AMOUNT_TOO_FINE(RetryTrigger.BY_SOURCE_CHANGE),
    SOURCE_TOTAL_DIFFERS(RetryTrigger.BY_SOURCE_CHANGE),
    TAX_DIFFERS(RetryTrigger.BY_SOURCE_CHANGE),
    TOTAL_DIFFERS(RetryTrigger.BY_PERSON),
    NEGATIVE_TOTAL(RetryTrigger.BY_PERSON),
    RECEIPT_NOT_READABLE(RetryTrigger.BY_PERSON),

    // Expenses.
    EXPENSE_ACCOUNT_MISSING(RetryTrigger.BY_SETTINGS),
    EXPENSE_ACCOUNT_UNFIT(RetryTrigger.BY_SETTINGS),
    EXPENSE_TAX_UNFIT(RetryTrigger.BY_SETTINGS),
    EXPENSE_TAX_MISSING(RetryTrigger.BY_SETTINGS),
    EXPENSE_BANK_MISSING(RetryTrigger.BY_SETTINGS),
    EXPENSE_BANK_UNFIT(RetryTrigger.BY_SETTINGS),
    EXPENSE_BELOW_ZERO(RetryTrigger.BY_SOURCE_CHANGE),
    EXPENSE_CONTACT_UNKNOWN(RetryTrigger.BY_SETTINGS),
    PERSON_NOT_IN_XERO(RetryTrigger.BY_SETTINGS),
    PERSON_AMBIGUOUS(RetryTrigger.BY_SETTINGS),
    PERSON_NAMESAKE(RetryTrigger.BY_SETTINGS),
    APPROVER_UNFIT(RetryTrigger.BY_SETTINGS),
    RECEIPT_MISSING(RetryTrigger.BY_SOURCE_CHANGE),
    RECEIPT_WANTED(RetryTrigger.BY_SOURCE_CHANGE),
    EXPENSE_RECEIPT_UNREADABLE(RetryTrigger.BY_PERSON),
    EXPENSE_RECEIPT_REFUSED(RetryTrigger.BY_PERSON),
    EXPENSE_RECEIPT_NO_ROOM(RetryTrigger.BY_PERSON),
    EXPENSE_CHANGED_LATE(RetryTrigger.BY_PERSON),
    EXPENSE_MOVED_BOTH(RetryTrigger.BY_PERSON),
    BILL_NUMBER_HELD(RetryTrigger.BY_PERSON),
    SPEND_RECONCILED(RetryTrigger.BY_PERSON),
    BILL_ENDED_IN_XERO(RetryTrigger.BY_PERSON),
    SPEND_ENDED_IN_XERO(RetryTrigger.BY_PERSON),
    PURCHASE_NOT_FOUND(RetryTrigger.BY_PERSON),
    MANY_EXPENSES_GONE(RetryTrigger.BY_PERSON),
    ATTACHMENT_REFUSED(RetryTrigger.BY_PERSON),
    NOT_MARKED_AS_SENT(RetryTrigger.BY_PERSON),
    MAIL_REFUSED(RetryTrigger.BY_PERSON),
    MIRROR_TAXES_DIFFER(RetryTrigger.BY_SETTINGS),
    CLIENT_NAME_UNUSABLE(RetryTrigger.BY_SOURCE_CHANGE),
    EMAIL_INVALID(RetryTrigger.BY_SOURCE_CHANGE),
    EMAIL_SEVERAL(RetryTrigger.BY_SOURCE_CHANGE),
    CONTACT_EMAIL_INVALID(RetryTrigger.BY_RETRY),
    PAYMENT_NOT_POSITIVE(RetryTrigger.BY_SOURCE_CHANGE),
    PAYMENT_EXCEEDS_DUE(RetryTrigger.BY_PERSON),

    // What a person decides.
    CONTACT_AMBIGUOUS(RetryTrigger.BY_PERSON),
    CLIENT_NAME_CLASH(RetryTrigger.BY_PERSON),
    CLIENT_EMAIL_CLASH(RetryTrigger.BY_PERSON),
    CONTACT_ARCHIVED(RetryTrigger.BY_PERSON),
    CONTACT_CONFLICT(RetryTrigger.BY_PERSON),
    CONTACT_NOT_MADE(RetryTrigger.BY_PERSON),
    CONTACT_STAYS_ARCHIVED(RetryTrigger.BY_PERSON),
    CONTACT_MERGED_AWAY(RetryTrigger.BY_PERSON),
    CONTACT_PEOPLE_LEFT_OUT(RetryTrigger.BY_PERSON),
    CLIENT_REFUSED_BY_HARVEST(RetryTrigger.BY_PERSON),
    CLIENT_NOT_MADE(RetryTrigger.BY_PERSON),
    CONTACT_GROUP_MISSING(RetryTrigger.BY_PERSON),
    CONTACT_NOT_GROUPED(RetryTrigger.BY_PERSON),
    CLIENT_GONE(RetryTrigger.BY_PERSON),
    CONTACT_NAME_TAKEN(RetryTrigger.BY_PERSON),
    CONTACT_NUMBER_TAKEN(RetryTrigger.BY_PERSON),
    CONTACT_NOT_FOUND(RetryTrigger.BY_RETRY),
    NUMBER_TAKEN(RetryTrigger.BY_PERSON),
    NUMBER_HELD_BY_COPY(RetryTrigger.BY_PERSON),
    NUMBER_CHANGED_TWICE(RetryTrigger.BY_PERSON),
    AMOUNTS_REFUSED(RetryTrigger.BY_PERSON),
    CREDIT_EXCEEDS_DUE(RetryTrigger.BY_PERSON),
    DOCUMENT_NOT_FOUND(RetryTrigger.BY_PERSON),
    INVOICE_NOT_EDITABLE(RetryTrigger.BY_PERSON),
    STATUS_REFUSED(RetryTrigger.BY_PERSON),
    INVOICE_HAS_PAYMENTS(RetryTrigger.BY_PERSON),
    DRIFT(RetryTrigger.BY_PERSON),
    XERO_TOTAL_DIFFERS(RetryTrigger.BY_PERSON),
    VOIDED_IN_XERO(RetryTrigger.BY_PERSON),
    DELETED_IN_HARVEST(RetryTrigger.BY_PERSON),
    MANY_DELETED_IN_HARVEST(RetryTrigger.BY_PERSON),
    HARVEST_SHOWS_NOT_ALL(RetryTrigger.BY_PERSON),
    PAYMENT_DELETED_IN_HARVEST(RetryTrigger.BY_PERSON),
    WRITTEN_OFF_IN_HARVEST(RetryTrigger.BY_PERSON),
    REOPENED_IN_HARVEST(RetryTrigger.BY_PERSON),
    CREDIT_BALANCE(RetryTrigger.BY_PERSON),
    PAYMENT_UNEXPLAINED(RetryTrigger.BY_PERSON),
    PAYMENT_TWICE(RetryTrigger.BY_PERSON),
    PAYMENT_ONLY_IN_XERO(RetryTrigger.BY_PERSON),
    PAYMENT_BACK_UNCLEAR(RetryTrigger.BY_PERSON),
    PAYMENT_BACK_EXCEEDS_DUE(RetryTrigger.BY_PERSON),
    PAYMENT_BACK_CURRENCY(RetryTrigger.BY_PERSON),
    PAYMENT_BACK_NOT_COPIED(RetryTrigger.BY_PERSON),
    PAYMENT_BACK_INVOICE_GONE(RetryTrigger.BY_PERSON),
    PAYMENT_BACK_WRITTEN_OFF(RetryTrigger.BY_PERSON),
    PAYMENT_BACK_REFUSED(RetryTrigger.BY_PERSON),
    CREDIT_ONLY_IN_XERO(RetryTrigger.BY_PERSON),
    PAYMENT_BACK_DIFFERS(RetryTrigger.BY_PERSON),
    PAYMENT_BACK_TWICE(RetryTrigger.BY_PERSON),
    PAYMENT_DELETED_IN_XERO(RetryTrigger.BY_PERSON),
    PAYMENT_FROM_XERO_DELETED(RetryTrigger.BY_PERSON),
    PAYMENT_NOT_EDITABLE(RetryTrigger.BY_PERSON),
    MAIL_UNCLEAR(RetryTrigger.BY_PERSON),
    NO_EMAIL_ADDRESS(RetryTrigger.BY_PERSON),
    DUE_DATE_MISSING(RetryTrigger.BY_RETRY),
    DATE_MISSING(RetryTrigger.BY_SOURCE_CHANGE),

    // What may pass by itself.
    INVOICE_NOT_APPROVED(RetryTrigger.BY_RETRY),
    PLAN_LIMIT(RetryTrigger.BY_RETRY),
    ORGANISATION_OFFLINE(RetryTrigger.BY_RETRY),
    PROJECT_TYPE_UNREAD(RetryTrigger.BY_RETRY),
    UNREADABLE(RetryTrigger.BY_RETRY),

    // Billing: nothing is stored of a period that meets one of these; the next bill run tries again.
    BILL_DOES_NOT_TIE(RetryTrigger.BY_PERSON),
    BILL_WORK_UNREADABLE(RetryTrigger.BY_SOURCE_CHANGE),
    BILL_FAILED(RetryTrigger.BY_RETRY),
    AGREEMENT_REFUSED(RetryTrigger.BY_SETTINGS),
    AGREEMENT_CLIENT_UNKNOWN(RetryTrigger.BY_SETTINGS),
    BILLED_WORK_CHANGED(RetryTrigger.BY_PERSON),
    BILLED_WORK_DELETED(RetryTrigger.BY_PERSON),
    BILLED_WORK_INVOICED_TWICE(RetryTrigger.BY_PERSON),
    LATER_PERIOD_DIFFERS(RetryTrigger.BY_PERSON),
    LATER_PERIOD_UNKNOWN(RetryTrigger.BY_PERSON),
    MANY_BILLED_WORK_MISSING(RetryTrigger.BY_PERSON),
    /** Something is missing from a month's journals. */
    MONTH_NOT_WHOLE(RetryTrigger.BY_PERSON),
    REFUSED_BY_XERO(RetryTrigger.BY_PERSON),
    UNEXPECTED(RetryTrigger.BY_RETRY);

    private final RetryTrigger heals;
    private final String sentence;
    private final String remedy;

    FailureCode(RetryTrigger heals) {
        this.heals = heals;
        this.sentence = FailureTexts.sentence(key());
        this.remedy = FailureTexts.remedy(key());
    }

    /** What makes the trouble go away. */
    public enum RetryTrigger {
        /** Trying again later may be enough: outages, limits, surprises. */
        BY_RETRY,
        /** Someone changes a setting in Xero or here; the change is noticed and the copies go on. */
        BY_SETTINGS,
        /** Someone changes the document in Harvest; the change is noticed. */
        BY_SOURCE_CHANGE,
        /** A person has to decide and say so. */
        BY_PERSON
    }

    public RetryTrigger heals() {
        return heals;
    }

    /** The name people and tools see, such as {@code account-archived}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String sentence(String subject, Map<String, String> facts) {
        return FailureTexts.fill(sentence, subject, facts);
    }

    public String remedy(String subject, Map<String, String> facts) {
        return FailureTexts.fill(remedy, subject, facts);
    }
}
