package org.harvestxero.sandbox.harvest;

/** A kind of invoice line. */
final class ItemCategory extends Document {
    String name = "";
    boolean service;
    boolean expense;

    ItemCategory(Birth birth) {
        super(birth);
    }

    @Override
    void write(JsonWriter out, Viewer viewer) {
        out.whole("id", id()).text("name", name).flag("use_as_service", service).flag("use_as_expense", expense);
        writeTimes(out);
    }
}
