package org.harvestxero.sandbox.harvest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.Locale;

/** A person of the agency to be; a member unless told. */
public final class UserBuilder extends DocumentBuilder<UserBuilder> {
    UserBuilder(String firstName, String lastName) {
        super("/users");
        with("first_name", firstName)
                .with("last_name", lastName)
                .with(
                        "email",
                        (firstName + "." + lastName).toLowerCase(Locale.ROOT).replace(' ', '-') + "@example.com");
    }

    public UserBuilder email(String email) {
        return with("email", email);
    }

    public UserBuilder billableRate(String rate) {
        return with("default_hourly_rate", new BigDecimal(rate));
    }

    public UserBuilder costRate(String rate) {
        return with("cost_rate", new BigDecimal(rate));
    }

    /** Labels such as Designer. */
    public UserBuilder roles(String... names) {
        return with("roles", texts(names));
    }

    /** administrator, manager or member, a manager with additions. */
    public UserBuilder accessRoles(String... names) {
        return with("access_roles", texts(names));
    }

    private static ArrayNode texts(String... names) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (String name : names) {
            array.add(name);
        }
        return array;
    }
}
