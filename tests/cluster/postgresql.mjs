// A PostgreSQL server of a test's own.
import { appendFileSync, chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, freePort, run } from '../api/harness.mjs';
import { atExit, Program } from './processes.mjs';

const versions = readdirSync('/usr/lib/postgresql').sort((a, b) => a - b);
const program = (name) => `/usr/lib/postgresql/${versions.at(-1)}/bin/${name}`;

export class Postgresql {
  /**
   * `settings`: of postgresql.conf. `folder`: where its data go. `inside`: a command that starts it elsewhere, such as in
   * a network namespace.
   */
  static async start({ settings = {}, folder, inside = [] } = {}) {
    const server = new Postgresql();
    server.folder = folder ?? mkdtempSync(join(tmpdir(), 'teleperson-postgresql-'));
    if (!folder) atExit(() => rmSync(server.folder, { recursive: true, force: true }));
    server.port = await freePort();
    server.inside = inside;
    server.settings = {
      listen_addresses: '127.0.0.1',
      port: server.port,
      unix_socket_directories: server.folder,
      fsync: 'off', // processes die here, no machine
      max_connections: 100,
      shared_buffers: '32MB',
      ...settings,
    };
    chmodSync(server.folder, 0o755);
    const data = join(server.folder, 'data');
    const initdb = [program('initdb'), '-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8'];
    const small = ['--locale=C.UTF-8', '--no-sync', '--wal-segsize=1'];
    if (process.getuid() === 0) {
      run('chown', ['postgres', server.folder]);
      run('setpriv', ['--reuid', 'postgres', '--regid', 'postgres', '--clear-groups', ...initdb, ...small], {
        cwd: '/',
      });
    } else {
      run(initdb[0], [...initdb.slice(1), ...small]);
    }
    appendFileSync(join(data, 'pg_hba.conf'), 'host all all 10.0.0.0/8 trust\n');
    await server.launch();
    return server;
  }

  async launch() {
    const options = Object.entries(this.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const [first, ...more] = [
      ...this.inside,
      program('postgres'),
      '-D',
      join(this.folder, 'data'),
      ...options,
    ];
    const user = this.inside.length ? undefined : 'postgres';
    this.program = Program.start(first, more, { user });
    await eventually('PostgreSQL', () => {
      if (!this.program.isRunning) throw new Error(`PostgreSQL ended:\n${this.program.log}`);
      return this.answers();
    });
  }

  /** As an operator does: waits for no client. */
  async restart() {
    await this.program.end('SIGINT');
    await this.launch();
  }

  answers() {
    try {
      return this.sql('select 1') === '1';
    } catch {
      return false;
    }
  }

  /** Runs SQL and gives its rows, columns separated by `|`. */
  sql(text) {
    return this.#psql(['-f', '-'], { input: text });
  }
  /** Runs a file of SQL with psql's variables. */
  run(file, variables) {
    const assignments = Object.entries(variables).flatMap(([name, value]) => ['-v', `${name}=${value}`]);
    return this.#psql([...assignments, '-f', file]);
  }

  #psql(args, options) {
    const place = ['-h', this.folder, '-p', `${this.port}`, '-U', 'postgres', '-d', 'postgres'];
    return run('psql', [...place, '-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', ...args], options);
  }
}
