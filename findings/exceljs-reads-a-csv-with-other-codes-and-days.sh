#!/usr/bin/env bash
# exceljs 4.4.0 (npm): csv.readFile without a map of one's own turns account codes, invoice numbers and days into something else.
#
# Seen with 4.4.0 on Node 20, no error and no warning:
#   090          is read as the number 90: in Xero's usual charts 090 is the bank account, and a code 90 is none
#   00123, 12E3  two invoice numbers, are read as 123 and 12000
#   11-12-2026   is read as 12 November (month first), 13-12-2026 of the same column stays text, so a column of days written day first,
#                as in Britain, Australia and New Zealand, comes out half moved by months and half not at all
#   1,234.50     stays text, so a sum over the column leaves it out, while 99.50 is a number
#   2026-12-11   is read as that day (the control); options.map = (value) => value keeps every cell as written
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent exceljs@4.4.0
cat > in.csv <<'CSV'
Account,Number,Date,Amount
090,00123,11-12-2026,"1,234.50"
200,12E3,13-12-2026,99.50
200,INV-1,2026-12-11,10
CSV
cat > finding.js <<'JS'
const ExcelJS = require('exceljs');
const rows = async (options) => {
  const sheet = await new ExcelJS.Workbook().csv.readFile('in.csv', options);
  const all = [];
  sheet.eachRow((row) => all.push(JSON.stringify(row.values.slice(1))));
  return all.slice(1);
};
(async () => {
  const seen = await rows();
  const kept = await rows({ map: (value) => value });
  console.log(seen.join('\n') + '\nwith a map:\n' + kept.join('\n'));
  const same = JSON.stringify(seen) === JSON.stringify([
    '[90,123,"2026-11-12T00:00:00.000Z","1,234.50"]',
    '[200,12000,"13-12-2026",99.5]',
    '[200,"INV-1","2026-12-11T00:00:00.000Z",10]',
  ]) && kept[0] === '["090","00123","11-12-2026","1,234.50"]';
  console.log(same ? 'as described' : 'CHANGED');
  process.exit(same ? 0 : 1);
})().catch((e) => { console.log('CHANGED: ' + e.message); process.exit(1); });
JS
TZ=UTC node finding.js
