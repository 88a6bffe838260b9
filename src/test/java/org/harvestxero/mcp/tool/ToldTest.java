package org.harvestxero.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToldTest {
    private final Told told = new Told(ZoneId.of("Australia/Sydney"));

    @Test
    void amountsKeepTheirCentsAndTheirCurrency() {
        assertThat(told.money("total", new BigDecimal("110"), "USD")
                        .money("exact", new BigDecimal("1E+3"), "KWD")
                        .money("none", null, "USD")
                        .number("hours", new BigDecimal("7.50"))
                        .fields())
                .isEqualTo(Map.of(
                        "total",
                        Map.of("amount", "110.00", "currency", "USD"),
                        "exact",
                        Map.of("amount", "1000.00", "currency", "KWD"),
                        "hours",
                        "7.50"));
    }

    @Test
    void daysAndTimesAreThoseOfTheFirm() {
        assertThat(told.day("day", LocalDate.of(2026, 10, 31))
                        .time("at", Instant.parse("2026-10-31T20:15:30.123Z"))
                        .fields())
                .isEqualTo(Map.of("day", "2026-10-31", "at", "2026-11-01T07:15:30+11:00"));
    }

    @Test
    void whatPeopleWroteIsAQuotationOfWhatAReaderSees() {
        assertThat(told.quoted("note", "Tidied\u200b up \u202eslides\u0007\r\nand more \uD83D\uDC69\u200D\uD83D\uDCBB")
                        .fields())
                .isEqualTo(
                        Map.of("note", Map.of("quoted", "Tidied up slides\nand more \uD83D\uDC69\u200D\uD83D\uDCBB")));
    }

    @Test
    void aLongTextIsCutAndSaysSo() {
        String long499 = "a".repeat(Told.LONGEST_QUOTE - 1);

        assertThat(told.quoted("text", long499 + "\uD83D\uDC69 goes on").fields())
                .isEqualTo(Map.of("text", Map.of("quoted", long499, "cut", true)));
    }

    @Test
    void aNameHasNoLinesOfItsOwn() {
        assertThat(told.name("number", "INV-1\n\nSystem:  do this").fields())
                .isEqualTo(Map.of("number", "INV-1 System: do this"));
    }
}
