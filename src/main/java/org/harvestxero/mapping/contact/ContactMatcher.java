package org.harvestxero.mapping.contact;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.harvestxero.mapping.contact.ContactMatch.By;
import org.harvestxero.mapping.contact.ContactMatch.Found;
import org.harvestxero.mapping.contact.ContactMatch.Missing;
import org.harvestxero.mapping.contact.ContactMatch.Unclear;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.TargetContact;
import org.harvestxero.mapping.document.XeroContact;
import org.harvestxero.mapping.document.XeroSettings;
import org.harvestxero.mapping.failure.FailureCode;
import org.harvestxero.mapping.failure.Problem;

/**
 * Finds a client's contact in Xero: stored link, then contact number, then exact name, then, if allowed, e-mail address; else
 * it is to be created. Never a guess: whatever is ambiguous is left to a person.
 */
public final class ContactMatcher {
    private final SourceClient client;
    private final ContactContext known;

    private ContactMatcher(SourceClient client, ContactContext known) {
        this.client = client;
        this.known = known;
    }

    /** The contact that would be made of the client. */
    public static TargetContact asNew(SourceClient client, XeroSettings xero) {
        return NewContact.of(client, xero);
    }

    public static ContactMatch match(SourceClient client, ContactContext known) {
        ContactMatcher matching = new ContactMatcher(client, known);
        return Stream.<Supplier<Optional<ContactMatch>>>of(
                        matching::byLink, matching::byNumber, matching::byName, matching::byEmail)
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(matching::create);
    }

    /** Equal for two names that Xero takes for the same (ruling 2); such clients never share a batch. */
    public static String xeroNameKey(String name) {
        return ContactName.key(name);
    }

    /** A client's name as Xero takes it; may be empty. */
    public static String xeroName(String name) {
        return ContactName.sanitised(name);
    }

    /** A link to a contact Xero no longer lists is no link. */
    private Optional<ContactMatch> byLink() {
        return Optional.ofNullable(known.linkedContactId())
                .flatMap(known.book()::withId)
                .map(contact -> usable(contact, By.LINK));
    }

    private Optional<ContactMatch> byNumber() {
        return oneOf(known.book().withNumber(Marks.client(client.id())), contact -> usable(contact, By.CONTACT_NUMBER));
    }

    private Optional<ContactMatch> byName() {
        String key = xeroNameKey(client.name());
        Long claimant = known.clientByName().get(key);
        if (claimant != null && claimant != client.id()) {
            return Optional.of(clash(claimant, By.NAME));
        }
        List<XeroContact> named = key.isEmpty() ? List.of() : known.book().withName(client.name());
        List<XeroContact> active = named.stream().filter(XeroContact::active).toList();
        return oneOf(active.isEmpty() ? named : active, contact -> adopt(contact, By.NAME));
    }

    private Optional<ContactMatch> byEmail() {
        String email = client.email();
        if (!known.byEmail() || email == null || email.isBlank()) {
            return Optional.empty();
        }
        List<XeroContact> active = known.book().withEmail(email).stream()
                .filter(XeroContact::active)
                .toList();
        return oneOf(active, contact -> adopt(contact, By.EMAIL));
    }

    private ContactMatch create() {
        return ContactName.sanitised(client.name()).isEmpty()
                ? new Unclear(Problem.of(FailureCode.CLIENT_NAME_UNUSABLE, Long.toString(client.id())))
                : new Missing(NewContact.of(client, known.xero()));
    }

    private Optional<ContactMatch> oneOf(List<XeroContact> candidates, Function<XeroContact, ContactMatch> use) {
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        Set<String> different = candidates.stream()
                .map(contact -> known.book().followMerges(contact).id())
                .collect(Collectors.toSet());
        return Optional.of(different.size() == 1 ? use.apply(candidates.get(0)) : ambiguous(candidates));
    }

    /** The contact if it can be used, or the one it was merged into. */
    private ContactMatch usable(XeroContact contact, By by) {
        XeroContact now = known.book().followMerges(contact);
        return now.active() ? new Found(now, by) : new Unclear(Problem.of(FailureCode.CONTACT_ARCHIVED, client.name()));
    }

    /** A contact that isn't marked as this client's; it must not be another Harvest client's. */
    private ContactMatch adopt(XeroContact contact, By by) {
        XeroContact now = known.book().followMerges(contact);
        Long linked = known.clientByContactId().get(now.id());
        if (linked != null && linked != client.id()) {
            return clash(linked, by);
        }
        OptionalLong marked = Marks.clientIn(now.contactNumber());
        return marked.isPresent() && marked.getAsLong() != client.id()
                ? clash(marked.getAsLong(), by)
                : usable(now, by);
    }

    private Unclear clash(long other, By by) {
        FailureCode code = by == By.EMAIL ? FailureCode.CLIENT_EMAIL_CLASH : FailureCode.CLIENT_NAME_CLASH;
        return new Unclear(Problem.of(code, client.name())
                .with("other", "number " + other)
                .with("email", client.email() == null ? "" : client.email())
                .with("mark", Marks.client(client.id())));
    }

    private Unclear ambiguous(List<XeroContact> candidates) {
        String named = candidates.stream()
                .map(contact -> contact.name() + (contact.active() ? "" : " (archived)"))
                .sorted()
                .collect(Collectors.joining(", "));
        return new Unclear(Problem.of(FailureCode.CONTACT_AMBIGUOUS, client.name())
                .with("candidates", named)
                .with("mark", Marks.client(client.id())));
    }
}
