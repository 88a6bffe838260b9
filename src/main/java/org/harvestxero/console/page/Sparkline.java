package org.harvestxero.console.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.harvestxero.api.DraftInsights.Past;
import org.harvestxero.api.DraftInsights.Trend;

/**
 * The periods of a client as small bars, the present one last; drawn by the server, with the figures in words for those who don't see it.
 *
 * @param bars in the order of the periods
 * @param words all figures
 * @param line where zero is, from the top
 */
public record Sparkline(List<Bar> bars, String words, String line) {
    /** Of the drawing, in its own units; the page scales it. */
    public static final int WIDTH = 130;

    public static final int HEIGHT = 32;
    private static final int STEP = 10;
    private static final int BAR = 7;
    private static final BigDecimal LEAST = new BigDecimal("0.75");

    public Sparkline {
        bars = List.copyOf(bars);
    }

    /** @param now whether it is the period of the draft */
    public record Bar(int x, String y, int width, String height, boolean now) {}

    static Sparkline of(Trend trend, String currency, ReaderFormat format) {
        List<BigDecimal> sums = new ArrayList<>();
        trend.past().forEach(past -> sums.add(past.total()));
        sums.add(trend.now());
        BigDecimal top = sums.stream().reduce(BigDecimal.ZERO, BigDecimal::max);
        BigDecimal bottom = sums.stream().reduce(BigDecimal.ZERO, BigDecimal::min);
        BigDecimal range = top.subtract(bottom).max(BigDecimal.ONE);
        BigDecimal zero = scaled(top, range);
        List<Bar> bars = new ArrayList<>();
        int first = WIDTH - sums.size() * STEP;
        for (int i = 0; i < sums.size(); i++) {
            BigDecimal height = scaled(sums.get(i).abs(), range).max(LEAST);
            BigDecimal y = sums.get(i).signum() < 0 ? zero : zero.subtract(height);
            bars.add(new Bar(
                    first + i * STEP + (STEP - BAR),
                    y.max(BigDecimal.ZERO).toPlainString(),
                    BAR,
                    height.toPlainString(),
                    i == sums.size() - 1));
        }
        return new Sparkline(bars, words(trend, currency, format), zero.toPlainString());
    }

    private static BigDecimal scaled(BigDecimal amount, BigDecimal range) {
        return amount.multiply(BigDecimal.valueOf(HEIGHT)).divide(range, 2, RoundingMode.HALF_UP);
    }

    private static String words(Trend trend, String currency, ReaderFormat format) {
        StringBuilder words = new StringBuilder();
        for (Past past : trend.past()) {
            words.append(past.period())
                    .append(": ")
                    .append(format.money(past.total(), currency))
                    .append("; ");
        }
        return words.append("this period: ")
                .append(format.money(trend.now(), currency))
                .toString();
    }
}
