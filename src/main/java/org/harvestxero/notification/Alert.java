package org.harvestxero.notification;

/**
 * Something beside single documents that a person must see to.
 *
 * @param id another one each time it begins
 * @param stops whether nothing is copied while it lasts
 */
public record Alert(long id, boolean stops, String sentence, String remedy) {}
