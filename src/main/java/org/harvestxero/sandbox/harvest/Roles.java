package org.harvestxero.sandbox.harvest;

import org.harvestxero.sandbox.harvest.Lists.Style;

/** {@code /roles}. */
final class Roles extends Resource<Role> {
    Roles(HarvestAccount account, Lists lists) {
        super(account, lists, account.roles, "/roles", Style.cursors("roles"));
    }

    @Override
    Filter<Role> filter(Call call) {
        return new Filter<>();
    }

    @Override
    Role make(Call call) {
        call.body().require("name", "Name");
        call.body().stopIfWrong();
        return new Role(account.birth(call));
    }

    @Override
    void change(Role role, Call call) {
        Fields fields = call.body();
        fields.keep("name", "Name");
        fields.word("name", value -> role.name = value);
        if (fields.has("user_ids")) {
            fields.then(() -> role.userIds = fields.wholes("user_ids"));
        }
    }
}
