// Looks into an installation's database, past the program.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs SQL and gives its rows, columns separated by `|`. */
export function sql(installation, text) {
  const file = join(installation.folder, 'voice.db');
  const { status, stdout, stderr } = spawnSync('sqlite3', ['-cmd', '.timeout 8000', file], {
    input: text,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0 || stderr) throw new Error(`${text}\n${stderr}`);
  return stdout.trimEnd();
}

// What changes without anybody changing anything: the counting of attempts, and when something was used last.
const uncounted = ['admin_sign_ins', 'sqlite_sequence'];
const unstable = ['last_used_at'];

/** Everything that the database holds of what people change, as a text to compare. */
export function contents(installation) {
  const tables = sql(
    installation,
    "select m.name, group_concat(c.name) from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table' group by 1;",
  );
  const selects = tables
    .split('\n')
    .map((line) => line.split('|'))
    .filter(([table]) => !uncounted.includes(table))
    .map(([table, columns]) => {
      const stable = columns.split(',').filter((column) => !unstable.includes(column));
      const where = table === 'audit_log' ? " where action <> 'admin.sign_in_failed'" : '';
      return `select '${table}', ${stable.join()} from ${table}${where};`;
    });
  return sql(installation, `.mode quote\n${selects.join('\n')}`)
    .split('\n')
    .sort()
    .join('\n');
}
