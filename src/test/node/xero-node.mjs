// Xero's Node client against the sandbox.
import {XeroClient} from 'xero-node';
import {assert, call, tell} from './tally.mjs';

const sandbox = process.env.SANDBOX;
const config = {clientId: 'sandbox-client', clientSecret: 'sandbox-secret'};

// A person's consent
const scopes = 'openid profile email offline_access accounting.invoices accounting.payments accounting.contacts accounting.settings accounting.attachments'.split(' ');
const person = new XeroClient({...config, redirectUris: ['http://localhost:5000/callback'], scopes, state: 'state-1'});
await call('initialize (discovery)', () => person.initialize());
const consent = await call('buildConsentUrl', () => person.buildConsentUrl());
const back = await call('consent page', async () => {
  const answer = await fetch(consent, {redirect: 'manual'});
  assert.equal(answer.status, 302);
  return answer.headers.get('location');
});
await call('apiCallback (id token checked)', () => person.apiCallback(back));
const tenants = await call('updateTenants', () => person.updateTenants());
await call('updateTenants without details', () => person.updateTenants(false));
await call('refreshToken', () => person.refreshToken());
await call('refreshWithRefreshToken', () => person.refreshWithRefreshToken(config.clientId, config.clientSecret, person.readTokenSet().refresh_token));

const t = tenants?.[0]?.tenantId;
const api = person.accountingApi;
const day = new Date(Date.now() - 86_400_000);
const one = (answer, collection) => {
  const rows = answer.body[collection];
  assert.equal(rows.length, 1);
  return rows[0];
};
const body = (answer, collection) => answer.body[collection];

// Organisation and settings
await call('getOrganisations', async () => assert.equal(one(await api.getOrganisations(t), 'organisations').baseCurrency, 'GBP'));
await call('getOrganisationActions', async () => assert.ok(body(await api.getOrganisationActions(t), 'actions').length > 0));
const user = await call('getUsers', async () => one(await api.getUsers(t, undefined, 'IsSubscriber==true'), 'users'));
await call('getUser', async () => one(await api.getUser(t, user.userID), 'users'));
await call('getInvoiceReminders', async () => one(await api.getInvoiceReminders(t), 'invoiceReminders'));
const themes = await call('getBrandingThemes', async () => body(await api.getBrandingThemes(t), 'brandingThemes'));
await call('getBrandingTheme', async () => one(await api.getBrandingTheme(t, themes[0].brandingThemeID), 'brandingThemes'));
await call('getCurrencies where', async () => one(await api.getCurrencies(t, 'Code=="GBP"'), 'currencies'));
await call('createCurrency', () => api.createCurrency(t, {code: 'SEK', description: 'Swedish Krona'}));

// Accounts
const banks = await call('getAccounts where order', async () => {
  const rows = body(await api.getAccounts(t, undefined, 'Type=="BANK"', 'Code DESC'), 'accounts');
  assert.deepEqual(rows.map(each => each.code), [...rows.map(each => each.code)].sort().reverse());
  assert.ok(rows.every(each => each.type === 'BANK'));
  return rows;
});
await call('getAccounts If-Modified-Since later', async () => assert.equal(body(await api.getAccounts(t, new Date(Date.now() + 60_000)), 'accounts').length, 0));
await call('getAccounts If-Modified-Since before', async () => assert.ok(body(await api.getAccounts(t, day), 'accounts').length > 5));
const account = await call('createAccount', async () => one(await api.createAccount(t, {code: '245', name: 'Retainers', type: 'REVENUE', taxType: 'OUTPUT2'}), 'accounts'));
await call('getAccount', async () => one(await api.getAccount(t, account.accountID), 'accounts'));
await call('updateAccount', async () => assert.equal(one(await api.updateAccount(t, account.accountID, {accounts: [{name: 'Monthly retainers'}]}), 'accounts').name, 'Monthly retainers'));
await call('createAccountAttachmentByFileName', () => api.createAccountAttachmentByFileName(t, account.accountID, 'policy.txt', Buffer.from('policy'), undefined, {headers: {'Content-Type': 'text/plain'}}));
await call('getAccountAttachments', async () => one(await api.getAccountAttachments(t, account.accountID), 'attachments'));
await call('getAccountAttachmentByFileName', async () => assert.equal(String((await api.getAccountAttachmentByFileName(t, account.accountID, 'policy.txt', 'text/plain')).body), 'policy'));
await call('deleteAccount', async () => assert.equal(one(await api.deleteAccount(t, account.accountID), 'accounts').status, 'DELETED'));

