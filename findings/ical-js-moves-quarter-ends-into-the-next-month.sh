#!/usr/bin/env bash
# ical.js 2.2.1 (npm): the days on which a quarterly retainer is billed, from the recurrence rules of a calendar.
#
# The package says that it follows RFC 5545, where BYMONTHDAY=-1 is the last day of each named month and BYSETPOS keeps only the wanted
# one of a period's days. Seen with 2.2.1 on Node 20, no error and no warning:
#   FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1      is right in the first year; from then on June's and September's ends are 1 July and
#                                                   1 October: two of four invoices fall into the next quarter, every year
#   FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1     from 15 January begins on 31 January, a month that is not named, and loses 31 March
#   FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1 runs on 28, 29, 30 and 31 January: BYSETPOS is not applied, four invoices for one
#   FREQ=MONTHLY;BYMONTHDAY=-1                      is right (the control), as are all four rules with the package rrule 2.8.1
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent ical.js@2.2.1 rrule@2.8.1
cat > finding.mjs <<'JS'
import ICAL from 'ical.js';
import rrule from 'rrule';
let changed = false;
const read = (rule, count) => {
  const days = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromString('2026-01-15T09:00:00Z'));
  return Array.from({ length: count }, () => days.next().toString().slice(0, 10)).join(' ');
};
const other = (rule, count) => rrule.rrulestr('DTSTART:20260115T090000Z\nRRULE:' + rule)
  .all((day, i) => i < count).map((day) => day.toISOString().slice(0, 10)).join(' ');
const see = (rule, expected, right) => {
  const count = expected.split(' ').length;
  const [answer, control] = [read(rule, count), other(rule, count)];
  console.log(`${rule}\n  ical.js  ${answer}\n  rrule    ${control}`);
  changed ||= answer !== expected || control !== right;
};
const quarters = '2026-03-31 2026-06-30 2026-09-30 2026-12-31 2027-03-31 2027-06-30 2027-09-30 2027-12-31';
const ends = '2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31 2026-06-30';
see('FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1',
  '2026-03-31 2026-06-30 2026-09-30 2026-12-31 2027-03-31 2027-07-01 2027-10-01 2027-12-31', quarters);
see('FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1',
  '2026-01-31 2026-06-30 2026-09-30 2026-12-31 2027-03-31 2027-06-30 2027-09-30 2027-12-31', quarters);
see('FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1', '2026-01-28 2026-01-29 2026-01-30 2026-01-31 2026-02-28 2026-03-28', ends);
see('FREQ=MONTHLY;BYMONTHDAY=-1', ends, ends);
console.log(changed ? 'CHANGED' : 'as described');
process.exit(changed ? 1 : 0);
JS
TZ=UTC node finding.mjs
