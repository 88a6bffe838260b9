package org.harvestxero.copying;

import static org.assertj.core.api.Assertions.assertThat;

import org.harvestxero.ledger.Action;
import org.harvestxero.ledger.Kind;
import org.harvestxero.ledger.Outbox.Row;
import org.harvestxero.ledger.RowState;
import org.harvestxero.mapping.CauseCode;
import org.harvestxero.mapping.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomesTest {
    @ParameterizedTest(name = "{0} made with {1}: {2}")
    @CsvSource({
        "CONTACT, jane(at)example.test, EMAIL_INVALID",
        "CONTACT, jane@example.test; joe@example.test, EMAIL_SEVERAL",
        "INVOICE, , CONTACT_EMAIL_INVALID",
        "CREDIT_NOTE, , CONTACT_EMAIL_INVALID"
    })
    void aBadAddressIsToldOfWhereItStands(Kind kind, String email, CauseCode code) {
        String content = email == null
                ? "{}"
                : "{\"clientId\":7,\"name\":\"Sample Bakery\",\"addressLines\":[],\"email\":\"" + email + "\"}";
        Row row = new Row(
                1,
                kind,
                7,
                "create",
                Action.CREATE,
                RowState.SENDING,
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

        Problem told = Outcomes.whoseAddress(Problem.of(CauseCode.EMAIL_INVALID, "Sample Bakery"), row);

        assertThat(told.code()).isEqualTo(code);
        assertThat(told.subject()).isEqualTo("Sample Bakery");
    }
}
