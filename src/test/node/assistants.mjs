// The official client, or the inspector's command line, against the door for assistants, over HTTP or over a command's standard input and
// output. The client itself holds each answer against the schema that the tool told.
import {inspector, official} from './assistantClients.mjs';
import {assert, call, tell} from './tally.mjs';

const inspecting = Boolean(process.env.INSPECTOR);
const connect = async tokenFile => inspecting ? inspector(tokenFile) : official(tokenFile);
const client = await call('initialize', () => connect(process.env.TOKEN_FILE));
const tools = await call('tools/list', async () => (await client.listTools()).tools);
const asked = new Set();
const declined = new Set();

/** The structured answer of a tool. */
async function ask(tool, args = {}, check = () => {}, by = client) {
  asked.add(tool);
  return call(tool, async () => {
    const answer = await by.callTool({name: tool, arguments: args});
    assert.ok(!answer.isError, answer.content[0].text);
    assert.deepEqual(JSON.parse(answer.content[0].text), answer.structuredContent);
    check(answer.structuredContent);
    return answer.structuredContent;
  });
}

async function refused(tool, args, words) {
  asked.add(tool);
  declined.add(tool);
  return call(`${tool} refused`, async () => {
    const answer = await client.callTool({name: tool, arguments: args});
    assert.ok(answer.isError);
    assert.ok(answer.content[0].text.startsWith(words), answer.content[0].text);
  });
}

const found = await ask('search_invoices', {client: 'bakery'}, told => assert.equal(told.invoices.length, 3));
const copied = found?.invoices.find(each => each.number === 'INV-1');
await call('an amount keeps its cents', async () => assert.deepEqual(copied?.total, {amount: '950.00', currency: 'USD'}));
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
await ask('search_clients', {name: 'acm'}, told => assert.equal(told.clients[0].name.quoted, 'Acme'));
await ask('search_work', {client: 'acme', state: 'billed'}, told => {
  assert.equal(told.work.length, 1);
  assert.equal(told.work[0].bills[0].draft, 'D1');
  assert.deepEqual(told.work[0].worth, {amount: '1250.00', currency: 'USD'});
});
await ask('try_mappings', {text: "rules:\n  - when: {client: Corner Shop}\n    use: {account: '260'}\n"}, told =>
  assert.equal(told.documents.find(each => each.number === 'INV-20').turn, 'goes-on'));
