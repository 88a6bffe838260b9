// Counts calls and says at the end, as one line of JSON, which of them failed and why.
import assert from 'node:assert/strict';

const failed = [];
let tried = 0;

/** Does one call of the client; what it throws, or what a check of its answer throws, is noted. */
export async function call(name, work) {
  tried++;
  try {
    return await work();
  } catch (error) {
    const body = error?.response?.body ?? error?.body ?? '';
    failed.push({call: name, why: `${error?.message ?? String(error)} ${typeof body === 'string' ? body : JSON.stringify(body)}`.slice(0, 400)});
    return undefined;
  }
}

export function tell(client) {
  console.log(JSON.stringify({client, tried, passed: tried - failed.length, failed}));
}

export {assert};
