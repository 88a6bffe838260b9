// Clients by which the door for assistants is driven: the official one, and the inspector's command line, which is a process for each call.
import {Client} from '@modelcontextprotocol/sdk/client/index.js';
import {StdioClientTransport} from '@modelcontextprotocol/sdk/client/stdio.js';
import {StreamableHTTPClientTransport} from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {ElicitRequestSchema} from '@modelcontextprotocol/sdk/types.js';
import {execFile} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

/** It looks for its version from where it is run. */
const here = fileURLToPath(new URL('node_modules/@modelcontextprotocol/inspector-cli/build/', import.meta.url));
const cli = `${here}index.js`;

/** The command that leads to the door, with the token of a file; undefined where it is led to over HTTP. */
function command(tokenFile) {
  return process.env.COMMAND ? JSON.parse(process.env.COMMAND).map(part => (part === process.env.TOKEN_FILE ? tokenFile : part)) : undefined;
}

/** The official client, connected. @param answers what it says when it is asked back; it can't be asked where there is none */
export async function official(tokenFile, answers) {
  const leading = command(tokenFile);
  const token = readFileSync(tokenFile, 'utf8').trim();
  const client = new Client({name: 'contract-test', version: '1'}, {capabilities: answers ? {elicitation: {}} : {}});
  if (answers) {
    client.setRequestHandler(ElicitRequestSchema, async question => answers(question.params));
  }
  await client.connect(leading
    ? new StdioClientTransport({command: leading[0], args: leading.slice(1), env: {PATH: process.env.PATH}, stderr: 'inherit'})
    : new StreamableHTTPClientTransport(new URL(process.env.ADDRESS), {requestInit: {headers: {Authorization: `Bearer ${token}`}}}));
  return client;
}

/** The same calls by the inspector's command line. */
export function inspector(tokenFile) {
  const leading = command(tokenFile);
  const token = readFileSync(tokenFile, 'utf8').trim();
  const pairs = (option, values) => Object.entries(values).flatMap(([key, value]) => [option, `${key}=${JSON.stringify(value)}`]);
  const run = async (method, ...more) => {
    const options = ['--method', method, ...more];
    const target = leading ? [leading[0], ...options, '--', ...leading.slice(1)] : [process.env.ADDRESS, '--transport', 'http', '--header', `Authorization: Bearer ${token}`, ...options];
    try {
      const {stdout} = await promisify(execFile)(process.execPath, [cli, ...target], {cwd: here, maxBuffer: 16 * 1024 * 1024});
      return JSON.parse(stdout);
    } catch (error) {
      throw new Error(error.stderr || error.message);
    }
  };
  return {
    listTools: () => run('tools/list'),
    callTool: ({name, arguments: given}) => run('tools/call', '--tool-name', name, ...pairs('--tool-arg', given)),
    listResources: () => run('resources/list'),
    readResource: ({uri}) => run('resources/read', '--uri', uri),
    listPrompts: () => run('prompts/list'),
    getPrompt: ({name, arguments: given}) => run('prompts/get', '--prompt-name', name, ...pairs('--prompt-args', given)),
    close: () => {},
  };
}
