package org.harvestxero.store.copy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.harvestxero.store.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Table {@code xero_contact}: Xero's contacts as last listed, for matching clients without a call each. */
public final class XeroContactTable {
    private static final String PUT = """
            update xero_contact set name_key = ?, contact_number = ?, email = ?, content = ?, card = ?
            where connection = ? and target_id = ?""";
    private static final String ADD = """
            insert into xero_contact (name_key, contact_number, email, content, card, connection, target_id)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String BY_ID = "select content from xero_contact where connection = ? and target_id = ?";
    private static final String CARD = "select card from xero_contact where connection = ? and target_id = ?";
    private static final String UNLINKED = """
            select c.target_id, c.card from xero_contact c where c.connection = ? and c.card is not null
            and not exists (select 1 from link l where l.connection = c.connection and l.kind = 'contact'
                and l.target_id = c.target_id)
            order by c.target_id""";
    private static final String CANDIDATES = """
            select content from xero_contact where connection = ? and contact_number = ?
            union select content from xero_contact where connection = ? and name_key = ?
            union select content from xero_contact where connection = ? and email = ?""";

    private static final String NAMED = """
            select content from xero_contact where connection = ? and name_key like ?
            order by connection, name_key limit ?""";

    private final String connection;
    private final JdbcTemplate jdbc;

    public XeroContactTable(String connection, JdbcTemplate jdbc) {
        this.connection = connection;
        this.jdbc = jdbc;
    }

    /**
     * @param content the contact as stored text; what it means is the caller's business
     * @param card all of it that may cross to Harvest, as stored text
     */
    public void put(
            String targetId,
            String nameKey,
            @Nullable String contactNumber,
            @Nullable String email,
            String content,
            String card) {
        String key = Sql.cut(nameKey, 300);
        if (jdbc.update(PUT, key, contactNumber, email, content, card, connection, targetId) == 0) {
            jdbc.update(ADD, key, contactNumber, email, content, card, connection, targetId);
        }
    }

    /** All of the contact that may cross; empty when it was not listed since that is kept. */
    public Optional<String> card(String targetId) {
        return jdbc.query(CARD, (rows, n) -> rows.getString("card"), connection, targetId).stream()
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** The cards of all contacts that no client has, by Xero's ids. */
    public Map<String, String> unlinkedCards() {
        Map<String, String> cards = new LinkedHashMap<>();
        jdbc.query(
                UNLINKED,
                (RowCallbackHandler) rows -> cards.put(rows.getString("target_id"), rows.getString("card")),
                connection);
        return cards;
    }

    public Optional<String> byId(String targetId) {
        return jdbc.queryForList(BY_ID, String.class, connection, targetId).stream()
                .findFirst();
    }

    /** Every contact that shares the number, the name as Xero compares names, or the e-mail address. */
    public List<String> candidates(String contactNumber, String nameKey, @Nullable String email) {
        return jdbc.queryForList(
                CANDIDATES,
                String.class,
                connection,
                contactNumber,
                connection,
                Sql.cut(nameKey, 300),
                connection,
                email == null ? "" : email);
    }

    /** Contacts whose name begins so, by their names. @param nameKey beginning of the name as Xero compares names */
    public List<String> named(String nameKey, int most) {
        return jdbc.queryForList(NAMED, String.class, connection, Sql.literal(nameKey) + "%", most);
    }
}
