package org.harvestxero.sandbox.harvest;

import java.time.Instant;
import org.harvestxero.sandbox.harvest.Lists.Style;

/**
 * The five calls that most kinds of documents share: list, show, create, change, delete.
 *
 * @param <T> the kind of document
 */
abstract class Resource<T extends Document> {
    final HarvestAccount account;
    private final Lists lists;
    private final Table<T> table;
    private final String path;
    private final Style style;

    Resource(HarvestAccount account, Lists lists, Table<T> table, String path, Style style) {
        this.account = account;
        this.lists = lists;
        this.table = table;
        this.path = path;
        this.style = style;
    }

    void register(Router router, Area area) {
        router.add("GET", path, area, this::list);
        router.add("POST", path, area, this::create);
        router.add("GET", path + "/{id}", area, this::show);
        router.add("PATCH", path + "/{id}", area, this::update);
        router.add("DELETE", path + "/{id}", area, this::delete);
    }

    final Reply list(Call call) {
        return list(call, style, filter(call));
    }

    final Reply list(Call call, Style otherStyle, Filter<T> filter) {
        return lists.page(call, otherStyle, table, filter);
    }

    final Reply show(Call call) {
        return shown(200, visible(call), call);
    }

    final Reply create(Call call) {
        T document = make(call);
        call.body().check(!table.contains(document.id()), "Id has already been taken");
        change(document, call);
        call.body().apply();
        table.add(document);
        made(document, call);
        return shown(201, document, call)
                .with("Location", account.webUrl() + "/api/v2" + call.path() + "/" + document.id());
    }

    final Reply update(Call call) {
        T document = visible(call);
        change(document, call);
        call.body().apply();
        touch(document, call);
        table.changed();
        changed(document, call);
        return shown(200, document, call);
    }

    final Reply delete(Call call) {
        T document = visible(call);
        checkRemovable(document, call);
        Reply reply = account.is(HarvestSwitch.EMPTY_DELETE_ANSWERS) ? Reply.empty(200) : shown(200, document, call);
        table.remove(document);
        removed(document, call);
        return reply;
    }

    /** Renews {@code updated_at}; a person in Harvest itself may also set it. */
    static void touch(Document document, Call call) {
        Instant wanted = call.viewer().person() ? call.body().time("updated_at") : null;
        document.touch(wanted == null ? call.viewer().now() : wanted);
    }

    /** The document the path names, if the caller may see it. */
    T visible(Call call) {
        T document = table.get(call.id());
        if (!mayBeSeen(document, call.viewer())) {
            throw HarvestProblem.notFound();
        }
        return document;
    }

    final Reply shown(int status, T document, Call call) {
        return Reply.json(status, out -> document.write(out, call.viewer()));
    }

    abstract Filter<T> filter(Call call);

    /** A new document that only has what it can't be without; wrong requests throw. */
    abstract T make(Call call);

    /** Notes in the body what the fields change. */
    abstract void change(T document, Call call);

    boolean mayBeSeen(T document, Viewer viewer) {
        return true;
    }

    void checkRemovable(T document, Call call) {}

    /** What a new document brings with it. */
    void made(T document, Call call) {}

    /** What follows from a change. */
    void changed(T document, Call call) {}

    /** What follows from a deletion. */
    void removed(T document, Call call) {}
}
