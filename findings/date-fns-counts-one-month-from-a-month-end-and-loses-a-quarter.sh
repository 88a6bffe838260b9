#!/usr/bin/env bash
# date-fns 4.4.0 (npm): how many billing periods have passed since a day at the end of a month.
#
# Seen with 4.4.0 on Node 20:
#   differenceInMonths, 31 March to 30 April  is 1 (an end of month counts as a full one), but 31 March to 30 June is 2, although the
#                                             three steps month-end to month-end are 1 each and addMonths(31 March, 3) is 30 June
#   differenceInQuarters, 31 March to 30 June is 0, 30 June to 30 September is 1: a retainer due each quarter is not due at its end
#   31 December to 30 June                    is 5 months and 1 quarter, not 6 and 2
#   30 April back to 31 March                 is 0, not -1: the same two days the other way round are no month
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent date-fns@4.4.0
cat > finding.js <<'JS'
const { addMonths, differenceInMonths, differenceInQuarters, format } = require('date-fns');
let changed = false;
const see = (from, to, months, quarters) => {
  const [a, b] = [from, to].map((day) => new Date(day + 'T00:00:00'));
  const m = differenceInMonths(b, a);
  const q = differenceInQuarters(b, a);
  console.log(`${from} to ${to}: ${m} months, ${q} quarters`);
  changed ||= m + 0 !== months || q + 0 !== quarters;
};
see('2026-03-31', '2026-04-30', 1, 0);
see('2026-04-30', '2026-05-31', 1, 0);
see('2026-05-31', '2026-06-30', 1, 0);
see('2026-03-31', '2026-06-30', 2, 0);
see('2026-06-30', '2026-09-30', 3, 1);
see('2025-12-31', '2026-06-30', 5, 1);
see('2026-04-30', '2026-03-31', 0, 0);
const third = format(addMonths(new Date('2026-03-31T00:00:00'), 3), 'yyyy-MM-dd');
console.log('2026-03-31 and 3 months: ' + third);
changed ||= third !== '2026-06-30';
console.log(changed ? 'CHANGED' : 'as described');
process.exit(changed ? 1 : 0);
JS
TZ=UTC node finding.js
