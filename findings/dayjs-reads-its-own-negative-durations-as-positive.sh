#!/usr/bin/env bash
# dayjs 1.11.23 (npm) with its plugin duration: hours taken off, such as a correction of a timesheet, written and read again as ISO 8601.
#
# The documentation says that a duration is made from an ISO 8601 text and that toISOString and toJSON write one. Seen with 1.11.23 on
# Node 20, no error and no warning:
#   -90 minutes     is written as -PT1H30M, and read back that is +90 minutes: a correction stored as JSON adds what it took off, 3 hours
#                   off in all
#   -PT8H           read from elsewhere is +8 hours, so is added where it should be taken off
#   PT-1H-30M       (the sign at each part) is read as -90 minutes, and 90 minutes come back as 90 (the control)
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent dayjs@1.11.23
cat > finding.js <<'JS'
const dayjs = require('dayjs');
dayjs.extend(require('dayjs/plugin/duration'));
let changed = false;
const see = (what, answer, expected) => {
  console.log(what + '  ->  ' + answer);
  changed ||= answer !== expected;
};
const correction = dayjs.duration(-90, 'minutes');
see('-90 minutes written', correction.toISOString(), '-PT1H30M');
see('and read back, in minutes', dayjs.duration(correction.toISOString()).asMinutes(), 90);
see('through JSON, in minutes', dayjs.duration(JSON.parse(JSON.stringify({ correction })).correction).asMinutes(), 90);
see('-PT8H in hours', dayjs.duration('-PT8H').asHours(), 8);
see('17:00 and -PT8H', dayjs('2026-01-30T17:00').add(dayjs.duration('-PT8H')).format('YYYY-MM-DD HH:mm'), '2026-01-31 01:00');
see('PT-1H-30M in minutes', dayjs.duration('PT-1H-30M').asMinutes(), -90);
see('90 minutes read back', dayjs.duration(dayjs.duration(90, 'minutes').toISOString()).asMinutes(), 90);
console.log(changed ? 'CHANGED' : 'as described');
process.exit(changed ? 1 : 0);
JS
TZ=UTC node finding.js
