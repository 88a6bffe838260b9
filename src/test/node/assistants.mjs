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
const causes = await ask('failed_causes', {}, told => assert.equal(told.failed, 2));
const copies = await ask('failed_copies', {cause_id: causes?.causes[0].cause_id}, told => assert.equal(told.copies.length, 2));
await ask('failed_copy', {id: copies?.copies[0].id});
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
