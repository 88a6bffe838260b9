package org.harvestxero;

/** Starts the process; every command goes through here. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(2);
    }
}
