package org.harvestxero.mapping.failure;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kinds of trouble that keep a document from being copied, each with a sentence, a remedy and whether it may heal by itself.
 * Sentences and remedies are templates: {@code {subject}} and the names of facts in braces.
 */
public enum FailureCode {
    // What is set up in Xero or here: one cause for every document that needs it.
    ACCOUNT_MISSING(
            RetryTrigger.BY_SETTINGS,
            "No account is known for lines of the kind \"{subject}\".",
            "Set copy.revenue-account, or give the item \"{subject}\" a sales account in Xero, or add a rule to mappings.yaml."),
    ACCOUNT_UNKNOWN(
            RetryTrigger.BY_SETTINGS,
            "Xero has no account with the code {subject} that a sales invoice may use.",
            "Add the account {subject} in Xero's chart of accounts, or name another one in mappings.yaml or copy.revenue-account."),
    ACCOUNT_ARCHIVED(
            RetryTrigger.BY_SETTINGS,
            "The account {subject} is archived in Xero.",
            "Restore the account {subject} in Xero's chart of accounts, or name another one in mappings.yaml or copy.revenue-account."),
    ACCOUNT_UNFIT(
            RetryTrigger.BY_SETTINGS,
            "The account {subject} can't be used on an invoice line: it is a bank or system account of Xero.",
            "Name a revenue account instead of {subject} in mappings.yaml or copy.revenue-account, or as the item's or contact's sales account in Xero."),
    ITEM_UNKNOWN(
            RetryTrigger.BY_SETTINGS,
            "Xero has no item with the code \"{subject}\" that can be sold, but mappings.yaml asks for it.",
            "Add the item to Xero's products and services and mark it as sold, or correct itemCode in mappings.yaml."),
    TAX_RATE_MISSING(
            RetryTrigger.BY_SETTINGS,
            "Xero has no active tax rate of {subject}, as account {account} needs it.",
            "Add a tax rate of {subject} in Xero, or choose another account in mappings.yaml."),
    TAX_RATE_AMBIGUOUS(
            RetryTrigger.BY_SETTINGS,
            "Xero has several tax rates of {subject}: {candidates}. Which one is meant can't be told from the invoice.",
            "Add a rule to mappings.yaml: when tax {rate}, use one of {candidates}; or make it the default tax of account {account}."),
    TAX_RATE_INACTIVE(
            RetryTrigger.BY_SETTINGS,
            "The tax type {subject} is no longer active in Xero.",
            "Name an active tax type instead of {subject} in mappings.yaml or copy.untaxed-tax-type, or restore it in Xero."),
    TAX_RATE_DIFFERS(
            RetryTrigger.BY_SETTINGS,
            "The tax type {taxType} is {has} % in Xero, but lines are charged {wants} %.",
            "Correct the tax type for {wants} % in mappings.yaml or copy.untaxed-tax-type."),
    TAX_TYPE_UNKNOWN(
            RetryTrigger.BY_SETTINGS,
            "Xero doesn't know the tax type {subject} for sales invoices.",
            "Correct the tax type in mappings.yaml or copy.untaxed-tax-type; doctor lists the ones Xero has."),
    TAX_NOT_ALLOWED(
            RetryTrigger.BY_SETTINGS,
            "Xero doesn't allow the tax type {subject}.",
            "Choose another account or tax type in mappings.yaml, or change the account's type in Xero."),
    CONTACT_TAX_UNFIT(
            RetryTrigger.BY_SETTINGS,
            "The default sales tax of the Xero contact {contact} is {taxType}, which can't be charged: {words}.",
            "Correct the sales tax of {contact} in Xero, or name a tax type for this client in its agreement or in mappings.yaml."),
    TAX_REFUSED(
            RetryTrigger.BY_SETTINGS,
            "Xero doesn't accept the tax of a line of {subject}, saying: {words}",
            "Look at the tax type with copy --invoice {subject} --dry-run --explain and correct it in mappings.yaml or copy.untaxed-tax-type."),
    ACCOUNT_REFUSED(
            RetryTrigger.BY_SETTINGS,
            "Xero doesn't accept the account of a line of {subject}, saying: {words}",
            "Look at the account with copy --invoice {subject} --dry-run --explain and correct it in mappings.yaml or copy.revenue-account."),
    TRACKING_CATEGORY_MISSING(
            RetryTrigger.BY_SETTINGS,
            "Xero has no active tracking category named \"{subject}\".",
            "Add or restore the tracking category in Xero, or correct copy.tracking-category or mappings.yaml."),
    TRACKING_OPTION_UNKNOWN(
            RetryTrigger.BY_SETTINGS,
            "The tracking category \"{category}\" has no option \"{subject}\" in Xero.",
            "Add the option in Xero, or correct it in mappings.yaml."),
    TRACKING_OPTION_ARCHIVED(
            RetryTrigger.BY_SETTINGS,
            "The option \"{subject}\" of the tracking category \"{category}\" is archived in Xero.",
            "Restore the option in Xero, or name another one in mappings.yaml."),
    TRACKING_OPTION_NOT_MADE(
            RetryTrigger.BY_RETRY,
            "The option \"{subject}\" of the tracking category \"{category}\" could not be made in Xero yet: {words}",
            "Nothing: it is tried again by itself. It helps at once to add the option in Xero by hand, under exactly this name."),
    TRACKING_UNKNOWN(
            RetryTrigger.BY_SETTINGS,
            "Xero doesn't accept the tracking of this document: {words}",
            "Compare the tracking categories in Xero with copy.tracking-category and mappings.yaml."),
    CURRENCY_NOT_SUBSCRIBED(
            RetryTrigger.BY_SETTINGS,
            "The currency {subject} is not switched on in Xero.",
            "Add {subject} under Currencies in Xero's settings (the plan must allow several currencies)."),
    BRANDING_THEME_UNKNOWN(
            RetryTrigger.BY_SETTINGS,
            "Xero has no branding theme named \"{subject}\".",
            "Correct brandingTheme in mappings.yaml, or add the theme in Xero."),
    LOCKED_PERIOD(
            RetryTrigger.BY_SETTINGS,
            "The books in Xero are locked up to {subject}.",
            "Move the lock date in Xero while this is copied, or change the date in Harvest to a day after {subject}."),
    PAYMENT_ACCOUNT_MISSING(
            RetryTrigger.BY_SETTINGS,
            "No Xero account is known for payments {subject}.",
            "Set copy.payment-account, copy.payment-account.{currency} or copy.payment-account.gateway.NAME, or add a rule with paymentAccount to mappings.yaml."),
    PAYMENT_ACCOUNT_UNKNOWN(
            RetryTrigger.BY_SETTINGS,
            "Xero has no account {subject} to receive payments.",
            "Correct copy.payment-account or paymentAccount in mappings.yaml; an account without a code is named by its AccountID."),
    PAYMENT_ACCOUNT_ARCHIVED(
            RetryTrigger.BY_SETTINGS,
            "The payment account {subject} is archived in Xero.",
            "Restore it in Xero, or name another one in copy.payment-account or mappings.yaml."),
    PAYMENT_ACCOUNT_UNFIT(
            RetryTrigger.BY_SETTINGS,
            "The account {subject} can't receive payments in Xero.",
            "Name a bank account, or tick \"enable payments to this account\" on {subject} in Xero."),
    PAYMENT_ACCOUNT_CURRENCY(
            RetryTrigger.BY_SETTINGS,
            "The bank account {account} is kept in {has}, but payments in {currency} are to go there.",
            "Set copy.payment-account.{currency} to an account in {currency} or in the organisation's own currency."),
    WRITE_OFF_ACCOUNT_MISSING(
            RetryTrigger.BY_SETTINGS,
            "No account is known to write off invoices to.",
            "Set copy.write-off-account to the code of an account that may carry the invoice's sales tax."),
    APPROVAL_NOT_ALLOWED(
            RetryTrigger.BY_SETTINGS,
            "The user who connected Xero may not approve sales invoices, so Xero keeps them as drafts.",
            "Approve the drafts in Xero, or connect with a user who may approve; payments follow by themselves."),
    ROUNDING_ACCOUNT_MISSING(
            RetryTrigger.BY_SETTINGS,
            "A rounding line of {difference} {currency} is needed, but Xero names no rounding account.",
            "Ask Xero support for the organisation's rounding account, or change the amounts in Harvest."),

