package org.harvestxero.billing.engine;

import org.harvestxero.billing.Money;
import org.harvestxero.billing.calendar.BillingPeriod;

/**
 * What an earlier period was billed too little or too much, because one before it was billed anew; charged with this one.
 *
 * @param invoice key of the draft it goes on
 * @param rule whose lines came out otherwise; empty for several or none
 * @param period that was billed too little or too much
 * @param amount before tax; below zero when too much was billed
 * @param words how it came about
 */
public record Correction(String invoice, String rule, BillingPeriod period, Money amount, String words) {}
