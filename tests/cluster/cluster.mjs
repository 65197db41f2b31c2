// Nodes on one PostgreSQL, perhaps with PgBouncer and HAProxy as deploy/ has them.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  eventually,
  freePort,
  Installation,
  numbers,
  randomHex,
  run,
  voiceProgram,
} from '../api/harness.mjs';
import { Postgresql } from './postgresql.mjs';
import { atExit, Program } from './processes.mjs';

const deploy = fileURLToPath(new URL('../../deploy', import.meta.url));
/** Of the nodes in the database. */
export const role = 'teleperson_voice_gateway';
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** As live events name a user. */
export const userHash = ({ id }) => sha256(id);

/** Of one Twilio account: everything but the ports, and where the database is reached, is the same for all nodes. */
class Node extends Installation {
  static async create(cluster, index) {
    const { folder, account, authToken, apiKey, apiSecret, app, callerId } = cluster.operator;
    const node = Object.assign(new Node(), { account, authToken, apiKey, apiSecret, app, callerId });
    Object.assign(node, { cluster, index, operatorFolder: folder });
    node.port = await freePort();
    node.metricsPort = await freePort();
    return node;
  }

  get publicUrl() {
    return this.cluster.publicUrl;
  }
  set publicUrl(_) {}

  get environment() {
    return {
      ...super.environment,
      ...this.cluster.environment,
      DATABASE_URL: this.cluster.databaseUrl(this.index),
    };
  }

  async start() {
    this.program = Program.start(voiceProgram, ['serve'], { environment: this.environment });
    await eventually(`node ${this.index} to be ready`, async () => {
      if (!this.program.isRunning) throw new Error(`A node ended:\n${this.program.log}`);
      return this.isReady();
    });
    return this;
  }

  isReady() {
    return fetch(`http://127.0.0.1:${this.port}/readyz`).then(
      (answer) => answer.body.cancel().then(() => answer.ok),
      () => false,
    );
  }

  /** The events that its log has. */
  events(name) {
    return this.program.log
      .split('\n')
      .filter((line) => line.includes(` ${name} `) || line.endsWith(` ${name}`));
  }
}

export class Cluster {
  nodes = [];
  environment = { CALLBACK_GRACE_SECONDS: '1', LOG_LEVEL: 'warn' };

  /**
   * `balanced`: requests go to HAProxy, and to PostgreSQL through PgBouncer. `host`: gives the address at which a node
   * reaches PostgreSQL, by the node's index.
   */
  static async start({ postgresql = {}, balanced = false, host = () => '127.0.0.1' } = {}) {
    const cluster = new Cluster();
    cluster.host = host;
    try {
      await cluster.#start(postgresql, balanced);
    } catch (error) {
      await cluster.stop();
      throw error;
    }
    return cluster;
  }

