// The databases under test: a file of SQLite, and a PostgreSQL server with its durable default settings.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Installation, run } from '../../tests/api/harness.mjs';
import { PostgresqlServer } from '../../tests/api/postgresqlServer.mjs';
import { seedSteps, sizes, sums } from './seed.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const benchFolder = join(root, 'build/bench');

class Database {
  constructor(engine, size) {
    Object.assign(this, { engine, size, folder: join(benchFolder, `${engine}-${size}`) });
    mkdirSync(this.folder, { recursive: true });
  }

  /** Makes and fills it unless an earlier run has, and says how it goes on. */
  seed(say) {
    const installation = new Installation({ DATABASE_URL: this.url });
    installation.port = 1;
    installation.metricsPort = 1;
    installation.publicUrl = 'http://127.0.0.1:1';
    installation.command('migrate');
    if (this.sql("select count(*) from users where id = 'active-1'") === '1') return;
    installation.seed();
    const steps = [...seedSteps(this.engine, sizes[this.size])];
    const started = Date.now();
    for (const [i, { what, sql }] of steps.entries()) {
      this.fill(sql);
      say(`${this.engine} ${this.size}: ${i + 1} of ${steps.length}, ${what}`);
    }
    this.fill(sums);
    this.sql('analyze');
    say(`${this.engine} ${this.size}: seeded in ${Math.round((Date.now() - started) / 1000)} s`);
  }

  /** The calls of a measurement, and of the engine alone, are nothing to the next. Their few log rows stay. */
  forgetCalls() {
    this.fill('delete from calls;');
  }
}

export class Sqlite extends Database {
  constructor(size) {
    super('sqlite', size);
    this.file = join(this.folder, 'voice.db');
    this.url = `sqlite:${this.file}`;
  }
  start() {}
  stop() {}
  sql(text) {
    return run('sqlite3', ['-batch', this.file], { input: text });
  }
  fill(text) {
    this.sql(`pragma synchronous = off; begin; ${text} commit;`);
  }
  processes() {
    return []; // it runs within the gateway
  }
}

export class Postgresql extends Database {
  constructor(size) {
    super('postgresql', size);
    this.server = new PostgresqlServer(this.folder);
    this.url = `${this.server.uri}&connection_limit=8`;
  }
  start() {
    this.server.start(
      'shared_buffers=1GB',
      'max_wal_size=4GB',
      'logging_collector=on',
      'log_destination=jsonlog',
    );
    this.pid = Number(readFileSync(join(this.folder, 'data/postmaster.pid'), 'utf8').split('\n')[0]);
  }
  stop() {
    this.server.stop();
  }
  sql(text) {
    return this.server.sql(text);
  }
  /** Without triggers: each row would be counted by itself. */
  fill(text) {
    this.sql(`set session_replication_role = replica; begin; ${text} commit;`);
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
    this.sql("alter system set log_statement = 'all'; select pg_reload_conf();");
    for (let i = 0; i < 20; i++) await warmUp();
    const since = new Date();
    await work();
    this.sql('alter system reset log_statement; select pg_reload_conf();');
    const folder = join(this.folder, 'data/log');
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean))
      .map((line) => JSON.parse(line))
      .filter(({ timestamp }) => new Date(timestamp.replace(' UTC', 'Z').replace(' ', 'T')) >= since);
  }
}

export const databaseOf = (engine, size) => (engine === 'sqlite' ? new Sqlite(size) : new Postgresql(size));
