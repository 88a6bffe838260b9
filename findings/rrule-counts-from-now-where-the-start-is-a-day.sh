#!/usr/bin/env bash
# rrule 2.8.1 (npm): a series of billing days read from calendar text whose start is a day without a time.
#
# DTSTART;VALUE=DATE:20260131 is how RFC 5545 writes the start of an all-day series, and how calendars export one. The package says
# that rrulestr reads such text and that only a rule without a start begins now. Seen with 2.8.1 on Node 20, no error and no warning:
#   DTSTART;VALUE=DATE:20260131  is dropped: the series begins at the time of the call, so the same text gives other days tomorrow,
#                                its first invoices are lost and COUNT=3 ends three months from now (open upstream as issue 315)
#   RRuleSet, EXDATE             alike: rrulestr(text, {forceset: true}) begins now as well
#   DTSTART:20260131T000000Z     and DTSTART:20260131 are read as written (the control)
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent rrule@2.8.1
cat > finding.js <<'JS'
const { rrulestr } = require('rrule');
let changed = false;
const see = (start, fromNow, options) => {
  const before = Math.floor(Date.now() / 1000) * 1000;
  const series = rrulestr(start + '\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3', options).all();
  const days = series.map((day) => day.toISOString().slice(0, 10)).join(' ');
  console.log(start + '  ->  ' + days);
  const now = series.length === 3 && series[0] >= before;
  changed ||= fromNow ? !now : days !== '2026-01-31 2026-02-28 2026-03-31';
};
see('DTSTART;VALUE=DATE:20260131', true);
see('DTSTART;VALUE=DATE:20260131', true, { forceset: true });
see('DTSTART:20260131T000000Z', false);
see('DTSTART:20260131', false);
console.log(changed ? 'CHANGED' : 'as described');
process.exit(changed ? 1 : 0);
JS
TZ=UTC node finding.js
