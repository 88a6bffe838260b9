package org.harvestxero.copy.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.harvestxero.store.copy.Action;
import org.harvestxero.store.copy.Kind;
import org.harvestxero.store.copy.OutboxState;
import org.harvestxero.store.copy.OutboxTable.Row;
import org.harvestxero.store.copy.Revision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictRecorderTest {
    @ParameterizedTest(name = "{0} made with {1}: {2}")
    @CsvSource({
        "CONTACT, jane(at)example.test, EMAIL_INVALID",
        "CONTACT, jane@example.test; joe@example.test, EMAIL_SEVERAL",
        "INVOICE, , CONTACT_EMAIL_INVALID",
        "CREDIT_NOTE, , CONTACT_EMAIL_INVALID"
    })
    void aBadAddressIsToldOfWhereItStands(Kind kind, String email, FailureCode code) {
        String content = email == null
                ? "{}"
                : "{\"clientId\":7,\"name\":\"Sample Bakery\",\"addressLines\":[],\"email\":\"" + email + "\"}";
        Row row = new Row(
                1,
                kind,
                7,
                Revision.parse("create"),
                Action.CREATE,
                OutboxState.SENDING,
                7,
                "0",
                null,
                content,
                null,
                "INV-1",
                null,
                null,
                null,
                "b",
                0,
                1,
                null,
                null);

        Problem told = XeroRefusalRecorder.whoseAddress(Problem.of(FailureCode.EMAIL_INVALID, "Sample Bakery"), row);

        assertThat(told.code()).isEqualTo(code);
        assertThat(told.subject()).isEqualTo("Sample Bakery");
    }
}
