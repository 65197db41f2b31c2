// A PostgreSQL server of its own for a test.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './harness.mjs';

const script = fileURLToPath(new URL('../../script/postgresql', import.meta.url));

export class PostgresqlServer {
  /** `folder`: of a server that is there already, stopped. */
  constructor(folder) {
    this.folder = folder ?? mkdtempSync(join(tmpdir(), 'teleperson-postgresql-'));
    chmodSync(this.folder, 0o755); // the server has an owner of its own
  }

  start(...settings) {
    run(script, ['start', this.folder, `unix_socket_directories=${this.folder}`, ...settings], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return this;
  }
  stop() {
    run(script, ['stop', this.folder], { stdio: 'ignore' });
  }
  close() {
    spawnSync(script, ['kill', this.folder], { stdio: 'ignore' });
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** For libpq's programs. */
  get uri() {
    return `postgresql:///postgres?host=${this.folder}&user=postgres`;
  }
  /** For DATABASE_URL. */
  url(schema = 'teleperson_voice') {
    return `${this.uri}&schema=${schema}`;
  }

  sql(text, schema = 'teleperson_voice') {
    return run('psql', ['-qtA', '-v', 'ON_ERROR_STOP=1', this.uri], {
      input: `set search_path to ${schema};\n${text}`,
    });
  }
}