// Tax rates
await call('getTaxRates where', async () => one(await api.getTaxRates(t, 'TaxType=="OUTPUT2"'), 'taxRates'));
await call('getTaxRates order', async () => assert.ok(body(await api.getTaxRates(t, undefined, 'Name DESC'), 'taxRates').length > 3));
await call('getTaxRateByTaxType', async () => one(await api.getTaxRateByTaxType(t, 'OUTPUT2'), 'taxRates'));
const rate = await call('createTaxRates', async () => one(await api.createTaxRates(t, {taxRates: [{name: 'Reduced', reportTaxType: 'OUTPUT', taxComponents: [{name: 'VAT', rate: 5}]}]}), 'taxRates'));
await call('updateTaxRate', async () => assert.equal(String(one(await api.updateTaxRate(t, {taxRates: [{name: 'Reduced', taxType: rate.taxType, status: 'DELETED'}]}), 'taxRates').status), 'DELETED'));

// Items
const items = await call('createItems', async () => body(await api.createItems(t, {items: [{code: 'HOST', name: 'Hosting', salesDetails: {unitPrice: 15.5, accountCode: '200', taxType: 'OUTPUT2'}}, {code: 'CARE', name: 'Care'}]}, false, 4), 'items'));
await call('getItems where', async () => assert.equal(one(await api.getItems(t, undefined, 'Code=="HOST"', undefined, 4), 'items').salesDetails.unitPrice, 15.5));
await call('getItems If-Modified-Since later', async () => assert.equal(body(await api.getItems(t, new Date(Date.now() + 60_000)), 'items').length, 0));
await call('getItem', async () => one(await api.getItem(t, items[0].itemID, 4), 'items'));
await call('updateItem', async () => assert.equal(one(await api.updateItem(t, items[0].itemID, {items: [{code: 'HOSTING', name: 'Hosting, monthly'}]}), 'items').code, 'HOSTING'));
await call('updateOrCreateItems', async () => one(await api.updateOrCreateItems(t, {items: [{code: 'CARE', name: 'Care plan'}]}, false, 4), 'items'));
await call('createItemHistory', () => api.createItemHistory(t, items[0].itemID, {historyRecords: [{details: 'Price reviewed'}]}));
await call('getItemHistory', async () => assert.equal(body(await api.getItemHistory(t, items[0].itemID), 'historyRecords')[0].details, 'Price reviewed'));
await call('deleteItem', () => api.deleteItem(t, items[1].itemID));

// Tracking
for (const old of await call('getTrackingCategories', async () => body(await api.getTrackingCategories(t, undefined, undefined, true), 'trackingCategories'))) {
  await call('deleteTrackingCategory', () => api.deleteTrackingCategory(t, old.trackingCategoryID));
}
const category = await call('createTrackingCategory', async () => one(await api.createTrackingCategory(t, {name: 'Team'}), 'trackingCategories'));
const option = await call('createTrackingOptions', async () => one(await api.createTrackingOptions(t, category.trackingCategoryID, {name: 'Web'}), 'options'));
await call('updateTrackingOptions', async () => assert.equal(one(await api.updateTrackingOptions(t, category.trackingCategoryID, option.trackingOptionID, {name: 'Web team'}), 'options').name, 'Web team'));
await call('updateTrackingCategory', async () => assert.equal(one(await api.updateTrackingCategory(t, category.trackingCategoryID, {name: 'Teams'}), 'trackingCategories').name, 'Teams'));
await call('getTrackingCategory', async () => one(await api.getTrackingCategory(t, category.trackingCategoryID), 'trackingCategories'));
await call('getTrackingCategories where', async () => one(await api.getTrackingCategories(t, 'Name=="Teams"'), 'trackingCategories'));
const spare = await call('createTrackingOptions second', async () => one(await api.createTrackingOptions(t, category.trackingCategoryID, {name: 'Spare'}), 'options'));
await call('deleteTrackingOptions', async () => assert.equal(String(one(await api.deleteTrackingOptions(t, category.trackingCategoryID, spare.trackingOptionID), 'options').status), 'DELETED'));

