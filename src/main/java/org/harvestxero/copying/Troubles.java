package org.harvestxero.copying;

/** What a failed call says for itself, short and without secrets. */
final class Troubles {
    private Troubles() {}

    static String words(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
