package org.harvestxero.mapping.contact;

import java.util.List;
import org.harvestxero.mapping.document.Marks;
import org.harvestxero.mapping.document.SourceClient;
import org.harvestxero.mapping.document.TargetContact;
import org.harvestxero.mapping.document.Texts;
import org.harvestxero.mapping.document.XeroSettings;
import org.jspecify.annotations.Nullable;

/** Makes the contact to create for a client, within Xero's lengths. */
final class NewContact {
    private static final int PERSON_LENGTH = 255;

    private NewContact() {}

    static TargetContact of(SourceClient client, XeroSettings xero) {
        String currency = client.currency();
        return new TargetContact(
                client.id(),
                ContactName.sanitised(client.name()),
                Marks.client(client.id()),
                text(client.firstName()),
                text(client.lastName()),
                text(client.email()),
                address(client.address()),
                currency != null && xero.takesCurrency(currency) ? currency : null);
    }

    /** The address line by line. */
    private static List<String> address(@Nullable String address) {
        List<String> all = address == null
                ? List.of()
                : Texts.printable(address)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
        return AddressLines.fitted(all);
    }

    private static @Nullable String text(@Nullable String text) {
        String plain = text == null ? "" : Texts.cut(Texts.printable(text), PERSON_LENGTH);
        return plain.isEmpty() ? null : plain;
    }
}
