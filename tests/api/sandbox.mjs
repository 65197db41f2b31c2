// The sandbox as a program of a test: Twilio's side of an installation.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import twilio from 'twilio';
import { eventually, freePort, sandboxProgram } from './harness.mjs';

export class Sandbox {
  log = '';

  /**
   * With the account of the installation, and its app pointing to its gateway. `empty`: no key and no app. `options`: of
   * the command line.
   */
  static async start(installation, { empty = false, options = {} } = {}) {
    const sandbox = new Sandbox();
    const at = (path) => `${installation.publicUrl}/v1/twilio/${path}`;
    const port = await freePort();
    const app = empty
      ? ['--empty-account']
      : [
          '--voice-url',
          at('voice'),
          '--voice-fallback-url',
          at('fallback'),
          '--status-callback',
          at('status'),
        ];
    const args = [
      '--listen',
      `127.0.0.1:${port}`,
      '--caller-id',
      installation.callerId,
      '--test-controls',
      ...app,
    ];
    sandbox.installation = installation;
    sandbox.url = `http://127.0.0.1:${port}`;
    sandbox.process = spawn(sandboxProgram, [...args, ...Object.entries(options).flat()], {
      env: { ...installation.environment, PATH: process.env.PATH },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    sandbox.process.stderr.setEncoding('utf8').on('data', (text) => {
      sandbox.log += text;
    });
    sandbox.exited = new Promise((resolve) => sandbox.process.on('exit', resolve));
    await eventually('the sandbox', async () => {
      if (sandbox.process.exitCode !== null) throw new Error(`The sandbox ended:\n${sandbox.log}`);
      return fetch(`${sandbox.url}/sandbox/info`).then(
        (answer) => answer.ok,
        () => false,
      );
    });
    return sandbox;
  }

  stop() {
    this.process.kill('SIGKILL');
    return this.exited;
  }

  /** What makes a gateway ask this sandbox. */
  get environment() {
    return { TWILIO_API_URL: this.url, TWILIO_VOICE_URL: this.url, TWILIO_IAM_URL: this.url };
  }

  /** Twilio's own client for this sandbox; by default with the Auth Token. */
  client(user = this.installation.account, password = this.installation.authToken, options = {}) {
    const client = twilio(user, password, { accountSid: this.installation.account, ...options });
    for (const product of ['api', 'voice', 'iam']) client[product].baseUrl = this.url;
    return client;
  }

  async control(path, body) {
    const answer = await fetch(`${this.url}/sandbox/${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    assert.equal(answer.status, 204, await answer.text());
  }
  /** Changes the account; a list takes the place of the whole list. */
  account(change) {
    return this.control('account', change);
  }
  /** How the REST API misbehaves from now on; nothing: no longer. */
  restFaults(faults = {}) {
    return this.control('rest-faults', faults);
  }
  /** What happens to callbacks from now on; nothing: they arrive. */
  faults(faults = {}) {
    return this.control('faults', faults);
  }

  /** What the REST API was asked so far. */
  async requests() {
    return (await (await fetch(`${this.url}/sandbox/rest-requests`)).json()).requests;
  }
  /** The webhooks that were sent or kept back so far. */
  async webhooks() {
    return (await (await fetch(`${this.url}/sandbox/webhooks`)).json()).webhooks;
  }
}
