#!/usr/bin/env bash
# xlsx 0.18.5 (npm, SheetJS; the newest on npm): the days of a spreadsheet, read with cellDates as dates.
#
# The README says that cellDates makes dates of such cells and that all dates are of the local time zone. Seen with 0.18.5 on Node 20,
# no error, for a cell that holds the day 1 February 2026 (46054, as Excel stores it, shown as 2026-02-01):
#   Europe/Paris       31 January, 23:59:39
#   Asia/Singapore     31 January, 23:59:35; Asia/Hong_Kong 23:59:18, Asia/Kolkata 23:59:50, Asia/Shanghai 23:59:17
#   so a row of the first of a month falls into the month before, in zones whose offset of 1900 had seconds (open upstream as issue 1565)
#   Europe/Berlin, Europe/London, America/New_York, Pacific/Auckland: 1 February, 00:00:00 (the control)
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent xlsx@0.18.5
cat > finding.js <<'JS'
const XLSX = require('xlsx');
const sheet = { '!ref': 'A1:A1', A1: { t: 'n', v: 46054, z: 'yyyy-mm-dd' } };
const file = XLSX.write({ SheetNames: ['S'], Sheets: { S: sheet } }, { type: 'buffer', bookType: 'xlsx' });
const [[day]] = XLSX.utils.sheet_to_json(XLSX.read(file, { cellDates: true }).Sheets.S, { header: 1 });
console.log(day.getMonth() + 1 + '/' + day.getDate() + ' ' + day.toTimeString().slice(0, 8));
JS
changed=
see() {
  answer=$(TZ=$1 node finding.js)
  echo "$1  ->  $answer"
  if [ "$answer" != "$2" ]; then changed=1; fi
}
see Europe/Paris '1/31 23:59:39'
see Asia/Singapore '1/31 23:59:35'
see Asia/Hong_Kong '1/31 23:59:18'
see Asia/Kolkata '1/31 23:59:50'
see Asia/Shanghai '1/31 23:59:17'
for zone in Europe/Berlin Europe/London America/New_York Pacific/Auckland; do see $zone '2/1 00:00:00'; done
if [ -n "$changed" ]; then echo CHANGED; exit 1; fi
echo "as described"
