package org.harvestxero.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.harvestxero.TestClock;
import org.junit.jupiter.api.Test;

/**
 * Whoever reads a list page by page orders it by the columns of an index, so that H2 stops after the page. Where the index has them in
 * another order, each page costs all rows of the list: a copy of many invoices then takes twice as long for each as one of few.
 */
class PageOrderIT {
    private static final Pattern BY_AN_INDEX =
            Pattern.compile("order by (?:\\w\\.)?connection,.* limit \\?", Pattern.DOTALL);

    @Test
    void pagesAreReadInTheOrderOfAnIndex() throws Exception {
        String url = "jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
        List<String> paged = SqlStatements.all().stream()
                .filter(sql ->
                        sql.startsWith("select ") && BY_AN_INDEX.matcher(sql).find())
                .toList();
        List<String> sorted = new ArrayList<>();
        try (Store store = Store.open(url, "sa", "", new TestClock());
                Connection connection = store.dataSource().getConnection()) {
            for (String sql : paged) {
                String plan = plan(connection, sql);
                if (!plan.contains("/* index sorted */")) {
                    sorted.add(plan);
                }
            }
        }
        assertThat(paged).hasSizeGreaterThan(8);
        assertThat(sorted).as("pages for which all rows are read").isEmpty();
    }

    private static String plan(Connection connection, String sql) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("explain " + sql)) {
            for (int i = 1; i <= explain.getParameterMetaData().getParameterCount(); i++) {
                explain.setObject(i, null);
            }
            try (ResultSet plan = explain.executeQuery()) {
                assertThat(plan.next()).isTrue();
                return plan.getString(1);
            }
        }
    }
}
