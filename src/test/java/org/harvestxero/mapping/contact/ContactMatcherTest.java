package org.harvestxero.mapping.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.harvestxero.mapping.coding.Books;
import org.harvestxero.mapping.contact.ContactMatch.By;
import org.harvestxero.mapping.contact.ContactMatch.Found;
import org.harvestxero.mapping.contact.ContactMatch.Missing;
import org.harvestxero.mapping.contact.ContactMatch.Unclear;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.TargetContact;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactMatcherTest {
    private static final SourceClient ACME = new SourceClient(
            7, "Acme Ltd", "1 High Street\r\nLondon\n\nN1 1AA\nUK\nEarth", "USD", "Ann", " ", "ann@acme.test");

    @Test
    void theStoredLinkWins() {
        XeroContact linked = contact("a", "Renamed by the bookkeeper", null);
        XeroContact sameName = contact("b", "Acme Ltd", "harvest-client-7");

        assertThat(match("a", false, linked, sameName)).isEqualTo(new Found(linked, By.LINK));
    }

    @Test
    void thenTheContactNumber() {
        XeroContact numbered = contact("a", "Acme Holding", "harvest-client-7");
        XeroContact sameName = contact("b", "Acme Ltd", null);

        assertThat(match(null, false, numbered, sameName)).isEqualTo(new Found(numbered, By.CONTACT_NUMBER));
        assertThat(match("gone", false, numbered)).isEqualTo(new Found(numbered, By.CONTACT_NUMBER));
    }

    @ParameterizedTest
    @CsvSource({"Acme Ltd", "ACME LTD", "acme  ltd", "'  Acme Ltd '", "<Acme> Ltd"})
    void thenTheExactNameAsXeroComparesIt(String name) {
        XeroContact named = contact("b", name, null);

        assertThat(match(null, false, named)).isEqualTo(new Found(named, By.NAME));
    }

    @ParameterizedTest
    @CsvSource({"Acme", "Acme Ltd.", "Acmé Ltd", "Acme-Ltd"})
    void aSimilarNameIsNotTheSame(String name) {
        assertThat(match(null, false, contact("b", name, null))).isInstanceOf(Missing.class);
    }

    @Test
    void thenTheEmailIfThePolicyAllows() {
        XeroContact mailed = new XeroContact("b", "Anna", null, "ANN@acme.test ", true, null, null, null, null);

        assertThat(match(null, true, mailed)).isEqualTo(new Found(mailed, By.EMAIL));
        assertThat(match(null, false, mailed)).isInstanceOf(Missing.class);
    }

    @Test
    void elseItIsCreatedWithNameEmailAddressAndCurrency() {
        assertThat(match(null, false))
                .isEqualTo(new Missing(new TargetContact(
                        7,
                        "Acme Ltd",
                        "harvest-client-7",
                        "Ann",
                        null,
                        "ann@acme.test",
                        List.of("1 High Street", "London", "N1 1AA", "UK, Earth"),
                        "USD")));
    }

    @Test
    void aCurrencyThatIsNotSubscribedIsLeftOut() {
        SourceClient swiss = new SourceClient(8, "Swiss", null, "CHF", null, null, null);

        Missing missing = (Missing) ContactMatcher.match(swiss, known(null, false, Map.of(), Map.of()));

        assertThat(missing.contact().currency()).isNull();
        assertThat(missing.contact().addressLines()).isEmpty();
    }

    @Test
    void aNewNameIsMadeFitForXero() {
        SourceClient odd = new SourceClient(8, " Smith <Design>\t &  Co\n", null, null, null, null, null);

        Missing missing = (Missing) ContactMatcher.match(odd, known(null, false, Map.of(), Map.of()));

        assertThat(missing.contact().name()).isEqualTo("Smith Design & Co");
    }

    @Test
    void aNewNameIsCutTo255CharactersWithoutBreakingOne() {
        assertThat(ContactName.sanitised("x".repeat(300))).hasSize(255);
        assertThat(ContactName.sanitised("x".repeat(254) + "😀")).hasSize(254);
    }

    @Test
    void aNameWithNothingUsableIsLeftToAPerson() {
        SourceClient odd = new SourceClient(8, "<>", null, null, null, null, null);

        assertThat(ContactMatcher.match(odd, known(null, false, Map.of(), Map.of())))
                .isEqualTo(new Unclear(Problem.of(FailureCode.CLIENT_NAME_UNUSABLE, "8")));
    }

    @Test
    void severalActiveContactsOfOneNameAreLeftToAPerson() {
        Unclear unclear = (Unclear) match(null, false, contact("a", "Acme Ltd", null), contact("b", "ACME Ltd", null));

        assertThat(unclear.problem().code()).isEqualTo(FailureCode.CONTACT_AMBIGUOUS);
        assertThat(unclear.problem().sentence())
                .isEqualTo("Several Xero contacts fit the client Acme Ltd: ACME Ltd, Acme Ltd.");
        assertThat(unclear.problem().remedy()).contains("harvest-client-7");
    }

    @Test
    void severalContactsOfOneEmailAreLeftToAPerson() {
        XeroContact one = new XeroContact("a", "Ann", null, "ann@acme.test", true, null, null, null, null);
        XeroContact two = new XeroContact("b", "Anna", null, "ann@acme.test", true, null, null, null, null);

        assertThat(((Unclear) match(null, true, one, two)).problem().code()).isEqualTo(FailureCode.CONTACT_AMBIGUOUS);
    }

    @Test
    void anActiveContactIsPreferredToAnArchivedOneOfTheSameName() {
        XeroContact active = contact("a", "Acme Ltd", null);

        assertThat(match(null, false, archived("b", "Acme Ltd", null), active)).isEqualTo(new Found(active, By.NAME));
    }

    @Test
    void anArchivedContactIsLeftToAPerson() {
        Problem problem = Problem.of(FailureCode.CONTACT_ARCHIVED, "Acme Ltd");

        assertThat(match("b", false, archived("b", "Acme Ltd", null))).isEqualTo(new Unclear(problem));
        assertThat(match(null, false, archived("b", "Acme Ltd", null))).isEqualTo(new Unclear(problem));
    }

    @Test
    void aMergedContactLeadsToWhatItWasMergedInto() {
        XeroContact last = contact("c", "Acme Group", null);

        assertThat(match("a", false, archived("a", "Acme Ltd", "b"), archived("b", "Acme", "c"), last))
                .isEqualTo(new Found(last, By.LINK));
        assertThat(match(null, false, archived("a", "Acme Ltd", "c"), last)).isEqualTo(new Found(last, By.NAME));
    }

    @Test
    void mergesThatLeadInACircleEnd() {
        assertThat(match("a", false, archived("a", "Acme Ltd", "b"), archived("b", "Acme", "a")))
                .isInstanceOf(Unclear.class);
        assertThat(match("a", false, archived("a", "Acme Ltd", "gone"))).isInstanceOf(Unclear.class);
    }

    @Test
    void ruling2TheSecondOfTwoClientsWithOneNameIsLeftToAPerson() {
        Map<String, Long> claimed = Map.of(ContactMatcher.xeroNameKey("acme  LTD"), 3L);

        Unclear unclear = (Unclear) ContactMatcher.match(ACME, known(null, false, Map.of(), claimed));

        assertThat(unclear.problem().sentence())
                .isEqualTo(
                        "The client Acme Ltd has the same name as another Harvest client, number 3, as far as Xero can tell.");
    }

    @Test
    void ruling2AContactThatIsAnotherClientsIsNeverAdopted() {
        XeroContact theirs = contact("a", "Acme Ltd", "harvest-client-3");
        XeroContact linked = contact("b", "Acme Ltd", null);

        assertThat(((Unclear) match(null, false, theirs)).problem().code()).isEqualTo(FailureCode.CLIENT_NAME_CLASH);
        ContactMatch match = ContactMatcher.match(ACME, known(null, false, Map.of("b", 3L), Map.of(), linked));
        assertThat(((Unclear) match).problem().code()).isEqualTo(FailureCode.CLIENT_NAME_CLASH);
    }

    @Test
    void aContactNumberedByAnotherSystemMayBeAdopted() {
        XeroContact numbered = contact("a", "Acme Ltd", "CRM-12");

        assertThat(match(null, false, numbered)).isEqualTo(new Found(numbered, By.NAME));
    }

    @ParameterizedTest
    @CsvSource({
        "Acme Ltd, ACME LTD, true",
        "Acme Ltd, acme  ltd, true",
        "Acme <Ltd>, acme ltd, true",
        "Acme, Acmé, false",
        "Straße, STRASSE, true",
        "Ünal, ÜNAL, true",
    })
    void ruling2KeysAreEqualForNamesThatAreEqualForXero(String one, String other, boolean equal) {
        assertThat(ContactMatcher.xeroNameKey(one).equals(ContactMatcher.xeroNameKey(other)))
                .isEqualTo(equal);
    }

    @Test
    void ruling2KeysLookAtTheFirst255CharactersOnly() {
        assertThat(ContactMatcher.xeroNameKey("x".repeat(255) + "a"))
                .isEqualTo(ContactMatcher.xeroNameKey("X".repeat(255) + "b"));
    }

    private static ContactMatch match(String link, boolean byEmail, XeroContact... contacts) {
        return ContactMatcher.match(ACME, known(link, byEmail, Map.of(), Map.of(), contacts));
    }

    private static ContactContext known(
            String link, boolean byEmail, Map<String, Long> linked, Map<String, Long> names, XeroContact... contacts) {
        return new ContactContext(ContactBook.of(List.of(contacts)), Books.xero(), link, linked, names, byEmail);
    }

    private static XeroContact contact(String id, String name, String number) {
        return new XeroContact(id, name, number, null, true, null, null, null, null);
    }

    private static XeroContact archived(String id, String name, String mergedInto) {
        return new XeroContact(id, name, null, null, false, mergedInto, null, null, null);
    }

    @Test
    void aNewContactKeepsToXerosLengths() {
        SourceClient wordy = new SourceClient(
                8, "Wordy", "x".repeat(501) + "\nTwo\nThree", "EUR", "y".repeat(256), "\u0007", "z@acme.test");

        Missing missing = (Missing) ContactMatcher.match(wordy, known(null, false, Map.of(), Map.of()));

        assertThat(missing.contact().addressLines()).containsExactly("x".repeat(500), "Two", "Three");
        assertThat(missing.contact().firstName()).hasSize(255);
        assertThat(missing.contact().lastName()).isNull();
        assertThat(missing.contact().currency()).isEqualTo("EUR");
        assertThat(ContactMatcher.asNew(wordy, Books.xero())).isEqualTo(missing.contact());
    }

    @Test
    void anArchivedContactOfTheEmailIsNoMatch() {
        XeroContact archived = new XeroContact("b", "Anna", null, "ann@acme.test", false, null, null, null, null);

        assertThat(match(null, true, archived)).isInstanceOf(Missing.class);
    }

    @Test
    void theEmailOfAnotherClientsContactIsNamed() {
        XeroContact theirs =
                new XeroContact("b", "Anna", "harvest-client-3", "ann@acme.test", true, null, null, null, null);

        assertThat(((Unclear) match(null, true, theirs)).problem().sentence())
                .isEqualTo(
                        "The client Acme Ltd has the e-mail address ann@acme.test, and the Xero contact with that address"
                                + " belongs to another Harvest client, number 3.");
    }

    @Test
    void fourLinesOfAnAddressAreFour() {
        SourceClient four = new SourceClient(8, "Four", "One\nTwo\nThree\nFour", "EUR", null, null, null);

        assertThat(ContactMatcher.asNew(four, Books.xero()).addressLines())
                .containsExactly("One", "Two", "Three", "Four");
    }
}
