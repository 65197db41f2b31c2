// The databases under test: a file of SQLite, and a PostgreSQL server with its durable default settings.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Installation } from '../../tests/api/harness.mjs';
import { seedSteps, sizes, sums } from './seed.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const benchFolder = join(root, 'build/bench');

/** Runs a program with a text on its standard input. */
function feed(program, args, input) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.on('error', reject);
    child.on('close', (status) =>
      status === 0 ? resolve(output.trim()) : reject(new Error(`${program}: ${status}`)),
    );
    child.stdin.end(input);
  });
}

class Database {
  constructor(engine, size) {
    Object.assign(this, { engine, size, folder: join(benchFolder, `${engine}-${size}`) });
  }

  /** Makes and fills it unless an earlier run has, and says how it goes on. */
  async seed(say) {
    const installation = new Installation({ DATABASE_URL: this.url });
    installation.port = 1;
    installation.metricsPort = 1;
    installation.publicUrl = 'http://127.0.0.1:1';
    installation.command('migrate');
    if ((await this.sql("select count(*) from users where id = 'active-1'")) === '1') return;
    installation.seed();
    const steps = [...seedSteps(this.engine, sizes[this.size])];
    const started = Date.now();
    for (const [i, { what, sql }] of steps.entries()) {
      await this.fill(sql);
      say(`${this.engine} ${this.size}: ${i + 1} of ${steps.length}, ${what}`);
    }
    await this.fill(sums);
    await this.sql('analyze');
    say(`${this.engine} ${this.size}: seeded in ${Math.round((Date.now() - started) / 1000)} s`);
  }
}

export class Sqlite extends Database {
  constructor(size) {
    super('sqlite', size);
    this.file = join(this.folder, 'voice.db');
    this.url = `sqlite:${this.file}`;
  }
  async start() {
    mkdirSync(this.folder, { recursive: true });
  }
  stop() {}
  sql(text) {
    return feed('sqlite3', ['-batch', this.file], text);
  }
  fill(text) {
    return this.sql(`pragma synchronous = off; begin; ${text} commit;`);
  }
  async forgetCalls() {
    await this.sql('delete from calls');
  }
  processes() {
    return []; // it runs within the gateway
  }
  bytes() {
    return statSync(this.file).size;
  }
}

export class Postgresql extends Database {
  constructor(size) {
    super('postgresql', size);
    this.url = `postgresql:///postgres?host=${this.folder}&user=postgres&connection_limit=8`;
  }
  async start() {
    this.#script(
      'start',
      'shared_buffers=1GB',
      'max_wal_size=4GB',
      'logging_collector=on',
      'log_destination=jsonlog',
    );
    this.pid = Number(readFileSync(join(this.folder, 'data/postmaster.pid'), 'utf8').split('\n')[0]);
  }
  stop() {
    this.#script('stop');
  }
  #script(command, ...settings) {
    mkdirSync(benchFolder, { recursive: true });
    execFileSync(join(root, 'script/postgresql'), [command, this.folder, ...settings], { stdio: 'inherit' });
  }
  sql(text) {
    const args = [
      '-h',
      this.folder,
      '-U',
      'postgres',
      '-XqAt',
      '-v',
      'ON_ERROR_STOP=1',
      '-f',
      '-',
      'postgres',
    ];
    return feed('psql', args, `set search_path to teleperson_voice; ${text}`);
  }
  async fill(text) {
    // Without triggers: each row would be counted by itself.
    return this.sql(`set session_replication_role = replica; begin; ${text} commit;`);
  }
  /** Takes away what was measured, so that the next finds the database as this one did. */
  async forgetCalls() {
    await this.fill('delete from calls');
  }
  /** The server's processes: one of each connection, and its own. */
  processes() {
    return [
      this.pid,
      ...readFileSync(`/proc/${this.pid}/task/${this.pid}/children`, 'utf8').split(' ').filter(Boolean),
    ];
  }
  /**
   * Every statement, with its parameters, that is logged while `work` runs. `warmUp` is repeated until the nodes'
   * sessions have heard that statements are logged.
   */
  async trace(warmUp, work) {
    await this.#asSuperuser("alter system set log_statement = 'all'; select pg_reload_conf();");
    for (let i = 0; i < 20; i++) await warmUp();
    const since = new Date();
    await work();
    await this.#asSuperuser('alter system reset log_statement; select pg_reload_conf();');
    const folder = join(this.folder, 'data/log');
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean))
      .map((line) => JSON.parse(line))
      .filter(({ timestamp }) => new Date(timestamp.replace(' UTC', 'Z').replace(' ', 'T')) >= since);
  }
  #asSuperuser(text) {
    return feed('psql', ['-h', this.folder, '-U', 'postgres', '-XqAt', 'postgres'], text);
  }
  bytes() {
    return Number(
      execFileSync('du', ['-sb', join(this.folder, 'data/base')], { encoding: 'utf8' }).split('\t')[0],
    );
  }
}

export const databaseOf = (engine, size) => (engine === 'sqlite' ? new Sqlite(size) : new Postgresql(size));
