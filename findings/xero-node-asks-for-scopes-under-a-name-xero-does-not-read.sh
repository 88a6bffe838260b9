#!/usr/bin/env bash
# xero-node 20.0.0 (npm, Xero's own client): getClientCredentialsToken of a custom connection posts the wanted scopes as a form field
# "scopes", joined by commas. OAuth 2 (RFC 6749, 3.3 and 4.4.2) names it "scope", separated by blanks, so a token service that follows
# it never sees what was asked for and gives every scope granted: narrowing a token this way has no effect.
#
# Seen with 20.0.0 on Node 20: the body that leaves is  grant_type=client_credentials&scopes=...  and has no field "scope".
# No address outside this machine is called: the request is answered by a stand-in for axios' adapter.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
npm init -y >/dev/null
npm install --no-audit --no-fund --silent xero-node@20.0.0
cat > finding.js <<'JS'
const axios = require('axios');
let seen;
const answer = async (config) => {
  seen = String(config.data);
  return { data: { access_token: 'x', expires_in: 1800, token_type: 'Bearer' }, status: 200, statusText: 'OK', headers: {}, config };
};
axios.defaults.adapter = answer;
const { XeroClient } = require('xero-node');
(async () => {
  const client = new XeroClient({
    clientId: 'a', clientSecret: 'b', grantType: 'client_credentials',
    scopes: ['accounting.settings.read', 'accounting.contacts'],
  });
  await client.getClientCredentialsToken();
  console.log('body sent: ' + seen);
  const form = new URLSearchParams(seen);
  const same = form.has('scopes') && !form.has('scope');
  console.log(same ? 'as described' : 'CHANGED');
  process.exit(same ? 0 : 1);
})().catch((e) => { console.log('CHANGED: ' + e.message); process.exit(1); });
JS
node finding.js