// Contacts
const acme = await call('createContacts', async () => one(await api.createContacts(t, {contacts: [{name: 'Acme Widgets Ltd', contactNumber: 'A-17', emailAddress: 'billing@example.com'}]}), 'contacts'));
const id = acme?.contactID;
await call('getContact', async () => one(await api.getContact(t, id), 'contacts'));
await call('getContactByContactNumber', async () => one(await api.getContactByContactNumber(t, 'A-17'), 'contacts'));
await call('getContacts where', async () => one(await api.getContacts(t, undefined, 'Name=="Acme Widgets Ltd"', 'Name', undefined, 1, false, false, undefined, 50), 'contacts'));
await call('getContacts ids, archived', async () => one(await api.getContacts(t, day, undefined, undefined, [id], undefined, true), 'contacts'));
await call('getContacts search', async () => one(await api.getContacts(t, undefined, undefined, undefined, undefined, 1, undefined, true, 'acme'), 'contacts'));
await call('updateContact', async () => assert.equal(one(await api.updateContact(t, id, {contacts: [{emailAddress: 'ap@example.com'}]}), 'contacts').emailAddress, 'ap@example.com'));
await call('updateOrCreateContacts', async () => one(await api.updateOrCreateContacts(t, {contacts: [{contactID: id, taxNumber: 'GB1'}]}), 'contacts'));
await call('createContactHistory', () => api.createContactHistory(t, id, {historyRecords: [{details: 'Called'}]}));
await call('getContactHistory', async () => one(await api.getContactHistory(t, id), 'historyRecords'));
await call('createContactAttachmentByFileName', () => api.createContactAttachmentByFileName(t, id, 'terms.txt', Buffer.from('Net 30'), undefined, {headers: {'Content-Type': 'text/plain'}}));
await call('getContactAttachments', async () => one(await api.getContactAttachments(t, id), 'attachments'));
await call('getContactAttachmentByFileName', async () => assert.equal(String((await api.getContactAttachmentByFileName(t, id, 'terms.txt', 'text/plain')).body), 'Net 30'));

// Invoices
const line = {description: 'Design', quantity: 12.5, unitAmount: 100, accountCode: '200', taxType: 'OUTPUT2'};
const bill = number => ({type: 'ACCREC', contact: {contactID: id}, invoiceNumber: number, status: 'AUTHORISED', date: '2026-11-01', dueDate: '2026-12-01', lineItems: [line]});
const invoice = await call('createInvoices', async () => {
  const made = one(await api.createInvoices(t, {invoices: [{...bill('INV-1'), lineItems: [{...line, tracking: [{name: 'Teams', option: 'Web team'}]}]}]}, false, 4, 'key-1'), 'invoices');
  assert.equal(made.total, 1500);
  assert.equal(new Date(made.date).toISOString().slice(0, 10), '2026-11-01');
  return made;
});
await call('createInvoices same key', async () => assert.equal(one(await api.createInvoices(t, {invoices: [{...bill('INV-1'), lineItems: [{...line, tracking: [{name: 'Teams', option: 'Web team'}]}]}]}, false, 4, 'key-1'), 'invoices').invoiceID, invoice.invoiceID));
await call('createInvoices refused', async () => {
  await assert.rejects(api.createInvoices(t, {invoices: [{...bill('INV-8'), lineItems: [{...line, accountCode: '999X'}]}]}, true), error => {
    assert.match(typeof error === 'string' ? error : JSON.stringify(error), /999X/);
    return true;
  });
});
const n = invoice?.invoiceID;
await call('getInvoice', async () => assert.equal(one(await api.getInvoice(t, n, 4), 'invoices').amountDue, 1500));
await call('getInvoices', async () => one(await api.getInvoices(t, day, 'Type=="ACCREC"', 'InvoiceNumber DESC', undefined, ['INV-1'], [id], ['AUTHORISED'], 1, false, false, 4, false, 50), 'invoices'));
await call('getInvoices summary, search', async () => one(await api.getInvoices(t, undefined, undefined, undefined, undefined, undefined, undefined, undefined, 1, false, false, 4, true, 50, 'INV-1'), 'invoices'));
await call('getOnlineInvoice', async () => one(await api.getOnlineInvoice(t, n), 'onlineInvoices'));
await call('emailInvoice', () => api.emailInvoice(t, n, {}));
await call('getInvoiceAsPdf', async () => assert.match(String((await api.getInvoiceAsPdf(t, n)).body).slice(0, 5), /%PDF-/));
await call('createInvoiceAttachmentByFileName', () => api.createInvoiceAttachmentByFileName(t, n, 'hours.txt', Buffer.from('12.50 h'), true, undefined, {headers: {'Content-Type': 'text/plain'}}));
const file = await call('getInvoiceAttachments', async () => one(await api.getInvoiceAttachments(t, n), 'attachments'));
await call('getInvoiceAttachmentById', async () => assert.equal(String((await api.getInvoiceAttachmentById(t, n, file.attachmentID, 'text/plain')).body), '12.50 h'));
await call('getInvoiceAttachmentByFileName', async () => assert.equal(String((await api.getInvoiceAttachmentByFileName(t, n, 'hours.txt', 'text/plain')).body), '12.50 h'));
await call('updateInvoiceAttachmentByFileName', () => api.updateInvoiceAttachmentByFileName(t, n, 'hours.txt', Buffer.from('12.50 hours'), undefined, {headers: {'Content-Type': 'text/plain'}}));
await call('createInvoiceHistory', () => api.createInvoiceHistory(t, n, {historyRecords: [{details: 'Copied'}]}));
await call('getInvoiceHistory', async () => assert.ok(body(await api.getInvoiceHistory(t, n), 'historyRecords').some(each => each.details === 'Copied')));
await call('updateInvoice', async () => assert.equal(one(await api.updateInvoice(t, n, {invoices: [{reference: 'PO 4711'}]}, 4), 'invoices').reference, 'PO 4711'));
const voided = await call('createInvoices to void', async () => one(await api.createInvoices(t, {invoices: [bill('INV-2')]}), 'invoices'));
await call('updateOrCreateInvoices', async () => assert.equal(String(one(await api.updateOrCreateInvoices(t, {invoices: [{invoiceID: voided.invoiceID, status: 'VOIDED'}]}, false, 4), 'invoices').status), 'VOIDED'));

