package org.harvestxero.mapping.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.harvestxero.mapping.contact.ContactCard.Person;
import org.harvestxero.mapping.contact.ContactCard.Phones;
import org.harvestxero.mapping.contact.ContactComparison.Outcome;
import org.harvestxero.mapping.contact.ContactComparison.Pair;
import org.harvestxero.mapping.contact.ContactComparison.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactComparisonTest {
    private static final Person ADA = new Person("Ada", "Able", null, true);
    private static final Person BEN = new Person("Ben", "Bell", "ben@acme.example", true);
    private static final Person CID = new Person("Cid", "Cole", "cid@acme.example", false);

    private static ContactCard card(String name, Person... people) {
        return new ContactCard(
                name,
                "ada@acme.example",
                List.of("1 Sample Street", "Sampleton"),
                new Phones("030 123-45", null, null),
                people.length == 0 ? List.of(ADA) : List.of(people),
                true);
    }

    private static Map<ContactField, Outcome> compare(FieldPolicy policy, Pair before, Pair now, Times times) {
        Map<ContactField, FieldPolicy> policies = new EnumMap<>(ContactField.class);
        for (ContactField field : ContactField.values()) {
            policies.put(field, policy);
        }
        return new ContactComparison(policies).compare(before, now, times, field -> null);
    }

    /** Ruling 27: people win over machines. */
    @ParameterizedTest
    @CsvSource({
        "A, A, A, A, STAYS",
        "A, B, A, A, TO_XERO",
        "A, A, A, B, TO_HARVEST",
        "A, B, A, B, AGREES",
        "A, B, A, C, ASKED",
        "A, A, X, X, STAYS",
        "A, B, X, X, TO_XERO",
        "A, A, X, Y, TO_HARVEST",
    })
    void ruling27AChangeCrossesAndOnlyChangesOnBothSidesAreAskedAbout(
            String harvestBefore, String harvest, String xeroBefore, String xero, Outcome outcome) {
        Map<ContactField, Outcome> outcomes = compare(
                FieldPolicy.ASK,
                new Pair(card(harvestBefore), card(xeroBefore)),
                new Pair(card(harvest), card(xero)),
                Times.UNKNOWN);

        assertThat(outcomes).containsEntry(ContactField.NAME, outcome).containsEntry(ContactField.EMAIL, Outcome.STAYS);
    }

    @ParameterizedTest
    @CsvSource({
        "HARVEST, 0, 0, TO_XERO",
        "XERO, 0, 0, TO_HARVEST",
        "NEWEST, 20, 10, TO_XERO",
        "NEWEST, 10, 20, TO_HARVEST",
        "NEWEST, 10, 10, ASKED",
    })
    void thePolicySaysWhoWins(FieldPolicy policy, long harvest, long xero, Outcome outcome) {
        Map<ContactField, Outcome> outcomes = compare(
                policy,
                new Pair(card("A"), card("A")),
                new Pair(card("B"), card("C")),
                new Times(Instant.ofEpochSecond(harvest), Instant.ofEpochSecond(xero)));

        assertThat(outcomes).containsEntry(ContactField.NAME, outcome);
    }

    @Test
    void aFieldThatIsOffNeverCrosses() {
        assertThat(compare(
                        FieldPolicy.OFF, new Pair(card("A"), card("A")), new Pair(card("B"), card("A")), Times.UNKNOWN))
                .isEmpty();
    }

    @Test
    void blanksCommasAndTheWayANumberIsWrittenAreNoDifference() {
        ContactCard other = new ContactCard(
                " Acme  <Sons> ",
                "ADA@acme.example",
                List.of("1 Sample Street, Sampleton"),
                new Phones("(030) 12345", null, null),
                List.of(ADA),
                true);

        for (ContactField field : ContactField.values()) {
            assertThat(card("Acme Sons").agrees(field, other)).as(field.code()).isTrue();
        }
    }

    @Test
    void peopleCrossBothWaysWhereDifferentOnesWereTouched() {
        Person benMailedNoMore = new Person("Ben", "Bell", "ben@acme.example", false);
        Person cidRenamed = new Person("Cid", "Coleman", "cid@acme.example", false);
        Pair before = new Pair(card("A", ADA, BEN, CID), card("A", ADA, BEN, CID));

        assertThat(compare(
                        FieldPolicy.ASK,
                        before,
                        new Pair(card("A", ADA, benMailedNoMore, CID), card("A", ADA, BEN, cidRenamed)),
                        Times.UNKNOWN))
                .containsEntry(ContactField.PEOPLE, Outcome.BOTH_WAYS);
        assertThat(compare(
                        FieldPolicy.ASK,
                        before,
                        new Pair(card("A", ADA, benMailedNoMore, CID), card("A", ADA, CID)),
                        Times.UNKNOWN))
                .containsEntry(ContactField.PEOPLE, Outcome.ASKED);
    }

    @Test
    void whoWasTouchedChangesAndTheOthersStay() {
        Person dot = new Person("Dot", "Dell", "dot@acme.example", true);
        Person benRenamed = new Person("Ben", "Bellamy", "ben@acme.example", true);

        List<Person> people =
                PeopleChange.carried(card("A", ADA, BEN), card("A", ADA, benRenamed, dot), card("A", ADA, CID, BEN), 5);

        assertThat(people).containsExactly(ADA, CID, benRenamed, dot);
        assertThat(PeopleChange.carried(card("A", ADA, BEN), card("A", ADA), card("A", ADA, BEN, CID), 5))
                .containsExactly(ADA, CID);
    }

    @Test
    void whoIsNotThereStaysAwayUnlessInvoicesShallGoThere() {
        Person cidRenamed = new Person("Cid", "Coleman", "cid@acme.example", false);
        Person cidMailed = new Person("Cid", "Cole", "cid@acme.example", true);

        assertThat(PeopleChange.carried(card("A", ADA, CID), card("A", ADA, cidRenamed), card("A", ADA, BEN), 5))
                .containsExactly(ADA, BEN);
        assertThat(PeopleChange.carried(card("A", ADA, CID), card("A", ADA, cidMailed), card("A", ADA, BEN), 5))
                .containsExactly(ADA, BEN, cidMailed);
    }

    /** Whoever shares an address or a name with another is still somebody. */
    @Test
    void peopleOfOneAddressOrOneNameStayApart() {
        Person desk = new Person("Front", "Desk", "info@acme.example", true);
        Person office = new Person("Back", "Office", "info@acme.example", false);
        Person smith = new Person("Jo", "Smith", "jo1@acme.example", false);
        Person namesake = new Person("Jo", "Smith", "jo2@acme.example", false);
        Person officeMailed = new Person("Back", "Office", "info@acme.example", true);

        assertThat(PeopleChange.carried(
                        card("A", ADA, desk, office, smith),
                        card("A", ADA, desk, office, smith, BEN),
                        card("A", ADA, desk, office, smith),
                        5))
                .as("somebody else was added")
                .containsExactly(ADA, desk, office, smith, BEN);
        assertThat(PeopleChange.carried(
                        card("A", ADA, desk, office),
                        card("A", ADA, desk, officeMailed),
                        card("A", ADA, office, desk),
                        5))
                .as("one of two was changed")
                .containsExactly(ADA, officeMailed, desk);
        assertThat(PeopleChange.carried(
                        card("A", ADA, desk, office), card("A", ADA, desk), card("A", ADA, office, desk), 5))
                .as("one of two was taken out")
                .containsExactly(ADA, desk);
        assertThat(PeopleChange.carried(
                        card("A", ADA, smith), card("A", ADA, smith, namesake), card("A", ADA, smith), 5))
                .as("a namesake was added")
                .containsExactly(ADA, smith, namesake);
        assertThat(PeopleChange.carried(
                        card("A", ADA, desk, office),
                        card("A", ADA, desk, office, new Person("Third", "Desk", "info@acme.example", true)),
                        card("A", ADA, desk, office),
                        5))
                .as("a third of the address was added")
                .hasSize(4)
                .contains(desk, office);
    }
}
