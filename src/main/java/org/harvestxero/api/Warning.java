package org.harvestxero.api;

/**
 * What an operator should know though everything runs.
 *
 * @param sentence what it is
 * @param remedy what to do, and when that counts; for people who read of it elsewhere than where they can act, as in a mail
 */
public record Warning(String sentence, String remedy) {}
