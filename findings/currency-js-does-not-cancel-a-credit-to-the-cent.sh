#!/usr/bin/env bash
# currency.js 2.0.4 (npm): a credit note against its invoice, and amounts read from text.
#
# Seen with 2.0.4 on Node 20, no error even with errorOnInvalid: true:
#   half cents      15 % of 76.30 is 11.45, 15 % of -76.30 is -11.44: halves go up towards plus, so a credit of the same line leaves 0.01;
#                   currency(1.005) is 1.01 and currency(-1.005) is -1
#   the minus sign  a text with U+2212, the minus that Intl.NumberFormat writes for Swedish, is read as a positive amount: 5.00 for -5.00
#   exponents       the text "1e3" is read as 13, the number 1e3 as 1000
#   -5.00 written with the plain sign, and (5.00), are read as -5 (the control)
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent currency.js@2.0.4
cat > finding.js <<'JS'
const currency = require('currency.js');
let changed = false;
const see = (what, answer, expected) => {
  console.log(what + '  ->  ' + answer);
  changed ||= answer !== expected;
};
const strict = { errorOnInvalid: true };
see('15 % of 76.30', currency(76.3).multiply(0.15).value, 11.45);
see('15 % of -76.30', currency(-76.3).multiply(0.15).value, -11.44);
see('both together', currency(76.3).multiply(0.15).add(currency(-76.3).multiply(0.15)).value, 0.01);
see('1.005', currency(1.005, strict).value, 1.01);
see('-1.005', currency(-1.005, strict).value, -1);
see('minus U+2212', currency('\u22125.00', strict).value, 5);
const swedish = new Intl.NumberFormat('sv-SE', { minimumFractionDigits: 2 }).format(-5);
see('Swedish minus five, "' + swedish + '"', currency(swedish, { ...strict, decimal: ',' }).value, 5);
see('text 1e3', currency('1e3', strict).value, 13);
see('number 1e3', currency(1e3, strict).value, 1000);
see('-5.00', currency('-5.00', strict).value, -5);
see('(5.00)', currency('(5.00)', strict).value, -5);
console.log(changed ? 'CHANGED' : 'as described');
process.exit(changed ? 1 : 0);
JS
node finding.js
