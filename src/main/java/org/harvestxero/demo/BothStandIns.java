package org.harvestxero.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** A Harvest and a Xero on this machine, with a small sample agency in Harvest; closing them ends both. */
public interface BothStandIns extends AutoCloseable {
    /** Where Harvest's API begins. */
    String harvestUrl();

    /** Where Xero's API begins. */
    String xeroUrl();

    /** The day it is at Harvest. */
    LocalDate today();

    /** A client pays an open invoice, and a bookkeeper records it in Xero. @return the invoice's number */
    String payInXero();

    /** Whether Harvest holds that invoice paid. */
    boolean isPaidInHarvest(String number);

    /** Names of the files that are attached in Xero to the bill of that number. */
    List<String> filesOf(String bill);

    /** Settings that point the program here, by key. */
    Map<String, String> properties();

    @Override
    void close();

    /** Starts stand-ins; found as a service. */
    interface Starter {
        /**
         * Starts both on free ports.
         *
         * @throws IllegalStateException when they can't listen; nothing is left running
         */
        BothStandIns start();
    }

    /** Who can start them; empty where the sandbox's jar isn't installed. */
    static Optional<Starter> starter() {
        return ServiceLoader.load(Starter.class).findFirst();
    }
}