    // What only a change in Harvest removes.
    NO_LINES(
            RetryTrigger.BY_SOURCE_CHANGE,
            "Invoice {subject} has no lines.",
            "Add a line to the invoice in Harvest, or delete it there."),
    LINE_DESCRIPTION_MISSING(
            RetryTrigger.BY_SOURCE_CHANGE,
            "Invoice {subject}: {line} has no description, which Xero demands.",
            "Write a description for {line} in Harvest."),
    NUMBER_UNUSABLE(
            RetryTrigger.BY_SOURCE_CHANGE,
            "The invoice number \"{subject}\" can't be used in Xero: it may have 1 to 255 plain letters, digits and signs.",
            "Change the number of the invoice in Harvest."),
    AMOUNT_TOO_LARGE(
            RetryTrigger.BY_SOURCE_CHANGE,
            "Invoice {subject}: the amount {amount} of {line} is larger than Xero can hold.",
            "Split the line in Harvest."),
    AMOUNT_TOO_FINE(
            RetryTrigger.BY_SOURCE_CHANGE,
            "Xero works to two decimals whatever the currency, so it can't hold the {amount} {currency} of {what} {subject}.",
            "Make it end at two decimals (by a line that rounds the invoice in Harvest, by the payment's amount, by a price in the agreement), or enter it in Xero by hand as agreed with the client and discard this copy."),
    SOURCE_TOTAL_DIFFERS(
            RetryTrigger.BY_SOURCE_CHANGE,
            "Invoice {subject}: Harvest's lines, discount and taxes add up to {computed} {currency}, but its total is {amount} {currency}.",
            "Open and save the invoice in Harvest so that it is worked out again, then check its total."),
    TAX_DIFFERS(
            RetryTrigger.BY_SOURCE_CHANGE,
            "Invoice {subject}: {rate} % of the lines' {net} {currency} is {computed} {currency}, but Harvest charges {amount} {currency} of tax.",
            "Open and save the invoice in Harvest so that its tax is worked out again."),
    TOTAL_DIFFERS(
            RetryTrigger.BY_PERSON,
            "Invoice {subject}: Xero would show {computed} {currency} where Harvest has {amount} {currency}.",
            "Change the lines in Harvest so that each is quantity × price, or enter the invoice in Xero by hand and discard this copy."),
    NEGATIVE_TOTAL(
            RetryTrigger.BY_PERSON,
            "Invoice {subject} has the negative total {amount} {currency}, which Xero doesn't take as an invoice.",
            "Set copy.negative-totals=credit-note to copy such invoices as credit notes, or enter the credit in Xero by hand and discard this copy."),
    RECEIPT_NOT_READABLE(
            RetryTrigger.BY_PERSON,
            "The receipt of expense {expense} on invoice {subject} can't be fetched from Harvest: {words}",
            "Open {url}, save the file and attach it to the invoice in Xero; then discard this."),
    // Expenses.
    EXPENSE_ACCOUNT_MISSING(
            RetryTrigger.BY_SETTINGS,
            "No account is known for expenses of the category \"{subject}\".",
            "Add a rule for the category \"{subject}\" below expenses in mappings.yaml, or name an account for all other expenses there."),
    EXPENSE_ACCOUNT_UNFIT(
            RetryTrigger.BY_SETTINGS,
            "Expenses can't be booked to the account {subject}: {words}.",
            "Correct account below expenses in mappings.yaml, or put the account {subject} right in Xero's chart of accounts."),
    EXPENSE_TAX_UNFIT(
            RetryTrigger.BY_SETTINGS,
            "Expenses booked to account {account} can't carry the tax type {subject}: {words}.",
            "Name a taxType in a rule for expenses in mappings.yaml, or correct the default tax of account {account} in Xero."),
    EXPENSE_TAX_MISSING(
            RetryTrigger.BY_SETTINGS,
            "The account {subject} has no default tax in Xero, and no rule names a tax type for expenses of the category \"{category}\".",
            "Set the default tax of account {subject} in Xero, or name a taxType in a rule for expenses in mappings.yaml."),
    EXPENSE_BANK_MISSING(
            RetryTrigger.BY_SETTINGS,
            "No account is known from which {person} paid expenses of the category \"{subject}\".",
            "Name a paymentAccount for the category or the person in a rule for expenses in mappings.yaml."),
    EXPENSE_BANK_UNFIT(
            RetryTrigger.BY_SETTINGS,
            "Money can't be spent from the account {subject}: {words}.",
            "Correct paymentAccount in the rules for expenses in mappings.yaml; it takes a bank account or card of Xero."),
    EXPENSE_BELOW_ZERO(
            RetryTrigger.BY_SOURCE_CHANGE,
            "Expense {subject} is {amount} {currency}: money that came back is no money spent.",
            "Enter it as received money in Xero by hand and discard this, or correct the expense in Harvest."),
    EXPENSE_CONTACT_UNKNOWN(
            RetryTrigger.BY_SETTINGS,
            "Xero has no contact \"{subject}\" that expenses could be booked to, or several.",
            "Add the contact in Xero, or correct contact in the rules for expenses in mappings.yaml: its name, number or ContactID."),
    PERSON_NOT_IN_XERO(
            RetryTrigger.BY_SETTINGS,
            "{subject} ({email}) is no contact in Xero, so nobody can be paid back there.",
            "Add a contact with that name or e-mail address in Xero, or set contacts: create below expenses in mappings.yaml so that this happens by itself."),
    PERSON_AMBIGUOUS(
            RetryTrigger.BY_SETTINGS,
            "Several contacts in Xero could be {subject}: {candidates}.",
            "Give the right one the contact code {mark} in Xero, or merge them there."),
    APPROVER_UNFIT(
            RetryTrigger.BY_SETTINGS,
            "No bill goes in approved by {subject}, all go in submitted: {words}.",
            "Name somebody who approves expenses in Harvest as approver below expenses in mappings.yaml, or set status: submitted."),
    RECEIPT_MISSING(
            RetryTrigger.BY_SOURCE_CHANGE,
            "Expense {subject} of {person} ({category}, {day}) has no receipt, and one is required.",
            "Add the receipt to the expense in Harvest, or let it pass with receipts: wanted in a rule for expenses in mappings.yaml."),
    RECEIPT_WANTED(
            RetryTrigger.BY_SOURCE_CHANGE,
            "Expense {subject} of {person} ({category}, {day}) went on without a receipt.",
            "Add the receipt to the expense in Harvest and it is attached by itself, or discard this; receipts: ignored in a rule for expenses in mappings.yaml keeps it from being told."),
    EXPENSE_RECEIPT_UNREADABLE(
            RetryTrigger.BY_PERSON,
            "The receipt of expense {subject} on {bill} can't be fetched from Harvest: {words}",
            "Open {url}, save the file and attach it to {bill} in Xero; then discard this."),
    EXPENSE_RECEIPT_REFUSED(
            RetryTrigger.BY_PERSON,
            "The receipt of expense {subject} can't be attached to {bill} in Xero: {words}",
            "Attach it by hand from {url}, then discard this; or put right what Xero says and retry."),
    EXPENSE_CHANGED_LATE(
            RetryTrigger.BY_PERSON,
            "Expense {subject} {what} in Harvest, but {bill} is {status} in Xero by now and stays as it is.",
            "Correct {bill} in Xero by hand, or take the change back in Harvest; then discard this."),
    EXPENSE_MOVED_BOTH(
            RetryTrigger.BY_PERSON,
            "{subject} was changed on both sides: {differences}.",
            "Bring both sides together by hand; what was changed in Xero is never overwritten."),
    BILL_NUMBER_HELD(
            RetryTrigger.BY_PERSON,
            "Xero has a bill {subject} of {contact} that did not come from here, so none is made under that number.",
            "Give that bill another number in Xero, or delete it there if it stands for the same expenses; then retry."),
    SPEND_RECONCILED(
            RetryTrigger.BY_PERSON,
            "{subject} is reconciled with the bank statement in Xero, so it can't be changed there.",
            "Unreconcile it in Xero and retry, or take the change back in Harvest; then discard this."),
    BILL_ENDED_IN_XERO(
            RetryTrigger.BY_PERSON,
            "The bill {subject} is {status} in Xero, but its expenses are still approved in Harvest.",
            "Nothing is made in its place. Take the approval back in Harvest if that is meant, or enter the bill in Xero again by hand; then discard this."),
    PURCHASE_NOT_FOUND(
            RetryTrigger.BY_PERSON,
            "{subject} is to change, but Xero shows it no longer.",
            "Look for it in Xero; if it was removed there, discard this."),
    MANY_EXPENSES_GONE(
            RetryTrigger.BY_PERSON,
            "{subject} expenses are missing in Harvest at once, too many to believe; nothing was touched.",
            "Check that Harvest is connected as an administrator of the right account; if they were really deleted, correct their bills in Xero by hand."),
    ATTACHMENT_REFUSED(
            RetryTrigger.BY_PERSON,
            "Xero doesn't take the file {file} for invoice {subject}, saying: {words}",
            "Do what Xero's words ask for, then retry it; or attach the file in Xero by hand and discard this."),
    NOT_MARKED_AS_SENT(
            RetryTrigger.BY_PERSON,
            "Harvest doesn't mark invoice {subject} as sent, saying: {words}",
            "Mark it as sent in Harvest, then discard this."),
    MAIL_REFUSED(
            RetryTrigger.BY_PERSON,
            "Invoice {subject} was not e-mailed: {words}",
            "Do what the words ask for, then retry it; or send it by hand and discard this."),
    MIRROR_TAXES_DIFFER(
            RetryTrigger.BY_SETTINGS,
            "The lines of {subject} have other tax rates now than its mirror in Harvest.",
            "Give the lines the tax types they had when the invoice was made in Harvest."),
    CLIENT_NAME_UNUSABLE(
            RetryTrigger.BY_SOURCE_CHANGE,
            "The name of Harvest client {subject} holds nothing that Xero accepts as a name.",
            "Give the client a name in Harvest."),
    EMAIL_INVALID(
            RetryTrigger.BY_SOURCE_CHANGE,
            "Xero doesn't accept the e-mail address of {subject}.",
            "Correct the e-mail address of the client's contact in Harvest."),
    EMAIL_SEVERAL(
            RetryTrigger.BY_SOURCE_CHANGE,
            "The e-mail address of {subject} in Harvest holds more than one: \"{email}\". Xero takes one for a contact.",
            "Leave one address in that field in Harvest; other people are contacts of their own there."),
    CONTACT_EMAIL_INVALID(
            RetryTrigger.BY_RETRY,
            "The Xero contact of {subject} has an e-mail address that Xero itself doesn't accept.",
            "Correct the e-mail address on the contact in Xero; this is tried again by itself."),
    PAYMENT_NOT_POSITIVE(
            RetryTrigger.BY_SOURCE_CHANGE,
            "A payment of {amount} {currency} on invoice {subject} can't be recorded in Xero: only amounts above zero can.",
            "Record a refund in Xero by hand and discard this copy, or delete the payment in Harvest."),
    PAYMENT_EXCEEDS_DUE(
            RetryTrigger.BY_PERSON,
            "The payment of {amount} {currency} is more than what is still due on invoice {subject}{due}.",
            "Correct the payment in Harvest, or book the surplus as an overpayment in Xero by hand and discard this copy."),

