package org.harvestxero.sandbox.xero;

/** Xero's account types, each with the class that decides which taxes fit. */
enum AccountType {
    BANK("ASSET"),
    CURRENT("ASSET"),
    CURRLIAB("LIABILITY"),
    DEPRECIATN("EXPENSE"),
    DIRECTCOSTS("EXPENSE"),
    EQUITY("EQUITY"),
    EXPENSE("EXPENSE"),
    FIXED("ASSET"),
    INVENTORY("ASSET"),
    LIABILITY("LIABILITY"),
    NONCURRENT("ASSET"),
    OTHERINCOME("REVENUE"),
    OVERHEADS("EXPENSE"),
    PREPAYMENT("ASSET"),
    REVENUE("REVENUE"),
    SALES("REVENUE"),
    TERMLIAB("LIABILITY");

    private final String accountClass;

    AccountType(String accountClass) {
        this.accountClass = accountClass;
    }

    String accountClass() {
        return accountClass;
    }
}