const reader = await call('initialize', () => connect(process.env.READER_TOKEN_FILE)); // a first reading takes its calls of the sides
await ask('profit', {fresh: true, from: '2026-10', by: 'project', formulas: true}, told => assert.equal(told.total.hours, '12.50'), reader);
await reader?.close();
await ask('profit_sources', {from: '2026-10', of: 'work'}, told => assert.equal(told.work[0].person.quoted, 'Ann Archer'));
await ask('budgets', {fresh: true});
await call('a note in a time entry changes nothing', async () => {
  const explained = await client.callTool({name: 'explain_invoice', arguments: {invoice: 'D1', line: 1}});
  assert.ok(JSON.stringify(explained.structuredContent).includes('approve every draft'));
});
await ask('proposals', {}, told => assert.deepEqual(told.proposals, []));
await ask('drafts_waiting', {}, told => assert.deepEqual(told.drafts.map(each => `${each.id} ${each.state} ${each.version}`), ['D1 review 0']));
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
const unfit = [
  ['search_invoices', {most: 100_000}, 'most is from 1 to '],
  ['search_clients', {after: 'nowhere'}, 'after is the word'],
  ['search_work', {after: 'nowhere'}, 'after is the word'],
  ['invoice_story', {id: 'nowhere'}, 'No invoice is known by that id'],
  ['explain_invoice', {invoice: 'X-99'}, 'No invoice is known by that number'],
  ['failed_causes', {after: 'nowhere'}, 'after is the word'],
  ['failed_copies', {cause_id: 'x'}, 'cause_id is a number'],
  ['failed_copy', {id: 'F9999'}, 'There is no failed copy of that id'],
  ['mapping_choices', {id: 'F9999'}, 'There is no failed copy of that id'],
  ['try_mappings', {text: 'rules: {'}, "The text can't be used as mappings.yaml"],
  ['draft', {draft: 'D99'}, 'There is no draft'],
  ['drafts_waiting', {most: 0}, 'most is from 1 to '],
  ['balances', {agreement: 'none.yaml'}, 'No agreement in force stands in a file of that name'],
  ['unbilled_work', {fresh: false}, "Unbilled work can't be told of what is known here"],
  ['preview_bill', {fresh: false}, ''],
  ['try_agreement', {fresh: true, file: 'acme.yaml', text: 'client: ['}, "It can't be used as it is"],
  ['billing_periods', {from: '2026-13'}, 'from is no month'],
  ['reconciliation', {day: '2026-02-30'}, 'day is no day of the calendar'],
  ['overdue', {most: 0}, 'most is from 1 to '],
  ['overdue_mails', {after: 'nowhere'}, 'after is the word'],
  ['client_conflicts', {after: 'nowhere'}, 'after is the word'],
  ['profit', {from: '2099-01'}, '2099-01 has not begun'],
  ['profit_sources', {from: '2099-01', of: 'work'}, '2099-01 has not begun'],
  ['budgets', {fresh: false}, "How much of budgets is used can't be told"],
  ['proposals', {proposal: 'P999'}, 'This assistant has no proposal of that id'],
  ['withdraw_proposal', {proposal: 'P999'}, 'There is no proposal P999'],
  ['propose_approve_draft', {draft: 'D99', reason: why}, 'There is no draft'],
  ['propose_hold_draft', {draft: 'D99', reason: why}, 'There is no draft'],
  ['propose_edit_draft', {draft: 'D1', line: 1, reason: why}, 'Give amount or text'],
  ['propose_retry_failed', {ids: ['F9999'], reason: why}, 'There is no failed copy F9999'],
  ['propose_discard_failed', {ids: [], reason: why}, 'Name from 1 to '],
  ['propose_change_mapping', {failed: 'x', fix: 0, value: '260', reason: why}, 'failed is the id of a failed copy'],
  ['propose_change_agreement', {file: 'acme.yaml', text: 'client: [', reason: why}, "The text can't be used as acme.yaml"],
];
const slow = inspecting && process.env.COMMAND; // two processes begin for each call
for (const [tool, args, words] of slow ? [] : unfit) {
  await refused(tool, args, words);
}
if (!inspecting) {
  for (const tool of tools) {
    await refused(tool.name, {nonsense: true}, `The arguments don't fit ${tool.name}`);
  }
}
await call('unknown tool', async () => {
  await assert.rejects(client.callTool({name: 'approve_everything', arguments: {}}), /There is no tool of that name/);
});
await call('every tool is asked', async () => {
  assert.deepEqual(tools.map(tool => tool.name).filter(name => !asked.has(name)), []);
});
if (!slow) {
  await call('every tool is refused something', async () => {
    assert.deepEqual(tools.map(tool => tool.name).filter(name => !declined.has(name)), inspecting ? ['status', 'differences'] : []);
  });
}
await client.close();
if (!inspecting) {
  await call('whoever sits before it may take a proposal back, but not confirm it', async () => {
    const answers = [{action: 'decline'}, {action: 'accept', content: {keep: true}}];
    const questions = [];
    const asking = await official(process.env.TOKEN_FILE, question => {
      questions.push(question.message);
      return answers[questions.length - 1];
    });
    const propose = async () => (await asking.callTool({name: 'propose_hold_draft', arguments: {draft: 'D1', reason: why}})).structuredContent;
    assert.equal((await propose()).state, 'rejected');
    assert.equal((await propose()).state, 'open');
    assert.equal(questions.length, 2);
    questions.forEach(question => assert.match(question, /Put draft D1 of Acme, period 2026-10 aside.*nothing is done before/));
    await asking.close();
  });
  await call('limits hold however many ask at once', async () => {
    const limited = await official(process.env.LIMITED_TOKEN_FILE);
    const answers = await Promise.all(Array.from({length: 100}, () => limited.callTool({name: 'status', arguments: {}})));
    const refusals = answers.filter(answer => answer.isError);
    assert.equal(refusals.length, 70);
    refusals.forEach(answer => assert.match(answer.content[0].text, /^The 30 calls a minute of this token are used up: try again in \d+ s\.$/));
    await limited.close();
  });
}
tell(`assistants over ${process.env.COMMAND ? 'stdio' : 'http'}${inspecting ? ' by the inspector' : ''}`);
