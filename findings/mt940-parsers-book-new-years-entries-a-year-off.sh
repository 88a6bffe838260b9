#!/usr/bin/env bash
# mt940js 1.3.5, swiftmessageparser 1.2.1 and mt940-js 1.0.0 (npm): the day on which the bank booked a payment, at the turn of a year.
#
# A line :61: of SWIFT's MT940 gives the value date with its year and the entry date as month and day only; the year follows from the
# value date nearby. All three promise an entry date. Seen on Node 20, no error (mt940js and swiftmessageparser also check each
# statement's balances), in a statement of 4 January 2027:
#   value date 31 December 2026, entry 0104   is read as booked on 4 January 2026: a year before, in books long closed
#   value date 4 January 2027, entry 1231     is read as booked on 31 December 2027: almost a year ahead
#   value date 4 January 2027, entry 0104     is read as written (the control)
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent mt940js@1.3.5 swiftmessageparser@1.2.1 mt940-js@1.0.0 tslib@2.8.1
cat > finding.js <<'JS'
const { Parser } = require('mt940js');
const swift = require('swiftmessageparser');
const { read } = require('mt940-js');
const text = [':20:STATEMENT', ':25:10010010/12345678', ':28C:1/1', ':60F:C261230EUR1000,00',
  ':61:2612310104C100,00NTRFNONREF', ':86:paid at the end of the year', ':61:2701041231D40,00NTRFNONREF', ':86:card',
  ':61:2701040104C1,00NTRFNONREF', ':86:interest', ':62F:C270104EUR1061,00', '-'].join('\n');
let changed = false;
const see = (what, lines) => {
  const answer = lines.map((line) => new Date(line.entryDate).toISOString().slice(0, 10)).join(' ');
  console.log(what + '  ->  ' + answer);
  changed ||= answer !== '2026-01-04 2027-12-31 2027-01-04';
};
(async () => {
  see('mt940js', new Parser().parse(text)[0].transactions);
  see('swiftmessageparser', swift.parse({ type: 'mt940', data: text, validate: true })[0].transactions);
  see('mt940-js', (await read(Buffer.from(text)))[0].transactions);
  console.log(changed ? 'CHANGED' : 'as described');
  process.exit(changed ? 1 : 0);
})().catch((e) => { console.log('CHANGED: ' + e.message); process.exit(1); });
JS
TZ=UTC node finding.js
