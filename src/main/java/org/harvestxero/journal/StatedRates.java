package org.harvestxero.journal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import org.harvestxero.config.agreement.JournalRules.StatedRate;
import org.harvestxero.config.agreement.JournalsFile;
import org.harvestxero.worth.BaseRates;

/** Rates that {@code journals.yaml} states come before all others. */
public final class StatedRates implements BaseRates {
    private static final int DECIMALS = 10;

    private final JournalsFile file;
    private final BaseRates others;

    public StatedRates(JournalsFile file, BaseRates others) {
        this.file = file;
        this.others = others;
    }

    @Override
    public Currency base() {
        return others.base();
    }

    @Override
    public Optional<BaseRate> of(Currency currency, LocalDate day) {
        return file.rules().rate(currency, day).map(StatedRates::rate).or(() -> others.of(currency, day));
    }

    private static BaseRate rate(StatedRate stated) {
        return new BaseRate(
                BigDecimal.ONE.divide(stated.perBase(), DECIMALS, RoundingMode.HALF_UP),
                "journals.yaml" + (stated.from() == null ? "" : ", from " + stated.from()));
    }
}