// Payments
const pay = amount => ({invoice: {invoiceID: n}, account: {code: '090'}, date: '2026-11-02', amount});
const paid = await call('createPayment', async () => one(await api.createPayment(t, pay(400)), 'payments'));
await call('createPayments', async () => one(await api.createPayments(t, {payments: [pay(100)]}, false), 'payments'));
await call('getPayment', async () => assert.equal(one(await api.getPayment(t, paid.paymentID), 'payments').amount, 400));
await call('getPayments', async () => assert.equal(body(await api.getPayments(t, day, 'Status=="AUTHORISED"', 'Date', 1, 50), 'payments').length, 2));
await call('createPaymentHistory', () => api.createPaymentHistory(t, paid.paymentID, {historyRecords: [{details: 'By card'}]}));
await call('getPaymentHistory', async () => assert.ok(body(await api.getPaymentHistory(t, paid.paymentID), 'historyRecords').some(each => each.details === 'By card')));
await call('deletePayment', async () => assert.equal(String(one(await api.deletePayment(t, paid.paymentID, {status: 'DELETED'}), 'payments').status), 'DELETED'));

// Credit notes
const credit = await call('createCreditNotes', async () => one(await api.createCreditNotes(t, {creditNotes: [{type: 'ACCRECCREDIT', contact: {contactID: id}, creditNoteNumber: 'CN-1', status: 'AUTHORISED', date: '2026-11-02', lineItems: [{...line, quantity: 2}]}]}, false, 4), 'creditNotes'));
const c = credit?.creditNoteID;
await call('getCreditNote', async () => assert.equal(one(await api.getCreditNote(t, c, 4), 'creditNotes').total, 240));
await call('getCreditNotes', async () => one(await api.getCreditNotes(t, day, 'CreditNoteNumber=="CN-1"', 'Date', 1, 4, 50), 'creditNotes'));
await call('getCreditNoteAsPdf', async () => assert.match(String((await api.getCreditNoteAsPdf(t, c)).body).slice(0, 5), /%PDF-/));
await call('createCreditNoteAllocation', async () => one(await api.createCreditNoteAllocation(t, c, {allocations: [{amount: 240, date: '2026-11-02', invoice: {invoiceID: n}}]}), 'allocations'));
const allocation = await call('getCreditNote allocated', async () => one(await api.getCreditNote(t, c, 4), 'creditNotes').allocations[0]);
await call('deleteCreditNoteAllocations', async () => assert.equal((await api.deleteCreditNoteAllocations(t, c, allocation.allocationID)).body.isDeleted, true));
await call('createCreditNoteHistory', () => api.createCreditNoteHistory(t, c, {historyRecords: [{details: 'Agreed'}]}));
await call('getCreditNoteHistory', async () => assert.ok(body(await api.getCreditNoteHistory(t, c), 'historyRecords').some(each => each.details === 'Agreed')));
await call('createCreditNoteAttachmentByFileName', () => api.createCreditNoteAttachmentByFileName(t, c, 'letter.txt', Buffer.from('Sorry'), false, undefined, {headers: {'Content-Type': 'text/plain'}}));
await call('getCreditNoteAttachments', async () => one(await api.getCreditNoteAttachments(t, c), 'attachments'));
await call('updateCreditNote', async () => assert.equal(one(await api.updateCreditNote(t, c, {creditNotes: [{reference: 'Complaint 5'}]}, 4), 'creditNotes').reference, 'Complaint 5'));
await call('updateOrCreateCreditNotes', async () => assert.equal(String(one(await api.updateOrCreateCreditNotes(t, {creditNotes: [{creditNoteID: c, status: 'VOIDED'}]}, false, 4), 'creditNotes').status), 'VOIDED'));

// A custom connection, and the end of the consent
const custom = new XeroClient({...config, grantType: 'client_credentials', scopes: ['accounting.invoices']});
await call('getClientCredentialsToken', () => custom.getClientCredentialsToken());
await call('getInvoices of a custom connection', () => custom.accountingApi.getInvoices(''));
await call('disconnect', () => person.disconnect(tenants[0].id));
await call('revokeToken', () => person.revokeToken());

tell('xero-node');
