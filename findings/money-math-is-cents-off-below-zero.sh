#!/usr/bin/env bash
# money-math 2.6.3 (npm): the tax, the discount or the share of a credit note, a negative amount.
#
# The package promises exact arithmetic on amounts such as "76.30", with results of division rounded to the whole cent; it has isNegative,
# and its add and subtract take negative amounts. Seen with 2.6.3 on Node 20, no error:
#   percent  15 % of 76.30 is 11.45, of -76.30 is -11.43 (exact: -11.445): a credited invoice leaves two cents of tax open
#   mul      2090.50 * 8.61 is 17999.21, -2090.50 * 8.61 is -17999.19 (exact: 17999.205)
#   div      20.00 / 3 is 6.67, -20.00 / 3 is -6.65 (exact: 6.666...): no rounding of any kind gives that
#   add      -76.30 and 76.30 are 0.00 (the control)
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent money-math@2.6.3
cat > finding.js <<'JS'
const money = require('money-math');
let changed = false;
const see = (operation, a, b, expected) => {
  const answer = money[operation](a, b);
  console.log(`${operation} ${a} ${b}  ->  ${answer}`);
  changed ||= answer !== expected;
};
see('percent', '76.30', '15.00', '11.45');
see('percent', '-76.30', '15.00', '-11.43');
see('mul', '2090.50', '8.61', '17999.21');
see('mul', '-2090.50', '8.61', '-17999.19');
see('div', '20.00', '3.00', '6.67');
see('div', '-20.00', '3.00', '-6.65');
see('add', '-76.30', '76.30', '0.00');
console.log(changed ? 'CHANGED' : 'as described');
process.exit(changed ? 1 : 0);
JS
node finding.js
