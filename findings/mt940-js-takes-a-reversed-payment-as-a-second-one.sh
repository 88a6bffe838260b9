#!/usr/bin/env bash
# mt940-js 1.0.0 (npm): whether a line of a bank statement (MT940) is money in or money out.
#
# A line :61: of SWIFT's format is marked C or D, or RC and RD where the bank takes an earlier credit or debit back. The package gives
# amounts without a sign and tells the direction by isCredit and isExpense. Seen with 1.0.0 on Node 20, no error:
#   RC 25.00   has isCredit true: a client's payment that bounced is booked as a second payment, 50.00 too much
#   RD 10.00   has isCredit false: a direct debit given back is booked as another cost
#   C 100.50   has isExpense true, as has every line but those of two Dutch banks' own codes: income is told as an expense
#   so opening balance and lines miss the closing balance that the same statement tells, by 30.00
#   mt940js 1.3.5 reads the same statement with signed amounts that fit its balances (the control)
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent mt940-js@1.0.0 tslib@2.8.1 mt940js@1.3.5
cat > finding.js <<'JS'
const { read } = require('mt940-js');
const { Parser } = require('mt940js');
const text = [':20:STATEMENT', ':25:10010010/12345678', ':28C:1/1', ':60F:C260130EUR1000,00',
  ':61:2601310131C100,50NTRFNONREF', ':86:invoice 1', ':61:2601310131D50,00NTRFNONREF', ':86:rent',
  ':61:2601310131RC25,00NTRFNONREF', ':86:payment bounced', ':61:2601310131RD10,00NTRFNONREF', ':86:debit given back',
  ':62F:C260131EUR1035,50', '-'].join('\n');
let changed = false;
const see = (what, answer, expected) => {
  console.log(what + '  ->  ' + answer);
  changed ||= answer !== expected;
};
(async () => {
  const [statement] = await read(Buffer.from(text));
  const lines = statement.transactions;
  see('isCredit of C, D, RC, RD', lines.map((line) => line.isCredit).join(), 'true,false,true,false');
  see('isExpense of C, D, RC, RD', lines.map((line) => line.isExpense).join(), 'true,true,true,true');
  const sum = lines.reduce((total, line) => total + (line.isCredit ? line.amount : -line.amount), statement.openingBalance.value);
  see('opening balance and lines', sum, 1065.5);
  see('closing balance', statement.closingBalance.value, 1035.5);
  const [other] = new Parser().parse(text);
  see('mt940js: opening balance and lines', other.transactions.reduce((total, line) => total + line.amount, other.openingBalance), 1035.5);
  console.log(changed ? 'CHANGED' : 'as described');
  process.exit(changed ? 1 : 0);
})().catch((e) => { console.log('CHANGED: ' + e.message); process.exit(1); });
JS
node finding.js
