package org.harvestxero.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.harvestxero.api.Reviews;
import org.harvestxero.billing.LinePrice;
import org.harvestxero.billing.Money;
import org.harvestxero.billing.engine.Draft;
import org.harvestxero.billing.engine.DraftLine;
import org.harvestxero.billing.engine.LineKind;
import org.harvestxero.billing.terms.Coding;
import org.harvestxero.console.user.Right;
import org.junit.jupiter.api.Test;

class DraftToolsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 1);
    private static final Money TWENTY = Money.of("20.00", "USD");

    private static DraftLine domain() {
        return new DraftLine(
                LineKind.ADDED, "Domain", LinePrice.flat(TWENTY), TWENTY, Coding.open(), "", TWENTY, "", List.of());
    }

    private static Reviews.Detail detail(DraftLine... lines) {
        return new Reviews.Detail(
                new Reviews.Item(
                        12,
                        1,
                        "Acme",
                        "2026-10",
                        null,
                        Reviews.State.REVIEW,
                        new BigDecimal("40.00"),
                        "USD",
                        DAY,
                        DAY,
                        0,
                        List.of(),
                        List.of(),
                        null),
                new Draft(
                        "",
                        DAY,
                        DAY,
                        new Draft.Words("", "", "", ""),
                        List.of(lines),
                        Money.of("40.00", "USD"),
                        List.of()),
                null,
                "acme.yaml",
                new Reviews.Charge(
                        new BigDecimal("40.00"),
                        List.of(),
                        null,
                        null,
                        "Acme",
                        false,
                        "",
                        "",
                        List.of(),
                        List.of(),
                        List.of()),
                List.of(),
                "",
                List.of());
    }

    private static Reviews reviews(Reviews.Detail detail) {
        return (Reviews) Proxy.newProxyInstance(
                Reviews.class.getClassLoader(),
                new Class<?>[] {Reviews.class},
                (proxy, method, values) -> Optional.of(detail));
    }

    @Test
    void linesThatSayTheSameHaveNumbersOfTheirOwn() {
        Tool.Reply reply = DraftTools.draft(reviews(detail(domain(), domain())))
                .call(new Arguments(Map.of("draft", "D12")), new Helper());

        assertThat(reply.fields().get("lines"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .extracting(line -> line.get("line"))
                .containsExactly(1L, 2L);
    }

    private static final class Helper implements Caller {
        @Override
        public String name() {
            return "Helper";
        }

        @Override
        public boolean may(Right right) {
            return true;
        }

        @Override
        public int rows() {
            return USUAL_ROWS;
        }

        @Override
        public ZoneId zone() {
            return ZoneOffset.UTC;
        }

        @Override
        public <T> T askSides(Supplier<T> work, ToIntFunction<T> calls) {
            throw new UnsupportedOperationException();
        }
    }
}
