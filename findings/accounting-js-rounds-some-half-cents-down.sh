#!/usr/bin/env bash
# accounting 0.4.1 (npm, accounting.js): amounts rounded to cents by toFixed, formatMoney and formatNumber.
#
# The package says that its toFixed treats floats like decimals and mends the binary rounding of JavaScript's own. Seen with 0.4.1 on
# Node 20: it mends the example of its documentation (0.615), but of the 10,000 amounts 0.005, 0.015 ... 99.995 it rounds 572 down
# and the others up:
#   1.005    is 1.00, 1.335 is 1.34
#   10.075   is 10.07, 10.235 is 10.24
#   -0.615   is -0.61 where 0.615 is 0.62: toFixed leaves a cent between an invoice and its credit note; formatMoney gives -0.62
#   the same amounts counted in tenths of a cent as whole numbers are all rounded up (the control)
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent accounting@0.4.1
cat > finding.js <<'JS'
const accounting = require('accounting');
let changed = false;
const see = (what, answer, expected) => {
  console.log(what + '  ->  ' + answer);
  changed ||= answer !== expected;
};
for (const [amount, cents] of [[0.615, '0.62'], [1.005, '1.00'], [1.335, '1.34'], [10.075, '10.07'], [10.235, '10.24'], [-0.615, '-0.61']]) {
  see('toFixed ' + amount, accounting.toFixed(amount, 2), cents);
}
see('formatMoney 1.005', accounting.formatMoney(1.005), '$1.00');
see('formatMoney -0.615', accounting.formatMoney(-0.615), '$-0.62');
let down = 0;
let control = 0;
for (let tenths = 5; tenths < 100000; tenths += 10) {
  const up = ((tenths + 5) / 1000).toFixed(2);
  if (accounting.toFixed(tenths / 1000, 2) !== up) down++;
  if ((Math.round(tenths / 10) / 100).toFixed(2) !== up) control++;
}
see('of 10,000 half cents rounded down', down, 572);
see('the same by whole numbers', control, 0);
console.log(changed ? 'CHANGED' : 'as described');
process.exit(changed ? 1 : 0);
JS
node finding.js
