/**
 * What {@code doctor} asks of Harvest and Xero before any document meets them. Everything goes through the same routes as copying,
 * once and without repeating, so that a person gets an answer within seconds.
 */
@NullMarked
package org.harvestxero.doctor;

import org.jspecify.annotations.NullMarked;
