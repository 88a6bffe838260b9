package org.harvestxero.store.billing;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The Harvest invoices that mirror drafts: which they are, and what tax they charge. */
public final class DraftMirrors {
    private static final String MIRRORS = """
            select client_id, harvest_id, number from draft_invoice where connection = ?
            and (harvest_id between ? and ? or (harvest_id is null and number is not null and state = 'approved'))""";
    private static final String TAXES = "select mirror_tax, mirror_tax2 from draft_invoice where id = ?";

    private final String connection;
    private final JdbcTemplate jdbc;

    DraftMirrors(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /** The Harvest invoices among these that are, or are about to become, mirrors of drafts. */
    public Mirrors among(List<Long> harvestIds) {
        Set<Long> known = new HashSet<>();
        Map<String, Long> reserved = new HashMap<>();
        if (!harvestIds.isEmpty()) {
            jdbc.query(
                    MIRRORS,
                    rows -> {
                        Long harvestId = Sql.longOrNull(rows, "harvest_id");
                        if (harvestId == null) {
                            reserved.put(rows.getString("number"), rows.getLong("client_id"));
                        } else {
                            known.add(harvestId);
                        }
                    },
                    connection,
                    Collections.min(harvestIds),
                    Collections.max(harvestIds));
        }
        return new Mirrors(known, reserved);
    }

    /** What the mirror of a draft charges. */
    public record MirrorTaxes(BigDecimal tax, BigDecimal tax2) {}

    /** Empty without a mirror. */
    public Optional<MirrorTaxes> taxes(long draftId) {
        return jdbc
                .query(
                        TAXES,
                        (rows, n) -> new MirrorTaxes(
                                orZero(Sql.amountOrNull(rows, "mirror_tax")),
                                orZero(Sql.amountOrNull(rows, "mirror_tax2"))),
                        draftId)
                .stream()
                .findFirst();
    }

    private static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }
}