    // What a person decides.
    CONTACT_AMBIGUOUS(
            RetryTrigger.BY_PERSON,
            "Several Xero contacts fit the client {subject}: {candidates}.",
            "Rename or merge them in Xero so that one is left, or give the right one the contact number {mark}."),
    CLIENT_NAME_CLASH(
            RetryTrigger.BY_PERSON,
            "The client {subject} has the same name as another Harvest client, {other}, as far as Xero can tell.",
            "Rename one of the two clients in Harvest, or give the right Xero contact the contact number {mark}."),
    CLIENT_EMAIL_CLASH(
            RetryTrigger.BY_PERSON,
            "The client {subject} has the e-mail address {email}, and the Xero contact with that address belongs to another Harvest client, {other}.",
            "Set copy.contact-by-email=false, or give one of the two clients an e-mail address of its own in Harvest, or give the right Xero contact the contact number {mark}."),
    CONTACT_ARCHIVED(
            RetryTrigger.BY_PERSON,
            "The Xero contact of {subject} is archived.",
            "Restore the contact in Xero, or rename the client in Harvest if it shall become a new contact."),
    CONTACT_CONFLICT(
            RetryTrigger.BY_PERSON,
            "Client {subject}: the {field} was changed in Harvest and in Xero. Harvest has \"{harvest}\", Xero has \"{xero}\".",
            "Say which counts: harvest-xero contacts answer {conflict} --take harvest (or xero). Discard this to leave both as they are."),
    CONTACT_NOT_MADE(
            RetryTrigger.BY_PERSON,
            "Client {subject} has no contact in Xero yet: {words}",
            "Put right what the words name, then retry this; or rename the client in Harvest. Discard it to do without a contact until there is an invoice."),
    CONTACT_STAYS_ARCHIVED(
            RetryTrigger.BY_PERSON,
            "Client {subject} is active in Harvest, but its Xero contact is archived, and Xero takes no changes of archived contacts.",
            "Restore the contact in Xero, or archive the client in Harvest; this goes on by itself then. Discard this to leave both as they are."),
    CONTACT_MERGED_AWAY(
            RetryTrigger.BY_PERSON,
            "The Xero contact of client {subject} was merged into {other}, which belongs to another Harvest client.",
            "Keep one of the two clients in Harvest, or make a contact of its own in Xero with the contact number {mark}."),
    CONTACT_PEOPLE_LEFT_OUT(
            RetryTrigger.BY_PERSON,
            "Client {subject} has more people who get invoices than a Xero contact holds (one and five more); left out: {people}.",
            "Take some of them off the client's invoice recipients in Harvest, or discard this."),
    CLIENT_REFUSED_BY_HARVEST(
            RetryTrigger.BY_PERSON,
            "Harvest doesn't take {what} of client {subject} from Xero, saying: {words}",
            "Do what Harvest's words ask for, then retry it; or discard this to leave both sides as they are."),
    CLIENT_GONE(
            RetryTrigger.BY_PERSON,
            "Client {subject} is no longer in Harvest, but its contact was changed in Xero.",
            "Archive the contact in Xero if nothing is open there, then discard this."),
    CONTACT_NAME_TAKEN(
            RetryTrigger.BY_PERSON,
            "Another Xero contact is already called {subject}.",
            "Rename one of the two, or give the right Xero contact the contact number {mark}."),
    CONTACT_NUMBER_TAKEN(
            RetryTrigger.BY_PERSON,
            "Another Xero contact, perhaps an archived one, already has the contact number of {subject}.",
            "Find the contact in Xero, also among the archived ones, and remove or correct its contact number."),
    CONTACT_NOT_FOUND(
            RetryTrigger.BY_RETRY,
            "Xero doesn't find the contact of {subject} any more.",
            "It is looked up again; if that doesn't help, check in Xero whether the contact was removed."),
    NUMBER_TAKEN(
            RetryTrigger.BY_PERSON,
            "Another invoice in Xero already has the number {subject}; numbers of voided and deleted ones stay taken.",
            "Change the number in Harvest, or rename the other invoice in Xero."),
    NUMBER_HELD_BY_COPY(
            RetryTrigger.BY_PERSON,
            "The number {subject} is held in Xero by the copy of another Harvest invoice, {other}.",
            "Free the number: {what}; this goes on by itself then."),
    NUMBER_CHANGED_TWICE(
            RetryTrigger.BY_PERSON,
            "Invoice {subject} was renumbered in Harvest and in Xero.",
            "Give it the same number on both sides."),
    AMOUNTS_REFUSED(
            RetryTrigger.BY_PERSON,
            "Xero works out the lines of {subject} differently, saying: {words}",
            "Compare the lines in Harvest with Xero's words; enter the invoice in Xero by hand and discard this copy if they can't be brought together."),
    CREDIT_EXCEEDS_DUE(
            RetryTrigger.BY_PERSON,
            "More would be written off than is still open on invoice {subject} in Xero.",
            "Compare the payments of the invoice on both sides."),
    DOCUMENT_NOT_FOUND(
            RetryTrigger.BY_PERSON,
            "Xero doesn't find its copy of {subject} any more.",
            "Look for it in Xero; if it is gone for good, discard this change."),
    INVOICE_NOT_EDITABLE(
            RetryTrigger.BY_PERSON,
            "Invoice {subject} can't be changed in Xero any more: it is voided or deleted there.",
            "Decide in Xero: leave it voided and discard this copy, or enter the change by hand."),
    STATUS_REFUSED(
            RetryTrigger.BY_PERSON,
            "Xero doesn't take {subject} in the status it was sent with, saying: {words}",
            "Let whoever looks after the program know; until then enter the document in Xero by hand and discard this copy."),
    INVOICE_HAS_PAYMENTS(
            RetryTrigger.BY_PERSON,
            "Invoice {subject} can't be changed or voided in Xero because a payment or credit note is allocated to it.",
            "Remove the payment or credit note in Xero first, or enter the difference by hand and discard this change."),
    DRIFT(
            RetryTrigger.BY_PERSON,
            "Invoice {subject} was changed on both sides: {differences}.",
            "Bring both sides together by hand; what was changed in Xero is never overwritten."),
    XERO_TOTAL_DIFFERS(
            RetryTrigger.BY_PERSON,
            "Xero shows {computed} {currency} for invoice {subject}, Harvest has {amount} {currency}. It stands as {status} in Xero, and its payments wait.",
            "Correct the invoice in Xero so that the totals are equal, and approve it if it is a draft; its payments follow then. Tell whoever looks after the program, too."),
    VOIDED_IN_XERO(
            RetryTrigger.BY_PERSON,
            "Invoice {subject} was voided or deleted in Xero, but Harvest still has it.",
            "Delete it in Harvest as well, or enter it in Xero anew under another number."),
    DELETED_IN_HARVEST(
            RetryTrigger.BY_PERSON,
            "Invoice {subject} was deleted in Harvest, but Xero still has it.",
            "Void it in Xero, or set copy.on-delete=follow so that this happens by itself."),
    MANY_DELETED_IN_HARVEST(
            RetryTrigger.BY_PERSON,
            "{subject} copied invoices are missing in Harvest at once, too many to believe; nothing was touched.",
            "Check that Harvest is connected as an administrator of the right account; if they were really deleted, void their copies in Xero by hand."),
    PAYMENT_DELETED_IN_HARVEST(
            RetryTrigger.BY_PERSON,
            "A payment of {amount} {currency} on invoice {subject} was deleted in Harvest, but Xero still has it.",
            "Remove the payment in Xero, or set copy.on-payment-delete=follow so that this happens by itself."),
    WRITTEN_OFF_IN_HARVEST(
            RetryTrigger.BY_PERSON,
            "Invoice {subject} was written off in Harvest; {amount} {currency} are still open in Xero.",
            "Write it off in Xero, or set copy.closed=follow and copy.write-off-account so that this happens by itself."),
    REOPENED_IN_HARVEST(
            RetryTrigger.BY_PERSON,
            "Invoice {subject} was re-opened in Harvest after it was written off; {credit} still counts against it in Xero.",
            "Take the credit off the invoice and void it in Xero. With copy.closed=follow that happens by itself, unless the credit was also used for another invoice."),
    CREDIT_BALANCE(
            RetryTrigger.BY_PERSON,
            "Invoice {subject} has a credit balance of {amount} {currency} in Harvest.",
            "Decide whether the client gets the money back, and record it in both."),
    PAYMENT_UNEXPLAINED(
            RetryTrigger.BY_PERSON,
            "Xero has {unexplained} {currency} of payments on invoice {subject} that did not come from here: {xero}. Harvest has {harvest}. The payment of {amount} {currency} is not posted until it is known whether that is the same money.",
            "If it is the same money, discard this copy: what stands in Xero then counts as this payment. If it is other money, record it in Harvest, too, or remove it in Xero if it is wrong; this goes on by itself then."),
    PAYMENT_TWICE(
            RetryTrigger.BY_PERSON,
            "Xero has the payment of {amount} {currency} on invoice {subject} that was copied, and also {xero}, which did not come from here. It may be the same money twice.",
            "If it is the same money, remove one of the two in Xero; this goes by itself then. If it is other money, record it in Harvest, too, or discard this."),
    PAYMENT_ONLY_IN_XERO(
            RetryTrigger.BY_PERSON,
            "A payment of {amount} {currency} of {day}{from} on invoice {subject} stands in Xero only.",
            "Record it in Harvest, too; this goes by itself then. Or set copy.payments-back=follow, which records it."),
    PAYMENT_BACK_UNCLEAR(
            RetryTrigger.BY_PERSON,
            "Xero has a payment of {amount} {currency} of {day}{from} on invoice {subject}, and Harvest has {harvest}, which may be the same money. It is not recorded in Harvest.",
            "If it is the same money, discard this. If it is other money, record it in Harvest by hand and discard this, or remove what is wrong on either side; it is looked at again then."),
    PAYMENT_BACK_EXCEEDS_DUE(
            RetryTrigger.BY_PERSON,
            "The payment of {amount} {currency} of {day}{from} on invoice {subject} in Xero is more than the {due} {currency} that are due in Harvest, which has {harvest}.",
            "If Harvest has this money already, discard this. Else correct the invoice or its payments on the side that is wrong; it is looked at again then."),
    PAYMENT_BACK_CURRENCY(
            RetryTrigger.BY_PERSON,
            "A payment of {amount} of {day}{from} on invoice {subject} is in {has} in Xero, but the invoice is in {currency} in Harvest.",
            "Record it in Harvest by hand in {currency}, then discard this."),
    PAYMENT_BACK_NOT_COPIED(
            RetryTrigger.BY_PERSON,
            "A payment of {amount} {currency} of {day}{from} stands in Xero on invoice {subject}. Harvest has an invoice of that number, too, but it isn't known whether it is the same.",
            "If it is the same, record the payment in Harvest by hand; then discard this."),
    PAYMENT_BACK_INVOICE_GONE(
            RetryTrigger.BY_PERSON,
            "A payment of {amount} {currency} of {day}{from} stands in Xero on invoice {subject}, which Harvest no longer has.",
            "Decide in Xero what becomes of the invoice and its payment, then discard this."),
    PAYMENT_BACK_WRITTEN_OFF(
            RetryTrigger.BY_PERSON,
            "A payment of {amount} {currency} of {day}{from} stands in Xero on invoice {subject}, which is written off in Harvest.",
            "Re-open the invoice in Harvest; the payment is recorded by itself then. Or discard this."),
    PAYMENT_BACK_REFUSED(
            RetryTrigger.BY_PERSON,
            "Harvest doesn't take the payment of {amount} {currency} of {day}{from} on invoice {subject}, saying: {words}",
            "Put right in Harvest what it says; the payment is tried again once the invoice changes, or with failed retry. Or record it by hand and discard this."),
    CREDIT_ONLY_IN_XERO(
            RetryTrigger.BY_PERSON,
            "Xero counts {what} of {amount} {currency} of {day}{from} against invoice {subject}, and Harvest doesn't know of it.",
            "Write that amount off in Harvest, or record it there by hand, then discard this. Or set copy.payments-back.credits=payment-with-note, which records it as a payment that says so."),
    PAYMENT_BACK_DIFFERS(
            RetryTrigger.BY_PERSON,
            "Xero counts {what} of {amount} {currency} of {day}{from} against invoice {subject} now, and Harvest has {harvest} for it.",
            "Correct the payment in Harvest by hand; this goes by itself then. Or discard this."),
    PAYMENT_DELETED_IN_XERO(
            RetryTrigger.BY_PERSON,
            "The payment of {amount} {currency} of {day}{from} on invoice {subject} was removed in Xero, but Harvest still has it.{hint}",
            "Delete it in Harvest, too, if it is wrong{or}; this goes by itself then."),
    PAYMENT_FROM_XERO_DELETED(
            RetryTrigger.BY_PERSON,
            "A payment of {amount} {currency} on invoice {subject} that came from Xero was deleted in Harvest, but Xero still has it.",
            "Remove the payment in Xero if it is wrong. Else record it in Harvest again by hand, then discard this."),
    PAYMENT_NOT_EDITABLE(
            RetryTrigger.BY_PERSON,
            "The payment on invoice {subject} can't be changed or removed in Xero; it may be reconciled or part of a batch.",
            "Undo its reconciliation in Xero or remove it there by hand."),
    MAIL_UNCLEAR(
            RetryTrigger.BY_PERSON,
            "Invoice {subject} may have been e-mailed by Xero; no answer came.",
            "Look at the invoice's history in Xero and send it by hand if needed."),
    NO_EMAIL_ADDRESS(
            RetryTrigger.BY_PERSON,
            "Xero has no e-mail address for {subject}.",
            "Add the e-mail address to the contact in Xero."),
    DUE_DATE_MISSING(
            RetryTrigger.BY_RETRY,
            "Xero wants a due date for invoice {subject}.",
            "Give the invoice a due date in Harvest, or set copy.default-due-days."),
    DATE_MISSING(
            RetryTrigger.BY_SOURCE_CHANGE,
            "Xero wants a date for invoice {subject}.",
            "Give the invoice an issue date in Harvest."),

