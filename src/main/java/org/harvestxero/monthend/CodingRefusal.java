package org.harvestxero.monthend;

/**
 * Why nothing may be booked somewhere.
 *
 * @param words what is wrong, without the full stop
 * @param remedy what to do, as a sentence
 */
public record CodingRefusal(String words, String remedy) {}
