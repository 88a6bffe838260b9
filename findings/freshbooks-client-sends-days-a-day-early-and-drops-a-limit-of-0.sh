#!/usr/bin/env bash
# @freshbooks/api 4.1.0 (npm, FreshBooks' own client): days and limits on their way to FreshBooks.
#
# The service takes days as YYYY-MM-DD. The client's README searches with between('date', {min: new Date('2010-05-06'), ...}) for the
# invoices from that day on, its types take a Date for each day of an invoice and its code a text too. Seen with 4.1.0 on Node 20, no
# error:
#   between of the README        in America/New_York, FreshBooks' own zone, asks for 2010-05-05 to 2019-11-09
#   createDate '2026-02-01'      and a payment's date alike are sent there as 2026-01-31: booked in the month before
#   fulfillmentDate, a Date      midnight of 1 February in Europe/Berlin is sent as 2026-01-31T23:00:00.000Z: a moment, and the day before;
#                                createDate beside it, the same Date, is sent as 2026-02-01 (the control)
#   between of {max: 0}          sends no limit at all: every invoice comes back instead of those with nothing outstanding; {max: 1} is
#                                sent (the control)
# No address outside this machine is called: a server on loopback answers and keeps what it was sent.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent @freshbooks/api@4.1.0
cat > finding.js <<'JS'
const http = require('http');
const { Client } = require('@freshbooks/api');
const { SearchQueryBuilder } = require('@freshbooks/api/dist/models/builders/SearchQueryBuilder');
const sent = [];
const server = http.createServer((request, response) => {
  let body = '';
  request.on('data', (part) => { body += part; });
  request.on('end', () => {
    sent.push(body ? JSON.parse(body) : [...new URL(request.url, 'http://localhost').searchParams].map((pair) => pair.join('=')).join('&'));
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ response: { result: { invoice: {}, invoices: [], payment: { amount: {} } } } }));
  });
});
server.listen(0, '127.0.0.1', async () => {
  const client = new Client('id', { accessToken: 'token', apiUrl: 'http://127.0.0.1:' + server.address().port });
  await client.invoices.create({ customerId: 1, createDate: '2026-02-01' }, 'account');
  await client.invoices.create({ customerId: 1, createDate: new Date(2026, 1, 1), fulfillmentDate: new Date(2026, 1, 1) }, 'account');
  await client.payments.create('account', { invoiceId: '1', amount: { amount: 1, code: 'USD' }, date: '2026-02-01' });
  const search = (key, range) => client.invoices.list('account', [new SearchQueryBuilder().between(key, range)]);
  await search('date', { min: new Date('2010-05-06'), max: new Date('2019-11-10') });
  await search('outstanding', { max: 0 });
  await search('outstanding', { max: 1 });
  server.close();
  const [text, date, payment, days, zero, one] = sent;
  console.log([text.invoice.create_date, date.invoice.create_date, date.invoice.fulfillment_date, payment.payment.date].join(' '));
  console.log([days, zero || 'nothing', one].join(' '));
});
JS
changed=
see() {
  answer=$(TZ=$1 node finding.js 2>/dev/null)
  echo "$1"; echo "$answer"
  if [ "$answer" != "$2" ]; then changed=1; fi
}
see America/New_York '2026-01-31 2026-02-01 2026-02-01T05:00:00.000Z 2026-01-31
search[date_min]=2010-05-05&search[date_max]=2019-11-09 nothing search[outstanding_max]=1'
see Europe/Berlin '2026-02-01 2026-02-01 2026-01-31T23:00:00.000Z 2026-02-01
search[date_min]=2010-05-06&search[date_max]=2019-11-10 nothing search[outstanding_max]=1'
if [ -n "$changed" ]; then echo CHANGED; exit 1; fi
echo "as described"
