package org.harvestxero.mcp;

import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What people often want of an assistant, worded for it. */
final class Guides {
    private static final Pattern MONTH = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])");
    private static final Pattern INVOICE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._/#-]{0,59}");
    private static final String CHECKLIST = """
            Go through the month-end checklist for %1$s with harvest-xero's tools, and report each step as done, open or in the way, with numbers
            and amounts as the tools tell them:
            1. status: is anything paused or in the way, and when did copying last succeed?
            2. failed_causes: what could not be copied, and what does each cause ask for? Name the documents of each with failed_copies.
            3. drafts_waiting: which drafts wait, for whose yes, and why?
            4. billing_periods from %1$s to %1$s: which periods are billed, due, failed or not over?
            5. balances: which retainers, caps and orders are used up or nearly so?
            6. reconciliation, then differences for each reason that asks for something: do both sides agree to the cent?
            7. overdue: what is overdue for longest, and what is held?
            8. client_conflicts: what waits for a person's answer?
            9. search_work with the state held: which work do bills leave out, and why?
            10. profit from %1$s, by project: what stands out? Its notes say which months were not read yet.
            End with a list of what a person has to do, the most urgent first. Change nothing; where something clearly has to be done, offer to propose it.
            """;
    private static final String DIFFERENT = """
            Find out why the invoice %1$s is as it is, or differs between Harvest and Xero, with harvest-xero's tools:
            1. search_invoices with that number; take the id of the one that is meant, and ask if several may be.
            2. invoice_story: which facts and lines differ between the sides, what was paid, and what happened last?
            3. explain_invoice: from which entries, rules, rates and roundings do its amounts come? Ask for one line where one differs.
            4. If it stands failed, failed_copy: what is wrong, and what does it ask for? mapping_choices, try_mappings: would another rule help?
            Then say in a few sentences why it differs, to the cent, and what a person can do. Ask the sides freshly (fresh) only if what is known
            is older than the change in question.
            """;

    private Guides() {}

    static List<SyncPromptSpecification> all() {
        return List.of(
                guide(
                        "month_end_checklist",
                        "Month-end checklist",
                        "Goes through what a month's end asks for, and tells what is open.",
                        McpSchema.PromptArgument.builder("month")
                                .description("Such as 2026-10.")
                                .required(true)
                                .build(),
                        MONTH,
                        CHECKLIST),
                guide(
                        "why_is_this_invoice_different",
                        "Why is this invoice different",
                        "Finds out where an invoice's amounts come from, and why both sides differ.",
                        McpSchema.PromptArgument.builder("invoice")
                                .description("Its number.")
                                .required(true)
                                .build(),
                        INVOICE,
                        DIFFERENT));
    }

    private static SyncPromptSpecification guide(
            String name, String title, String says, McpSchema.PromptArgument argument, Pattern fits, String words) {
        return new SyncPromptSpecification(
                McpSchema.Prompt.builder(name)
                        .title(title)
                        .description(says)
                        .arguments(List.of(argument))
                        .build(),
                (exchange, asked) -> {
                    Map<String, Object> given = asked.arguments() == null ? Map.of() : asked.arguments();
                    String value = String.valueOf(given.getOrDefault(argument.name(), ""))
                            .strip();
                    if (!fits.matcher(value).matches()) {
                        throw McpError.builder(McpSchema.ErrorCodes.INVALID_PARAMS)
                                .message("Give " + argument.name() + ": " + argument.description())
                                .build();
                    }
                    return McpSchema.GetPromptResult.builder(List.of(McpSchema.PromptMessage.builder(
                                            McpSchema.Role.USER,
                                            McpSchema.TextContent.builder(words.formatted(value))
                                                    .build())
                                    .build()))
                            .description(says)
                            .build();
                });
    }
}
