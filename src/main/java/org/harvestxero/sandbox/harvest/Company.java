package org.harvestxero.sandbox.harvest;

/** The account's settings as {@code /company} shows them. */
final class Company {
    private final HarvestSandboxOptions.Company options;
    private boolean timestampTimers;
    private boolean approval = true;
    private long weeklyCapacity = 126_000;

    Company(HarvestSandboxOptions.Company options) {
        this.options = options;
    }

    String name() {
        return options.name();
    }

    String currency() {
        return options.currency();
    }

    String timeZone() {
        return options.timeZone();
    }

    boolean twelveHours() {
        return true;
    }

    /** True when people enter start and end instead of hours. */
    boolean timestampTimers() {
        return timestampTimers;
    }

    void change(Fields fields) {
        fields.flag("wants_timestamp_timers", value -> timestampTimers = value);
        fields.number("weekly_capacity", value -> weeklyCapacity = value.longValue());
        fields.apply();
    }

    void approvalFeature(boolean on) {
        approval = on;
    }

    void write(JsonWriter out, HarvestAccount account) {
        String web = account.webUrl();
        out.text("base_uri", web)
                .text("full_domain", web.substring(web.indexOf("//") + 2))
                .text("name", name())
                .flag("is_active", true)
                .text("week_start_day", "Monday")
                .flag("wants_timestamp_timers", timestampTimers)
                .text("time_format", "decimal")
                .text("date_format", "%d/%m/%Y")
                .text("plan_type", "simple-v4")
                .flag("expense_feature", true)
                .flag("invoice_feature", true)
                .flag("estimate_feature", true)
                .flag("approval_feature", approval)
                .flag("team_feature", true)
                .text("clock", twelveHours() ? "12h" : "24h")
                .text("currency_code_display", "iso_code_none")
                .text("currency_symbol_display", "symbol_before")
                .text("decimal_symbol", ".")
                .text("thousands_separator", ",")
                .text("color_scheme", "orange")
                .whole("weekly_capacity", weeklyCapacity);
        if (account.is(HarvestSwitch.OBSERVED_EXTRAS)) {
            out.text("currency", currency())
                    .flag("saml_sign_in_required", false)
                    .flag("day_entry_notes_required", false);
        }
    }
}
