// The official client against the door for assistants, over HTTP or over a command's standard input and output. The client itself holds each
// answer against the schema that the tool told.
import {Client} from '@modelcontextprotocol/sdk/client/index.js';
import {StdioClientTransport} from '@modelcontextprotocol/sdk/client/stdio.js';
import {StreamableHTTPClientTransport} from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {readFileSync} from 'node:fs';
import {assert, call, tell} from './tally.mjs';

const token = readFileSync(process.env.TOKEN_FILE, 'utf8').trim();
const command = process.env.COMMAND ? JSON.parse(process.env.COMMAND) : undefined;
const transport = command
  ? new StdioClientTransport({command: command[0], args: command.slice(1), env: {PATH: process.env.PATH}, stderr: 'inherit'})
  : new StreamableHTTPClientTransport(new URL(process.env.ADDRESS), {requestInit: {headers: {Authorization: `Bearer ${token}`}}});
const client = new Client({name: 'contract-test', version: '1'}, {capabilities: {}});
await call('initialize', () => client.connect(transport));
const tools = await call('tools/list', async () => (await client.listTools()).tools);
const asked = new Set();

/** The structured answer of a tool. */
async function ask(tool, args = {}, check = () => {}) {
  asked.add(tool);
  return call(tool, async () => {
    const answer = await client.callTool({name: tool, arguments: args});
    assert.ok(!answer.isError, answer.content[0].text);
    assert.deepEqual(JSON.parse(answer.content[0].text), answer.structuredContent);
    check(answer.structuredContent);
    return answer.structuredContent;
  });
}

async function refused(tool, args, words) {
  asked.add(tool);
  return call(`${tool} refused`, async () => {
    const answer = await client.callTool({name: tool, arguments: args});
    assert.ok(answer.isError);
    assert.ok(answer.content[0].text.startsWith(words), answer.content[0].text);
  });
}

const found = await ask('search_invoices', {client: 'bakery'}, told => assert.equal(told.invoices.length, 3));
const copied = found?.invoices.find(each => each.number === 'INV-1');
assert.deepEqual(copied?.total, {amount: '950.00', currency: 'USD'});
await ask('invoice_story', {id: copied?.id}, told => assert.equal(told.number, 'INV-1'));
await ask('explain_invoice', {invoice: 'D1'});
const causes = await ask('failed_causes', {}, told => assert.equal(told.failed, 3));
const copies = await ask('failed_copies', {cause_id: causes?.causes[0].cause_id}, told => assert.equal(told.copies.length, 2));
await ask('failed_copy', {id: copies?.copies[0].id});
const failed = copies?.copies[0].id;
const ruled = (await ask('search_invoices', {number: 'INV-20'}))?.invoices[0].id;
const unknown = (await ask('invoice_story', {id: ruled}))?.failed;
const choices = await ask('mapping_choices', {id: unknown}, told => assert.equal(told.fixes[0].key, 'account'));
await ask('status', {}, told => assert.equal(told.failed, 3));
await ask('drafts_waiting', {}, told => assert.equal(told.drafts[0].id, 'D1'));
await ask('draft', {draft: 'D1'}, told => assert.deepEqual(told.gross, {amount: '1500.00', currency: 'USD'}));
await ask('billing_periods', {from: '2026-10', to: '2026-10'});
await ask('balances');
await ask('unbilled_work', {fresh: true});
await ask('preview_bill', {fresh: true, period: '2026-10', client: 'Acme'});
await ask('try_agreement', {fresh: true, file: 'acme.yaml', text: 'client: Acme\nstart: 2026-10-01\n', periods: 1});
const compared = await ask('reconciliation');
const reason = compared?.reasons[0];
await ask('differences', {reason: reason?.reason, measure: reason?.measure, currency: reason?.currency});
await ask('overdue');
await ask('overdue_mails', {all: true});
await ask('client_conflicts');
const why = 'As the test wants it.';
await ask('propose_approve_draft', {draft: 'D1', reason: why}, told => assert.equal(told.state, 'open'));
const held = await ask('propose_hold_draft', {draft: 'D1', reason: why});
await ask('propose_edit_draft', {draft: 'D1', line: 1, amount: '1000.00', reason: why});
await ask('propose_retry_failed', {ids: [failed], reason: why});
await ask('propose_discard_failed', {ids: [failed], reason: why});
await ask('propose_change_mapping', {failed: unknown, fix: choices?.fixes[0].fix, value: '260', change: true, reason: why});
await ask('propose_change_agreement', {file: 'acme.yaml', text: 'client: Acme\nstart: 2026-10-01\n', reason: why});
await refused('propose_answer_conflict', {conflict: 'C1', side: 'harvest', reason: why}, 'No such conflict waits');
await refused('propose_send_reminder', {mail: 1, reason: why}, 'No such mail waits');
await ask('withdraw_proposal', {proposal: held?.id}, told => assert.equal(told.state, 'rejected'));
await ask('proposals', {}, told => assert.ok(told.proposals.length >= 7));
await call('resources', async () => {
  const texts = (await client.listResources()).resources.map(each => each.uri);
  assert.deepEqual(texts.sort(), ['harvest-xero://glossary', 'harvest-xero://mappings']);
  for (const uri of [...texts, 'harvest-xero://agreements/acme.yaml']) {
    assert.ok((await client.readResource({uri})).contents[0].text.length > 5, uri);
  }
  await assert.rejects(client.readResource({uri: 'harvest-xero://agreements/none.yaml'}), /There is no agreement in a file of that name/);
});
await call('prompts', async () => {
  assert.equal((await client.listPrompts()).prompts.length, 2);
  const list = await client.getPrompt({name: 'month_end_checklist', arguments: {month: '2026-10'}});
  assert.ok(list.messages[0].content.text.includes('billing_periods from 2026-10 to 2026-10'));
  await assert.rejects(client.getPrompt({name: 'month_end_checklist', arguments: {month: 'soon'}}), /Give month/);
  assert.ok((await client.getPrompt({name: 'why_is_this_invoice_different', arguments: {invoice: 'INV-1'}})).messages[0].content.text.includes('INV-1'));
});
await refused('search_invoices', {most: 100_000}, 'most is from 1 to ');
await refused('search_invoices', {nonsense: true}, "The arguments don't fit search_invoices");
await call('unknown tool', async () => {
  await assert.rejects(client.callTool({name: 'approve_everything', arguments: {}}), /There is no tool of that name/);
});
await call('every tool is asked', async () => {
  assert.deepEqual(tools.map(tool => tool.name).filter(name => !asked.has(name)), []);
});
await client.close();
tell(command ? 'assistants over stdio' : 'assistants over http');
