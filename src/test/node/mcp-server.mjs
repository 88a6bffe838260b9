// Xero's MCP server against the sandbox, asked as an assistant would.
import {Client} from '@modelcontextprotocol/sdk/client/index.js';
import {StdioClientTransport} from '@modelcontextprotocol/sdk/client/stdio.js';
import {fileURLToPath} from 'node:url';
import {assert, call, tell} from './tally.mjs';

const toSandbox = fileURLToPath(new URL('to-sandbox.cjs', import.meta.url));
const server = fileURLToPath(new URL('node_modules/@xeroapi/xero-mcp-server/dist/index.js', import.meta.url));
const transport = new StdioClientTransport({
  command: process.execPath,
  args: ['--require', toSandbox, server],
  env: {
    PATH: process.env.PATH,
    SANDBOX: process.env.SANDBOX,
    XERO_CLIENT_ID: 'sandbox-client',
    XERO_CLIENT_SECRET: 'sandbox-secret',
  },
  stderr: 'inherit',
});
const client = new Client({name: 'contract-test', version: '1'});
await call('initialize', () => client.connect(transport));
const tools = await call('tools/list', async () => (await client.listTools()).tools.map(tool => tool.name));

/** The texts of an answer; a tool says that it failed in its text alone. */
async function ask(tool, args, check = () => {}) {
  return call(tool, async () => {
    assert.ok(tools.includes(tool), 'there is no such tool');
    const answer = await client.callTool({name: tool, arguments: args});
    const texts = answer.content.map(each => each.text).join('\n');
    assert.ok(!answer.isError && !/^(Error|Failed)/.test(texts), texts);
    check(texts);
    return texts;
  });
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const idIn = texts => texts?.match(uuid)?.[0];
const says = (...words) => texts => words.forEach(word => assert.ok(texts.includes(word), `"${word}" is missing in: ${texts.slice(0, 300)}`));

/** The server makes drafts only; what can be paid is made beside it. */
async function approvedInvoice() {
  const answer = await api('PUT', 'Invoices', {Type: 'ACCREC', Contact: {ContactID: contact}, InvoiceNumber: 'INV-900', Status: 'AUTHORISED', Date: '2026-11-01', DueDate: '2026-12-01',
    LineItems: [{Description: 'Design', Quantity: 1, UnitAmount: 80, AccountCode: '200', TaxType: 'OUTPUT2'}]});
  return answer.Invoices[0].InvoiceID;
}

async function bank() {
  return (await api('GET', 'Accounts?where=' + encodeURIComponent('Code=="090"'))).Accounts[0].AccountID;
}

async function api(method, path, body) {
  const pair = Buffer.from('sandbox-client:sandbox-secret').toString('base64');
  const token = await (await fetch(`${process.env.SANDBOX}/connect/token`, {method: 'POST', body: 'grant_type=client_credentials', headers: {'Authorization': `Basic ${pair}`}})).json();
  const answer = await fetch(`${process.env.SANDBOX}/api.xro/2.0/${path}`, {method, body: body && JSON.stringify(body),
    headers: {'Authorization': `Bearer ${token.access_token}`, 'Accept': 'application/json', 'Content-Type': 'application/json'}});
  return answer.json();
}

await ask('list-organisation-details', {}, says('Sandbox Studio Ltd', 'GBP'));
await ask('list-accounts', {}, says('200', 'Sales'));
await ask('list-tax-rates', {}, says('OUTPUT2'));
const contact = idIn(await ask('create-contact', {name: 'Acme Widgets Ltd', email: 'billing@example.com', phone: '02079460000'}, says('Acme Widgets Ltd')));
await ask('list-contacts', {page: 1}, says('Acme Widgets Ltd'));
await ask('list-contacts', {searchTerm: 'acme'}, says('Acme Widgets Ltd'));
await ask('update-contact', {contactId: contact, name: 'Acme Widgets Limited', email: 'ap@example.com'}, says('Acme Widgets Limited'));
const category = idIn(await ask('list-tracking-categories', {includeArchived: true}));
await ask('update-tracking-category', {trackingCategoryId: category, name: 'Teams'});
await ask('create-tracking-options', {trackingCategoryId: category, optionNames: ['Web team']}, says('Web team'));
const tracking = await ask('list-tracking-categories', {}, says('Teams', 'Web team'));
const option = tracking?.slice(0, tracking.indexOf('Web team') + 200).match(new RegExp(uuid.source, 'g'))?.find(id => id !== category);
await ask('update-tracking-options', {trackingCategoryId: category, options: [{trackingOptionId: option, name: 'Web crew'}]});
const item = idIn(await ask('create-item', {code: 'HOST', name: 'Hosting', salesDetails: {unitPrice: 15.5, accountCode: '200', taxType: 'OUTPUT2'}}, says('Hosting')));
await ask('list-items', {page: 1}, says('HOST'));
await ask('update-item', {itemId: item, code: 'HOST', name: 'Hosting, monthly'}, says('Hosting, monthly'));
const line = {description: 'Design', quantity: 12.5, unitAmount: 100, accountCode: '200', taxType: 'OUTPUT2'};
const lineWithItem = {...line, itemCode: 'HOST', tracking: []};
const invoice = idIn((await ask('create-invoice', {contactId: contact, lineItems: [lineWithItem], type: 'ACCREC', reference: 'PO 4711', date: '2026-11-01'}, says('1500')))?.replace(contact, ''));
await ask('list-invoices', {page: 1}, says('1500'));
await ask('list-invoices', {page: 1, contactIds: [contact]}, says('1500'));
await ask('update-invoice', {invoiceId: invoice, reference: 'PO 4712'}, says('1500'));
await ask('create-credit-note', {contactId: contact, lineItems: [{...line, quantity: 2}], reference: 'Complaint 5'}, says('240'));
const note = idIn((await ask('list-credit-notes', {page: 1, contactId: contact}, says('240')))?.replace(contact, ''));
await ask('update-credit-note', {creditNoteId: note, reference: 'Complaint 6'}, says('240'));
const owed = await approvedInvoice();
await ask('create-payment', {invoiceId: owed, accountId: await bank(), amount: 96, date: '2026-11-02', reference: 'By card'}, says('96'));
await ask('list-payments', {page: 1, invoiceId: owed}, says('96'));
await ask('list-payments', {page: 1, reference: 'By card'}, says('96'));
await client.close();
tell('xero-mcp-server');