    // What may pass by itself.
    INVOICE_NOT_APPROVED(
            RetryTrigger.BY_RETRY,
            "Invoice {subject} isn't approved in Xero yet, so nothing can be recorded against it.",
            "Approve the invoice in Xero."),
    PLAN_LIMIT(
            RetryTrigger.BY_RETRY,
            "The Xero plan allows no more approved invoices this month.",
            "Upgrade the Xero plan, or wait for the next month."),
    ORGANISATION_OFFLINE(
            RetryTrigger.BY_RETRY, "The Xero organisation is offline.", "Nothing to do but wait; it is tried again."),
    PROJECT_TYPE_UNREAD(
            RetryTrigger.BY_RETRY,
            "A rule of mappings.yaml asks for the type of the project \"{subject}\", and Harvest's list of projects could not be read.",
            "It is read again in the next cycle; if it stays, see in the log why, and whether the Harvest user may see all projects."),
    UNREADABLE(
            RetryTrigger.BY_RETRY,
            "Harvest's data can't be read: {subject}",
            "It is tried again; if it stays, send the log lines of this document to whoever looks after the program."),
    // Billing: nothing is stored of a period that meets one of these; the next bill run tries again.
    BILL_DOES_NOT_TIE(
            RetryTrigger.BY_PERSON,
            "The bill of {subject} does not add up, so nothing of it was stored: {words}.",
            "Send the message to whoever looks after the program; no invoice was made and no time is reserved."),
    BILL_WORK_UNREADABLE(
            RetryTrigger.BY_SOURCE_CHANGE,
            "{subject} can't be billed: Harvest's {work} can't be read, {words}.",
            "Correct the {work} in Harvest; the next look bills the period."),
    BILL_FAILED(
            RetryTrigger.BY_RETRY,
            "{subject} could not be billed: {words}.",
            "It is tried again at the next look; if it stays, send the log lines to whoever looks after the program."),
    AGREEMENT_REFUSED(
            RetryTrigger.BY_SETTINGS,
            "The agreement {subject} can't be used: {words}.",
            "Correct the file; its last good version, if there was one, stays in force until then."),
    AGREEMENT_CLIENT_UNKNOWN(
            RetryTrigger.BY_SETTINGS,
            "The agreement {subject} names the client \"{client}\", {words}.",
            "Write the client's name exactly as in Harvest, or its id, into {subject}; each client has one agreement."),
    BILLED_WORK_CHANGED(
            RetryTrigger.BY_PERSON,
            "{subject} changed in Harvest after it was billed on {invoice}: {words}.",
            "Take the invoice back and bill it right with `bill --credit-and-rebill NUMBER`, or leave it and discard this with the reason. Hours that were added come with the next bill, unless Harvest counts the entry as invoiced."),
    BILLED_WORK_DELETED(
            RetryTrigger.BY_PERSON,
            "{subject} was deleted in Harvest after it was billed on {invoice}: {words}.",
            "Take the invoice back and bill without it with `bill --credit-and-rebill NUMBER`, or leave it and discard this with the reason."),
    LATER_PERIOD_DIFFERS(
            RetryTrigger.BY_PERSON,
            "{subject} was billed by what was left before {because} was billed anew: {words}.",
            "To set it right, {how}; or settle the difference by hand and discard this with the reason. With rebill.later=next-bill such differences go on the next bill by themselves."),
    LATER_PERIOD_UNKNOWN(
            RetryTrigger.BY_PERSON,
            "{subject} may come out otherwise since {because} was billed anew, but can't be reckoned again: {words}.",
            "Compare what it used of plans, caps and orders with what is left now; then discard this with the reason."),
    MANY_BILLED_WORK_MISSING(
            RetryTrigger.BY_PERSON,
            "{subject} billed entries are missing from Harvest at once.",
            "Make sure the token still sees all work in Harvest (doctor tells whose it is); then discard this, and the next daily look tells them one by one if they are few."),
    REFUSED_BY_XERO(
            RetryTrigger.BY_PERSON,
            "Xero refuses it, saying: {subject}",
            "Do what Xero's words ask for, then retry it."),
    UNEXPECTED(
            RetryTrigger.BY_RETRY,
            "Something went wrong that this program did not foresee: {subject}",
            "Retry it; if it stays, send the log lines of this document to whoever looks after the program.");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    private final RetryTrigger heals;
    private final String sentence;
    private final String remedy;

    FailureCode(RetryTrigger heals, String sentence, String remedy) {
        this.heals = heals;
        this.sentence = sentence;
        this.remedy = remedy;
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
        return fill(sentence, subject, facts);
    }

    public String remedy(String subject, Map<String, String> facts) {
        return fill(remedy, subject, facts);
    }

    /** One pass over the template, so that braces in names and in Xero's words stay what they are; a missing fact shows as "?". */
    private static String fill(String template, String subject, Map<String, String> facts) {
        return PLACEHOLDER.matcher(template).replaceAll(found -> {
            String name = found.group(1);
            String value = name.equals("subject") ? subject : facts.getOrDefault(name, "?");
            return Matcher.quoteReplacement(value);
        });
    }
}
