package org.harvestxero.sandbox.harvest;

/** Where documents of the sandbox begin; import statically. */
public final class Builders {
    private Builders() {}

    public static ClientBuilder aClient(String name) {
        return new ClientBuilder(name);
    }

    public static ContactBuilder aContact(long clientId, String firstName, String lastName) {
        return new ContactBuilder(clientId, firstName, lastName);
    }

    public static ProjectBuilder aProject(long clientId, String name) {
        return new ProjectBuilder(clientId, name);
    }

    public static TaskBuilder aTask(String name) {
        return new TaskBuilder(name);
    }

    public static UserBuilder aUser(String firstName, String lastName) {
        return new UserBuilder(firstName, lastName);
    }

    public static TimeEntryBuilder aTimeEntry(long projectId, long taskId, long userId) {
        return new TimeEntryBuilder(projectId, taskId, userId);
    }

    public static ExpenseBuilder anExpense(long projectId, long categoryId, long userId) {
        return new ExpenseBuilder(projectId, categoryId, userId);
    }

    public static InvoiceBuilder anInvoice(long clientId) {
        return new InvoiceBuilder(clientId);
    }

    public static PaymentBuilder aPayment(String amount) {
        return new PaymentBuilder(amount);
    }
}
