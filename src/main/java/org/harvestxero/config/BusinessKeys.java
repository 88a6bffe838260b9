package org.harvestxero.config;

import static org.harvestxero.config.Key.family;
import static org.harvestxero.config.Key.of;

import java.util.List;

/** What is copied, billed, credited and reviewed, and when. */
final class BusinessKeys {
    static final List<Key> KEYS = List.of(
            of("copy.since", null, SettingRule.DATE, "Copy invoices issued on or after this date."),
            of("copy.schedule", "0 0/5 * * * ?", SettingRule.CRON, "When to look for changes; Quartz cron."),
            of(
                    "copy.sweep-schedule",
                    "0 30 3 * * ?",
                    SettingRule.CRON,
                    "When to compare everything and find deletions; Quartz cron."),
            of("copy.drafts", "true", SettingRule.FLAG, "Copy drafts as drafts."),
            of("copy.revenue-account", null, SettingRule.TEXT, "Account code for lines without a better one."),
            of("copy.untaxed-tax-type", "NONE", SettingRule.TEXT, "Xero tax type of untaxed lines."),
            of("copy.default-due-days", "30", SettingRule.number(0, 3_650), "Days until due when neither side says."),
            of("copy.payments", "false", SettingRule.FLAG, "Copy payments too."),
            family(
                    "copy.payment-account",
                    SettingRule.TEXT,
                    "Account code or id that payments go to; also by currency (.USD) and gateway (.gateway.stripe)."),
            of(
                    "copy.tracking-category",
                    null,
                    SettingRule.TEXT,
                    "Xero tracking category filled with the client's name."),
            of(
                    "copy.on-delete",
                    "report",
                    SettingRule.oneOf("follow", "report"),
                    "What to do when a copied invoice is deleted in Harvest."),
            of(
                    "copy.on-payment-delete",
                    "report",
                    SettingRule.oneOf("follow", "report"),
                    "What to do when a copied payment is deleted in Harvest."),
            of(
                    "copy.payments-match",
                    "adopt",
                    SettingRule.oneOf("adopt", "ask"),
                    "What to do with a payment of an invoice that someone entered in Xero, too: take it as the copy where both match uniquely, or ask."),
            of(
                    "copy.payments-back",
                    "off",
                    SettingRule.oneOf("off", "report", "follow"),
                    "What to do with payments recorded in Xero on copied invoices: nothing, tell of each that Harvest lacks, or record it there."),
            of(
                    "copy.payments-back.drafts",
                    "wait",
                    SettingRule.oneOf("wait", "send"),
                    "What to do when such an invoice is still a draft in Harvest: wait until it is sent, or mark it as sent (no mail)."),
            of(
                    "copy.payments-back.on-delete",
                    "report",
                    SettingRule.oneOf("follow", "report"),
                    "What to do when a payment that was recorded in Harvest this way is removed in Xero."),
            of(
                    "copy.payments-back.on-void",
                    "report",
                    SettingRule.oneOf("report", "draft", "delete"),
                    "What to do in Harvest when a copied invoice without payments is voided or deleted in Xero: tell of it, set it back to draft, or delete it. Works with copy.payments-back=follow."),
            of(
                    "copy.payments-back.credits",
                    "task",
                    SettingRule.oneOf("payment-with-note", "task"),
                    "What to do with credit notes, overpayments, prepayments and write-offs set against copied invoices in Xero: record a payment that says so, or tell of each."),
            of(
                    "copy.closed",
                    "report",
                    SettingRule.oneOf("follow", "report"),
                    "What to do when a copied invoice is written off in Harvest."),
            of(
                    "copy.negative-totals",
                    "report",
                    SettingRule.oneOf("credit-note", "report"),
                    "What becomes of an invoice whose total is below zero."),
            of(
                    "expenses.as",
                    "none",
                    SettingRule.oneOf("none", "bill", "spend"),
                    "What approved expenses become in Xero: a bill to the person, money spent from an account, or nothing."),
            of(
                    "expenses.since",
                    null,
                    SettingRule.DATE,
                    "Copy expenses spent on or after this date; copy.since without it."),
            of("copy.write-off-account", null, SettingRule.TEXT, "Account code for amounts written off."),
            of(
                    "copy.contact-by-email",
                    "false",
                    SettingRule.FLAG,
                    "Adopt a Xero contact with the client's e-mail address."),
            of(
                    "contacts.create",
                    "with-invoice",
                    SettingRule.oneOf("with-invoice", "at-once"),
                    "When a new Harvest client gets its Xero contact: with its first invoice, or at once. At once counts for clients made after it is set."),
            of(
                    "contacts.follow",
                    "false",
                    SettingRule.FLAG,
                    "Let clients and their contacts follow each other's changes, field by field."),
            family(
                    "contacts.defaults.payment-terms",
                    SettingRule.PAYMENT_TERMS,
                    "Payment terms a contact is given when it is made, such as 30 days or 20 next month; also by currency (.USD)."),
            family(
                    "contacts.defaults.sales-account",
                    SettingRule.TEXT,
                    "Code of the sales account a contact is given when it is made; also by currency (.USD)."),
            family(
                    "contacts.defaults.sales-tax",
                    SettingRule.TEXT,
                    "Tax type of sales a contact is given when it is made; also by currency (.USD)."),
            family(
                    "contacts.defaults.group",
                    SettingRule.TEXT,
                    "Name of the contact group a contact is put into when it is made; also by currency (.USD)."),
            of(
                    "contacts.from-group",
                    null,
                    SettingRule.TEXT,
                    "Name of a contact group in Xero whose contacts become clients in Harvest; without it none do."),
            followed("name", "the name"),
            followed("email", "the e-mail address of the client's main person"),
            followed("address", "the postal address"),
            followed("phones", "the phone numbers of the client's main person"),
            followed("people", "the people"),
            followed("active", "archiving and restoring"),
            of(
                    "bill.schedule",
                    "0 20 * * * ?",
                    SettingRule.CRON,
                    "When to look for periods to bill by agreements/; Quartz cron."),
            of(
                    "bill.since",
                    null,
                    SettingRule.DATE,
                    "Bill periods whose invoice is dated on or after this date by themselves; without it from each agreement's start. Earlier ones only by bill --period."),
            of(
                    "bill.trigger",
                    null,
                    SettingRule.TRIGGER,
                    "A word such as #bill that, in the notes of a time entry or expense in Harvest, has just that work billed at once; its draft goes to review."),
            of(
                    "bill.trigger-projects",
                    null,
                    SettingRule.TEXT,
                    "The same by name: all unbilled work of projects called so, such as *(ready to bill); * stands for any text."),
            of("bill.trigger-tasks", null, SettingRule.TEXT, "The same by name: all unbilled time on tasks called so."),
            of(
                    "bill.trigger-schedule",
                    "0 5/10 * * * ?",
                    SettingRule.CRON,
                    "When to look for work marked so; Quartz cron. Without bill.trigger… nothing is read."),
            of(
                    "rebill.date",
                    "today",
                    SettingRule.oneOf("today", "original"),
                    "What the invoice that replaces one taken back is dated: the day it is made, or what the first one was. Never into a period locked in Xero: then the first open day."),
            of(
                    "rebill.later",
                    "task",
                    SettingRule.oneOf("task", "next-bill"),
                    "What becomes of the difference when later periods come out otherwise because an earlier one was billed anew: a task for a person, or a line of the client's next bill."),
            of(
                    "overdue.steps",
                    "off",
                    SettingRule.oneOf("off", "on"),
                    "Whether anything is done about overdue invoices by overdue.yaml: managers and owners told, clients put on the stop-work list."),
            of(
                    "overdue.clients",
                    "off",
                    SettingRule.oneOf("off", "on"),
                    "Whether clients are reminded, too. The first run after it was switched on only shows what it would send."),
            of(
                    "overdue.schedule",
                    "0 10 * * * ?",
                    SettingRule.CRON,
                    "When to look which steps about overdue invoices are due; Quartz cron."),
            of(
                    "reconcile.schedule",
                    "off",
                    SettingRule.CRON_OR_OFF,
                    "When to compare Harvest, Xero and what is kept here, to the cent; Quartz cron, or off."),
            of(
                    "reconcile.after-payment",
                    "false",
                    SettingRule.FLAG,
                    "Compare also within five minutes after a payment arrived."),
            of(
                    "reconcile.keep-days",
                    "730",
                    SettingRule.number(1, 36_500),
                    "Days that each day's sums, reasons and differences are kept."),
            of(
                    "month-end.schedule",
                    "off",
                    SettingRule.CRON_OR_OFF,
                    "When to look whether the journals of the month before are due by the calendar of journals.yaml, and to make them; Quartz cron, or off."),
            of(
                    "payroll.schedule",
                    "off",
                    SettingRule.CRON_OR_OFF,
                    "When to look whether a pay period is over by payroll.yaml, and to make its timesheets; Quartz cron, or off."),
            of(
                    "profit.holidays",
                    "none",
                    SettingRule.TEXT,
                    "Public holidays on which nobody is expected to work, such as gb-eng, for what people's capacity comes to; or none."),
            of(
                    "profit.accrued",
                    "true",
                    SettingRule.FLAG,
                    "Whether margins count what unbilled work grew by, at agreed prices: Harvest's unbilled work is read for each month."),
            of(
                    "profit.report.schedule",
                    "off",
                    SettingRule.CRON_OR_OFF,
                    "When to mail owners a page about what the month before earned, once a month; Quartz cron, or off."),
            of("profit.report.to", null, SettingRule.TEXT, "Who gets that page, parted by commas; without it mail.to."),
            of(
                    "budget.schedule",
                    "off",
                    SettingRule.CRON_OR_OFF,
                    "When to look how much of each project's budget in Harvest is used, and to tell of steps that were passed; Quartz cron, or off."),
            of(
                    "budget.mail",
                    "off",
                    SettingRule.oneOf("off", "on"),
                    "Whether a project's managers are mailed of steps; hooks are told anyway."),
            family(
                    "budget.steps",
                    SettingRule.STEPS,
                    "At how many percent of a budget somebody is told (50, 75, 90, 100 as usual; none), or of one project by name with hyphens for blanks, or id: budget.steps.website-redesign=80, 100."),
            family(
                    "review.role",
                    SettingRule.TEXT,
                    "Who may say yes to drafts in a role, parted by commas (review.role.strategist=Ada, Bob); without it everybody."));

    private static Key followed(String field, String words) {
        return of(
                "contacts." + field,
                "ask",
                SettingRule.oneOf("off", "harvest", "xero", "newest", "ask"),
                "With contacts.follow, who wins where both sides changed " + words
                        + ": Harvest, Xero, the newest change, or a person who is asked; off: it never crosses.");
    }

    private BusinessKeys() {}
}