  async #start(postgresql, balanced) {
    this.postgresql = await Postgresql.start(postgresql);
    const { port, folder } = this.postgresql;
    this.postgresql.run(join(deploy, 'postgresql/roles.sql'), {
      owner_password: 'of the owner',
      gateway_password: 'of the test',
    });
    this.operator = new Installation({
      DATABASE_URL: `postgresql://teleperson_voice_owner@/postgres?host=${folder}&port=${port}`,
    });
    atExit(() => run('rm', ['-rf', this.operator.folder]));
    this.operator.port = await freePort();
    this.operator.metricsPort = await freePort();
    this.publicUrl = `http://127.0.0.1:${this.operator.port}`;
    this.operator.publicUrl = this.publicUrl;
    if (balanced) await this.#startPgbouncer();
    for (const index of [0, 1, 2]) this.nodes.push(await Node.create(this, index));
    this.#seed();
    await Promise.all(this.nodes.map((node) => node.start()));
    if (balanced) await this.#startHaproxy();
  }

  databaseUrl(index) {
    if (this.pgbouncer) {
      return `postgresql://${role}:of%20the%20test@127.0.0.1:${this.pgbouncerPort}/teleperson?pgbouncer=true&connection_limit=6`;
    }
    const place = `${this.host(index)}:${this.postgresql.port}`;
    return `postgresql://${role}@${place}/postgres?sslmode=disable&connection_limit=6`;
  }

  sql(text) {
    return this.postgresql.sql(`set search_path to teleperson_voice; ${text}`);
  }

  #seed() {
    const { operator } = this;
    operator.command('migrate', '--grant-to', role);
    operator.seed();
    this.sql(`update voice_settings set calls_per_day = 100000;
      analyze;`);
    this.adminPassword = `a long password ${randomHex(8)}`;
    operator.tryCommandOn(`${this.adminPassword}\n`, 'admin', 'set-password');
    operator.command('user', 'add', 'the-admin', '--role', 'super_admin');
    this.adminToken = operator.command('token', 'issue', 'the-admin');
  }

  /** Many users with a token each, past the program. */
  addUsers(count, plan = 'premium') {
    const users = Array.from({ length: count }, () => ({
      id: `user-${randomHex(6)}`,
      token: `tle_${randomHex(16)}`,
    }));
    const rows = (list) => list.join(', ');
    this.sql(`insert into users (id, plan, created_at) values ${rows(users.map(({ id }) => `('${id}', '${plan}', 1)`))};
      insert into extension_tokens (token_hash, user_id, created_at)
      values ${rows(users.map(({ id, token }) => `('${sha256(token)}', '${id}', 1)`))};`);
    return users.map((user) => ({ ...user, tokenHash: sha256(user.token) }));
  }

  /** The ids of many verified numbers, each of a company of its own. */
  addNumbers(count) {
    const ids = Array.from({ length: count }, () => randomHex(8));
    const companies = ids.map((id) => `('co_${id}', 'Some', 'some', '${id}.example', 1, 1)`);
    this.sql(`insert into companies (id, name, name_key, domain, reviewed_at, created_at) values ${companies.join(', ')};
      insert into phone_numbers (id, company_id, label, e164, region, kind, plausible, number_hash, verified_at, created_at)
      select 'num_' || substr(c.id, 4), c.id, label, e164, region, kind, plausible, number_hash, 1, 1
      from phone_numbers n, companies c where n.id = '${this.callableNumber()}' and c.id in (${ids.map((id) => `'co_${id}'`).join()});`);
    return ids.map((id) => `num_${id}`);
  }

  callableNumber() {
    return this.sql(`select n.id from phone_numbers n join companies c on c.id = n.company_id
                     where n.e164 = '${numbers.us}' and c.domain = 'example.com' limit 1`);
  }

  /** An installation whose every request goes to another node: one of `nodes`, or through HAProxy. */
  anyNode(nodes = this.nodes) {
    const any = Object.create(this.nodes[0]);
    const { haproxy, publicPort } = this;
    Object.defineProperty(any, 'port', {
      get: () => (haproxy ? publicPort : nodes[Math.floor(Math.random() * nodes.length)].port),
    });
    return any;
  }

  /** A request of the admin's to one node. Signs in the first time, on the first node that is asked. */
  async administer(node, method, path, { body, headers, signal } = {}) {
    this.cookie ??= await this.#signIn(node);
    return fetch(`http://127.0.0.1:${node.port}${path}`, {
      method,
      headers: {
        cookie: this.cookie,
        origin: this.publicUrl,
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body && JSON.stringify(body),
      signal,
    });
  }

  /** The dashboard's live events, from their first on. */
  async followEvents(node) {
    const stop = new AbortController();
    const answer = await this.administer(node, 'GET', '/v1/admin/events', { signal: stop.signal });
    const events = { text: '' };
    const reading = (async () => {
      for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) events.text += piece;
    })().catch(() => {});
    events.stop = () => {
      stop.abort();
      return reading;
    };
    await eventually('the first events', () => events.text.includes('event: settings_changed'));
    return events;
  }

  async #signIn(node) {
    const answer = await fetch(`http://127.0.0.1:${node.port}/v1/admin/session`, {
      method: 'POST',
      headers: { 'x-tle-token': this.adminToken, origin: this.publicUrl, 'content-type': 'application/json' },
      body: JSON.stringify({ password: this.adminPassword }),
    });
    if (answer.status !== 204) throw new Error(`sign-in: ${answer.status}`);
    return answer.headers.get('set-cookie').split(';')[0];
  }

  async #startPgbouncer() {
    const { folder, port } = this.postgresql;
    this.pgbouncerPort = await freePort();
    writeFileSync(join(folder, 'userlist.txt'), `"${role}" "of the test"\n`);
    this.pgbouncerFile = join(folder, 'pgbouncer.ini');
    const settings = {
      teleperson: `host=127.0.0.1 port=${port} dbname=postgres`,
      listen_port: this.pgbouncerPort,
      auth_file: `${folder}/userlist.txt`,
    };
    let text = readFileSync(join(deploy, 'pgbouncer/pgbouncer.ini'), 'utf8');
    for (const [name, value] of Object.entries(settings))
      text = text.replace(new RegExp(`^${name} = .*`, 'm'), `${name} = ${value}`);
    writeFileSync(this.pgbouncerFile, text);
    await this.startPgbouncer();
  }

  async startPgbouncer() {
    this.pgbouncer = Program.start('pgbouncer', [this.pgbouncerFile], { user: 'postgres' });
    await eventually('PgBouncer', () => {
      if (!this.pgbouncer.isRunning) throw new Error(`PgBouncer ended:\n${this.pgbouncer.log}`);
      return this.pgbouncer.log.includes('process up');
    });
  }

  async #startHaproxy() {
    this.publicPort = this.operator.port;
    const places = Object.fromEntries(
      this.nodes.map(({ index, port }) => [`VOICE_NODE_${index + 1}`, `127.0.0.1:${port}`]),
    );
    this.haproxy = Program.start('haproxy', ['-db', '-f', join(deploy, 'haproxy/haproxy.cfg')], {
      environment: { VOICE_BIND: `127.0.0.1:${this.publicPort}`, ...places },
    });
    await eventually('HAProxy', async () => {
      if (!this.haproxy.isRunning) throw new Error(`HAProxy ended:\n${this.haproxy.log}`);
      return fetch(`${this.publicUrl}/openapi.yaml`).then(
        (answer) => answer.ok,
        () => false,
      );
    });
  }

  async stop() {
    const programs = [
      this.haproxy,
      ...this.nodes.map((node) => node.program),
      this.pgbouncer,
      this.postgresql.program,
    ];
    for (const program of programs) {
      if (!program?.isRunning) continue;
      program.resume();
      await program.end('SIGKILL');
    }
  }
}
