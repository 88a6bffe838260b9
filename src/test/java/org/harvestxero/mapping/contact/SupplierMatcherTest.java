package org.harvestxero.mapping.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.harvestxero.mapping.contact.SupplierMatcher.Others;
import org.harvestxero.mapping.contact.SupplierMatcher.Person;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.failure.FailureCode;
import org.junit.jupiter.api.Test;

class SupplierMatcherTest {
    private static final Person ALEX = new Person(7, "Alex Kim", "Alex", "Kim", "alex@example.com");

    private static XeroContact contact(String id, String name, String code, String email) {
        return new XeroContact(id, name, code, email, true, null, null, null, null, null);
    }

    private static ContactMatch match(Others others, boolean created, XeroContact... contacts) {
        return SupplierMatcher.match(ALEX, List.of(contacts), others, created);
    }

    private static String found(ContactMatch match) {
        return match instanceof ContactMatch.Found found
                ? found.contact().id()
                : match instanceof ContactMatch.Unclear unclear
                        ? unclear.problem().code().key()
                        : "missing";
    }

    @Test
    void theMarkComesFirstThenTheAddressThenTheName() {
        XeroContact marked = contact("m", "Other name", "harvest-user-7", null);
        XeroContact byAddress = contact("e", "Kim Consulting", null, "alex@example.com");
        XeroContact byName = contact("n", "Alex Kim", null, null);

        assertThat(found(match(Others.NONE, false, marked, byAddress, byName))).isEqualTo("m");
        assertThat(found(match(Others.NONE, false, byAddress, byName))).isEqualTo("e");
        assertThat(found(match(Others.NONE, false, byName))).isEqualTo("n");
        assertThat(found(match(Others.NONE, true))).isEqualTo("missing");
    }

    @Test
    void whatStandsForSomebodyElseIsNotTaken() {
        String namesake = FailureCode.PERSON_NAMESAKE.key();
        XeroContact byName = contact("n", "Alex Kim", null, null);

        assertThat(found(match(new Others(Set.of("n"), false), true, byName))).isEqualTo(namesake);
        assertThat(found(match(Others.NONE, true, contact("n", "Alex Kim", "harvest-user-8", null))))
                .isEqualTo(namesake);
        assertThat(found(match(new Others(Set.of("n"), false), false, byName, contact("f", "Alex Kim", null, null))))
                .isEqualTo("f");
    }

    @Test
    void aNameThatSeveralHaveIsNotEnoughButAnAddressIs() {
        XeroContact byName = contact("n", "Alex Kim", null, null);
        XeroContact byAddress = contact("e", "Kim Consulting", null, "alex@example.com");

        assertThat(found(match(new Others(Set.of(), true), true, byName))).isEqualTo(FailureCode.PERSON_NAMESAKE.key());
        assertThat(found(match(new Others(Set.of(), true), true, byName, byAddress)))
                .isEqualTo("e");
        assertThat(found(match(new Others(Set.of(), true), true))).isEqualTo("missing");
    }
}
