#!/usr/bin/env bash
# dayjs 1.11.23 (npm) with its plugin duration: a term of payment or a billing period kept as a duration, added to an invoice's day.
#
# The documentation makes durations of objects with weeks and of ISO 8601 text, and says that add and subtract take one; the changelog
# says of 1.11.9 that they heed the days of the month. Seen with 1.11.23 on Node 20, no error and no warning:
#   {weeks: 2}, P2W            add nothing: an invoice is due on its own day (open upstream as issues 2750 and 2815)
#   {weeks: 1, days: 3}        adds three days; the duration itself says asDays() 10
#   {months: 1}                1 February is 1 March, but with the plugin quarterOfYear loaded as well 3 March, 10:00, and {months: 3}
#                              is 3 May, 06:00: that plugin's add takes any duration as milliseconds, a month as 30.41 days
#   duration(2, 'weeks')       and add(2, 'week') give 15 February (the control)
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent dayjs@1.11.23
cat > finding.js <<'JS'
const dayjs = require('dayjs');
dayjs.extend(require('dayjs/plugin/duration'));
let changed = false;
const see = (what, day, expected) => {
  const answer = day.format('YYYY-MM-DD HH:mm');
  console.log(what + '  ->  ' + answer);
  changed ||= answer !== expected;
};
const first = dayjs('2026-02-01');
see('{weeks: 2}', first.add(dayjs.duration({ weeks: 2 })), '2026-02-01 00:00');
see('P2W', first.add(dayjs.duration('P2W')), '2026-02-01 00:00');
see('{weeks: 1, days: 3}', first.add(dayjs.duration({ weeks: 1, days: 3 })), '2026-02-04 00:00');
changed ||= dayjs.duration({ weeks: 1, days: 3 }).asDays() !== 10;
see("2, 'weeks' as a duration", first.add(dayjs.duration(2, 'weeks')), '2026-02-15 00:00');
see("2, 'week'", first.add(2, 'week'), '2026-02-15 00:00');
see('{months: 1}', first.add(dayjs.duration({ months: 1 })), '2026-03-01 00:00');
dayjs.extend(require('dayjs/plugin/quarterOfYear'));
see('{months: 1} with quarterOfYear', first.add(dayjs.duration({ months: 1 })), '2026-03-03 10:00');
see('{months: 3} with quarterOfYear', first.add(dayjs.duration({ months: 3 })), '2026-05-03 06:00');
see("1, 'month' with quarterOfYear", first.add(1, 'month'), '2026-03-01 00:00');
console.log(changed ? 'CHANGED' : 'as described');
process.exit(changed ? 1 : 0);
JS
TZ=UTC node finding.js
