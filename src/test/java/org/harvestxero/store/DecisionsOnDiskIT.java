package org.harvestxero.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Predicate;
import org.harvestxero.config.secret.Sealer;
import org.harvestxero.config.secret.Secret;
import org.harvestxero.store.connection.ConnectionTable;
import org.harvestxero.store.connection.StoredToken;
import org.harvestxero.store.connection.TokenTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of the file at the moment of the answer is what a killed process leaves. */
class DecisionsOnDiskIT {
    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    @TempDir
    Path folder;

    @Test
    void whatAPersonDecidedIsInTheFileWhenThePersonIsAnswered() throws Exception {
        try (Store store = open("ledger")) {
            ConnectionStore main = store.forConnection("main");
            main.connections().add();

            main.decide(() -> {
                main.connections().pause(new ConnectionTable.Pause(ConnectionTable.PERSON, "Ada: year end", null));
                main.audit().add("Ada", null, null, "paused", "year end");
            });

            assertThat(isLeft(left -> left.forConnection("main")
                            .connections()
                            .state()
                            .pause()
                            .isPresent()))
                    .isTrue();
        }
    }

    @Test
    void aConsentTakenBackIsOutOfTheFile() throws Exception {
        try (Store store = open("ledger")) {
            TokenTable.Key key = new TokenTable.Key("main", "xero");
            tokens(store)
                    .put(
                            key,
                            StoredToken.consented(
                                    Secret.of("a"), Instant.EPOCH, Secret.of("r"), "scope", Instant.EPOCH));
            assertThat(isLeft(left -> tokens(left).find(key).isPresent())).isTrue();

            tokens(store).delete(key);

            assertThat(isLeft(left -> tokens(left).find(key).isPresent())).isFalse();
        }
    }

    @Test
    void aDecisionIsATransactionOfItsOwn() {
        try (Store store = open("ledger")) {
            ConnectionStore main = store.forConnection("main");

            assertThatThrownBy(() -> main.inTransaction(() -> main.decide(() -> {})))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private boolean isLeft(Predicate<Store> question) throws IOException {
        Path copy = Files.createTempFile(folder, "left", ".mv.db");
        Files.write(copy, Files.readAllBytes(folder.resolve("ledger.mv.db")));
        try (Store left = open(copy.getFileName().toString().replace(".mv.db", ""))) {
            return question.test(left);
        }
    }

    private static TokenTable tokens(Store store) {
        return new TokenTable(store.dataSource(), () -> Sealer.withKey(Secret.of(KEY)), Clock.systemUTC());
    }

    private Store open(String name) {
        return Store.open("jdbc:h2:file:" + folder.resolve(name), "sa", "", Clock.systemUTC());
    }
}
