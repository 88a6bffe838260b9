package org.harvestxero.sandbox.harvest;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.harvestxero.sandbox.harvest.TimeEntry.Billed;
import org.jspecify.annotations.Nullable;

/** What Harvest's API can't do, but people in Harvest and testers of the bridge can: {@code /sandbox/…}. */
final class BackDoor {
    private final HarvestAccount account;
    private final Tokens tokens;
    private final FaultPlan faults;
    private final RequestLog log;

    BackDoor(HarvestAccount account, Tokens tokens, FaultPlan faults, RequestLog log) {
        this.account = account;
        this.tokens = tokens;
        this.faults = faults;
        this.log = log;
    }

    Reply answer(IncomingRequest request, String path, Fields body) {
        return switch (request.method() + " " + path) {
            case "GET /calls" -> calls();
            case "GET /requests" -> requests(Query.parse(request.query()));
            case "DELETE /calls", "DELETE /requests" -> done(log::clear);
            case "GET /mails" -> mails();
            case "DELETE /mails" -> done(account.mails::clear);
            case "GET /switches" -> switches();
            case "PATCH /switches" -> change(body);
            case "PATCH /settings" -> settings(body);
            case "POST /faults" -> done(() -> faults.add(fault(body)));
            case "DELETE /faults" -> done(faults::clear);
            case "POST /approvals" -> approvals(body);
            case "POST /marks" -> done(() -> body.wholes("time_entry_ids").forEach(this::markAsInvoiced));
            case "POST /tokens" -> done(() -> addToken(required(body, "token"), whole(body, "user_id")));
            case "DELETE /tokens" -> done(() -> revoke(required(body, "token")));
            case "POST /tokens/expire" -> done(tokens::expireAll);
            case "POST /bulk" -> bulk(body);
            default -> throw HarvestProblem.noSuchPage();
        };
    }

    Map<String, Long> countedCalls() {
        return log.calls();
    }

    List<LoggedRequest> loggedRequests() {
        return log.latest();
    }

    void clearLog() {
        log.clear();
    }

    void add(Fault fault) {
        faults.add(fault);
    }

    void clearFaults() {
        faults.clear();
    }

    void addToken(String token, long userId) {
        tokens.addPersonal(token, account.users.get(userId));
    }

    void revoke(String token) {
        tokens.revoke(token);
    }

    void expireTokens() {
        tokens.expireAll();
    }

    /** As approvers and their people do in Harvest. */
    void setApproval(long id, Approval approval) {
        TimeEntry entry = account.timeEntries.find(id);
        Expense expense = account.expenses.find(id);
        if (entry != null) {
            entry.approval = approval;
        } else if (expense != null) {
            expense.approval = approval;
        } else {
            throw HarvestProblem.notFound();
        }
        if (account.is(HarvestSwitch.BILLING_TOUCHES_ENTRIES)) {
            (entry != null ? entry : Objects.requireNonNull(expense)).touch(account.now());
        }
    }

    /** "Mark hours as invoiced": billed without a Harvest invoice. */
    void markAsInvoiced(long id) {
        TimeEntry entry = account.timeEntries.get(id);
        entry.asBilled = new Billed(
                null, entry.roundedHours(account.rounding(), account.now()), entry.billableRate(), entry.isBillable());
        entry.billed = true;
        if (account.is(HarvestSwitch.BILLING_TOUCHES_ENTRIES)) {
            entry.touch(account.now());
        }
    }

    private Reply calls() {
        return Reply.json(200, out -> log.calls().forEach(out::whole));
    }

    private Reply requests(Query query) {
        Long last = query.number("last");
        List<LoggedRequest> all = log.latest();
        int from = last == null ? 0 : Math.max(0, all.size() - last.intValue());
        return Reply.json(
                200,
                out -> out.rows(
                        "requests",
                        all.subList(from, all.size()),
                        (request, row) -> row.time("at", request.at())
                                .text("method", request.method())
                                .text("path", request.path())
                                .text("template", request.template())
                                .whole("status", request.status())
                                .text("body", request.body())));
    }

    private Reply mails() {
        return Reply.json(
                200,
                out -> out.rows(
                        "mails",
                        account.mails.all(),
                        (mail, row) -> row.time("at", mail.at())
                                .text("kind", mail.kind())
                                .whole("invoice_id", mail.invoiceId())
                                .texts("recipients", mail.recipients())
                                .text("subject", mail.subject())
                                .text("body", mail.body())));
    }

    private Reply switches() {
        return Reply.json(200, out -> {
            for (HarvestSwitch each : HarvestSwitch.values()) {
                out.flag(each.name(), account.is(each));
            }
        });
    }

    private Reply change(Fields body) {
        for (HarvestSwitch each : HarvestSwitch.values()) {
            body.flag(each.name(), on -> account.turn(each, on));
        }
        body.apply();
        return switches();
    }

    private Reply settings(Fields body) {
        Long minutes = body.whole("rounding_minutes");
        body.check(minutes == null || (minutes >= 1 && minutes <= 60), "Rounding minutes must be from 1 to 60");
        body.stopIfWrong();
        if (minutes != null) {
            account.rounding(new TimeRounding(minutes.intValue(), body.flag("rounding_up", false)));
        }
        body.flag("approval_feature", account.company::approvalFeature);
        body.apply();
        return done(() -> {});
    }

    private Reply approvals(Fields body) {
        Approval approval = enumOf(Approval.class, required(body, "status"));
        List<Long> ids = body.wholes("ids");
        ids.forEach(id -> setApproval(id, approval));
        return done(() -> {});
    }

    private Reply bulk(Fields body) {
        BulkSeed seed = BulkSeed.of(body, account.today());
        Map<String, Integer> made = seed.plant(account);
        return Reply.json(200, out -> made.forEach(out::whole));
    }

    private static Fault fault(Fields body) {
        Fault fault = Fault.of(enumOf(Fault.Kind.class, required(body, "kind")));
        String path = body.text("path");
        String method = body.text("method");
        Long millis = body.whole("milliseconds");
        return new Fault(
                fault.kind(),
                method,
                path == null ? fault.path() : path,
                orElse(body.whole("after"), fault.after()),
                orElse(body.whole("every"), fault.every()),
                orElse(body.whole("times"), fault.times()),
                millis == null ? fault.duration() : Duration.ofMillis(millis));
    }

    private static int orElse(@Nullable Long value, int otherwise) {
        return value == null ? otherwise : value.intValue();
    }

    private static <E extends Enum<E>> E enumOf(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        HarvestProblem.unprocessable(word + " is none of " + Arrays.toString(type.getEnumConstants())));
    }

    private static String required(Fields body, String name) {
        String value = body.text(name);
        if (value == null) {
            throw HarvestProblem.unprocessable(name + " is missing");
        }
        return value;
    }

    private static long whole(Fields body, String name) {
        BigDecimal value = body.decimal(name);
        if (value == null) {
            throw HarvestProblem.unprocessable(name + " is missing");
        }
        return value.longValue();
    }

    private static Reply done(Runnable work) {
        work.run();
        return Reply.json(200, out -> out.flag("done", true));
    }
}
