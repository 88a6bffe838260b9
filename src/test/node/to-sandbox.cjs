// Loaded before a client of Xero: what the client sends to Xero's hosts goes to the sandbox instead, and nothing goes anywhere else.
'use strict';
const http = require('node:http');
const https = require('node:https');

const sandbox = new URL(process.env.SANDBOX);
const hosts = new Set(['api.xero.com', 'identity.xero.com', 'login.xero.com']);

function sandboxed(options) {
  const host = options.hostname || String(options.host || '').replace(/:\d+$/, '');
  const own = host === sandbox.hostname;
  if (!own && !hosts.has(host)) {
    throw new Error(`A call to ${host} would leave this machine`);
  }
  return {...options, protocol: 'http:', host: sandbox.hostname, hostname: sandbox.hostname,
    port: sandbox.port, servername: undefined, agent: undefined, agents: undefined};
}

function asOptions(first, second) {
  if (first instanceof URL || typeof first === 'string') {
    const url = new URL(first);
    return {protocol: url.protocol, hostname: url.hostname, port: url.port, path: url.pathname + url.search, ...second};
  }
  return first;
}

const request = http.request;
function redirected(first, second, third) {
  const url = first instanceof URL || typeof first === 'string';
  const options = asOptions(first, typeof second === 'function' ? {} : second);
  const callback = url ? (typeof second === 'function' ? second : third) : second;
  return request.call(http, sandboxed(options), callback);
}

for (const module of [http, https]) {
  module.request = redirected;
  module.get = (...args) => {
    const sent = redirected(...args);
    sent.end();
    return sent;
  };
}

const fetched = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  if (url.hostname !== sandbox.hostname && !hosts.has(url.hostname)) {
    throw new Error(`A call to ${url.hostname} would leave this machine`);
  }
  return fetched(new URL(url.pathname + url.search, sandbox), init);
};
