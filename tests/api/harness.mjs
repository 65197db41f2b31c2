// Runs the real programs for a test: a temporary database made by the operator's commands, a gateway on a free port.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import twilio from 'twilio';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const voiceProgram = process.env.TELEPERSON_VOICE ?? join(root, 'build/release/teleperson-voice');
export const sandboxProgram = process.env.TWILIO_SANDBOX ?? join(root, 'build/release/twilio-sandbox');

export const randomHex = (bytes) => randomBytes(bytes).toString('hex');
export const randomSid = (prefix) => prefix + randomHex(16);

// Numbers of the ranges reserved for fiction.
export const numbers = {
  us: '+12125550123',
  ca: '+14165550123',
  gb: '+442079460123',
  unverified: '+12125550124',
};

/** Runs a program that has to work. Gives standard output without the newlines at its end. */
export function run(program, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...options,
  });
  if (status !== 0)
    throw new Error(`${program} ${args.join(' ')}: ${error ?? status}\n${stdout ?? ''}${stderr ?? ''}`);
  return stdout?.trimEnd();
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Asks again until `probe` gives something, or fails with what was awaited. For events that nobody announces. */
export async function eventually(what, probe, seconds = 15) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${seconds} s for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** One installation: settings, database, and at most one running gateway. Close it when done. */
export class Installation {
  constructor(environment = {}) {
    this.folder = mkdtempSync(join(tmpdir(), 'teleperson-voice-'));
    this.account = randomSid('AC');
    this.authToken = randomHex(16);
    this.apiKey = randomSid('SK');
    this.apiSecret = randomHex(16);
    this.app = randomSid('AP');
    this.callerId = '+14155550199';
    this.extra = environment;
    this.log = '';
  }

  static async create(environment = {}) {
    const installation = new Installation(environment);
    installation.port = await freePort();
    installation.metricsPort = await freePort();
    installation.publicUrl = environment.PUBLIC_URL ?? `http://127.0.0.1:${installation.port}`;
    installation.command('migrate');
    return installation;
  }

  get environment() {
    return {
      PATH: process.env.PATH,
      LISTEN_ADDRESS: `127.0.0.1:${this.port}`,
      METRICS_ADDRESS: `127.0.0.1:${this.metricsPort}`,
      PUBLIC_URL: this.publicUrl,
      DATABASE_URL: `sqlite:${join(this.folder, 'voice.db')}`,
      TWILIO_ACCOUNT_SID: this.account,
      TWILIO_AUTH_TOKEN: this.authToken,
      TWILIO_API_KEY_SID: this.apiKey,
      TWILIO_API_KEY_SECRET: this.apiSecret,
      TWILIO_TWIML_APP_SID: this.app,
      TWILIO_API_URL: 'http://127.0.0.1:9',
      DRAIN_DEADLINE_SECONDS: '0',
      ...this.extra,
    };
  }

  /** Runs an operator's command and gives `{status, stdout, stderr}`. */
  tryCommand(...args) {
    return this.tryCommandOn('', ...args);
  }

  /** The same, with something on standard input. */
  tryCommandOn(input, ...args) {
    const options = { env: this.environment, encoding: 'utf8', maxBuffer: 1 << 28, input };
    return spawnSync(voiceProgram, args, options);
  }

  /** The same for a command that asks servers of the test itself, which must be able to answer meanwhile. */
  runAside(...args) {
    const child = spawn(voiceProgram, args, { env: this.environment, stdio: ['ignore', 'pipe', 'pipe'] });
    const texts = { stdout: '', stderr: '' };
    for (const name of Object.keys(texts))
      child[name].setEncoding('utf8').on('data', (text) => {
        texts[name] += text;
      });
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status) => resolve({ status, ...texts }));
    });
  }

  /** The same, for commands that have to work. Gives standard output without the newline. */
  command(...args) {
    const result = this.tryCommand(...args);
    if (result.status !== 0)
      throw new Error(`${args.join(' ')}: ${result.status ?? result.error}\n${result.stderr}`);
    return result.stdout.trimEnd();
  }

  /** Companies, numbers, settings, and a user of each kind with a token. */
  seed() {
    const csv = join(this.folder, 'companies.csv');
    spawnSync('sh', [
      '-c',
      `printf 'Example,example.com,example.org,Tests,,\\nOther,other.example,,,,\\n' > ${csv}`,
    ]);
    this.command('company', 'import', csv);
    for (const [name, number] of Object.entries(numbers)) {
      this.command('number', 'add', number, '--company', 'example.com', '--label', name);
      if (name !== 'unverified') this.command('number', 'verify', number);
    }
    this.command(
      'settings',
      'set',
      '--account-sid',
      this.account,
      '--caller-id',
      this.callerId,
      '--regions',
      'US,CA',
      '--token-endpoint-url',
      `${this.publicUrl}/v1/voice/token`,
      '--tickets-per-minute',
      '1000',
    );
    this.users = {};
    for (const [name, plan] of Object.entries({ premium: 'premium', other: 'pro', free: 'free' }))
      this.addUser(name, plan);
  }

  addUser(name, plan) {
    const id = `user-${name}-${randomHex(6)}`;
    this.command('user', 'add', id, '--first-name', 'Test', '--plan', plan);
    const token = this.command('token', 'issue', id);
    this.users[name] = { id, token };
    return this.users[name];
  }

  async start() {
    this.process = spawn(voiceProgram, ['serve'], {
      env: this.environment,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.process.stderr.setEncoding('utf8').on('data', (text) => {
      this.log += text;
    });
    this.exited = new Promise((resolve) =>
      this.process.on('exit', (code, signal) => resolve({ code, signal })),
    );
    await eventually('the gateway to be ready', async () => {
      if (this.process.exitCode !== null) throw new Error(`The gateway ended:\n${this.log}`);
      return fetch(`http://127.0.0.1:${this.port}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      );
    });
    return this;
  }

  /** A seeded installation with its gateway running. */
  static async running(environment = {}) {
    const installation = await Installation.create(environment);
    installation.seed();
    return installation.start();
  }

  async stop(signal = 'SIGTERM') {
    if (!this.process) return undefined;
    this.process.kill(signal);
    const end = await this.exited;
    this.process = undefined;
    return end;
  }

  async close() {
    await this.stop('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Rows of `voice_call_log`. */
  callLog() {
    return this.command('calls', 'export', '--format', 'jsonl')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  }

  /** A webhook of Twilio's, signed with the Auth Token over the public URL. */
  async webhook(path, fields, { signature, url, headers = {} } = {}) {
    const target = url ?? `${this.publicUrl}${path}`;
    const params = { AccountSid: this.account, ApiVersion: '2010-04-01', ...fields };
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(params)) {
      for (const item of [value].flat()) body.append(name, item);
    }
    return fetch(`http://127.0.0.1:${this.port}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signature ?? twilio.getExpectedTwilioSignature(this.authToken, target, params),
        ...headers,
      },
      body: body.toString(),
    });
  }
}
