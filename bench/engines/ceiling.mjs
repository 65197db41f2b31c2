// What the engine does without a gateway: the very statements of one token and of one call, taken from the server's log,
// with other ids each time, by pgbench, or by SQLite's shell.
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { activeUser, activeUserSql, activeUsers } from './seed.mjs';

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

/** The log as `{pid, sql, values}`. */
function statements(log) {
  return log.flatMap(({ pid, message, detail }) => {
    const found = message?.match(/^(?:execute [^:]*|statement): (.*)$/s);
    if (!found) return [];
    const list = detail?.match(/^parameters: (.*)$/s)?.[1] ?? '';
    const values = [...list.matchAll(/\$\d+ = (NULL|'(?:[^']|'')*')/g)].map(([, value]) =>
      value === 'NULL' ? null : value.slice(1, -1).replaceAll("''", "'"),
    );
    return [{ pid, sql: found[1], values }];
  });
}

/** As they were committed: a list of lists. */
function transactions(all) {
  const open = new Map();
  const done = [];
  for (const { pid, sql, values } of all) {
    const name = sql.trim().toLowerCase();
    if (name.startsWith('begin')) {
      open.set(pid, [{ sql, values }]);
    } else if (open.has(pid)) {
      open.get(pid).push({ sql, values });
      if (name === 'commit') done.push(open.get(pid));
      if (name === 'commit' || name === 'rollback') open.delete(pid);
    } else {
      done.push([{ sql, values }]);
    }
  }
  return done;
}

/** The ids of a call as SQL that makes others of them: for pgbench, of its variables `u` and `n`. */
const madeByPgbench = (callId) => ({
  ...activeUserSql(':u'),
  callId: `substr(md5('call ' || :n) || md5('more ' || :n), 1, ${callId.length})`,
  ticketHash: "encode(sha256(('ticket ' || :n)::bytea), 'hex')",
  sid: "('CA' || md5('parent ' || :n))",
  childSid: "('CA' || md5('child ' || :n))",
  callKey: "encode(sha256(('CA' || md5('parent ' || :n))::bytea), 'hex')",
});

/** The same as literals. */
function madeHere(callId) {
  const { id, tokenHash, hash } = activeUser(1 + Math.floor(Math.random() * activeUsers));
  const random = (length) => randomBytes(length).toString('hex').slice(0, length);
  const sid = `CA${random(32)}`;
  const made = { id, tokenHash, hash, callId: random(callId.length), ticketHash: random(64), sid };
  Object.assign(made, { childSid: `CA${random(32)}`, callKey: sha256(sid) });
  return Object.fromEntries(Object.entries(made).map(([name, value]) => [name, quoted(value)]));
}

/** The transactions of one call or token, with other ids. */
function generalise(log, { user, callId = '-', ticket = '-', sid = '-', childSid = '-' }, makeIds) {
  const own = {
    ...user,
    callId,
    ticketHash: sha256(ticket),
    sid,
    childSid,
    callKey: sha256(sid),
  };
  const names = ['id', 'tokenHash', 'hash', 'callId', 'ticketHash', 'sid', 'childSid', 'callKey'];
  const concerns = ({ values }) =>
    values.some((value) => value && names.some((name) => value.includes(own[name])));
  const concerned = transactions(statements(log)).filter((one) => one.some(concerns));
  return () => {
    const made = makeIds(callId);
    const expression = (value) => {
      if (value === null) return 'null';
      const name = names.find((each) => own[each] === value);
      if (name) return made[name];
      return value.includes(user.tokenHash) ? made.tokenHash : quoted(value);
    };
    return concerned.map((one) =>
      one.map(({ sql, values }) => {
        const text = sql.replace(/\$(\d+)/g, (_, index) => expression(values[index - 1]));
        return `${text.replaceAll(/\s+/g, ' ').replace(/;?\s*$/, '')};`;
      }),
    );
  };
}

/** PostgreSQL alone: operations per second, by pgbench. */
export function pgbench(database, name, { log, ids }, { seconds, clients }) {
  const all = generalise(log, ids, madeByPgbench)();
  const script = [
    `\\set u random(1, ${activeUsers})`,
    '\\set n random(1, 9000000000000000)',
    ...all.flat(),
  ].join('\n');
  const file = join(database.folder, `${name}.pgbench`);
  writeFileSync(file, `${script}\n`);
  const args = [
    '-h',
    database.folder,
    '-U',
    'postgres',
    '-n',
    '-M',
    'prepared',
    '-c',
    clients,
    '-j',
    1,
    '-T',
    seconds,
  ];
  const output = execFileSync('pgbench', [...args.map(String), '-f', file, 'postgres'], {
    encoding: 'utf8',
    env: { ...process.env, PGOPTIONS: '-c search_path=teleperson_voice' },
  });
  return { perSecond: Number(output.match(/tps = ([\d.]+)/)[1]), transactions: all.length };
}

/** SQLite alone: the same statements, but for what only several writers need, by its shell on one connection. */
export function sqliteShell(database, name, { log, ids }, { seconds }) {
  const make = generalise(log, ids, madeHere);
  const portable = (sql) =>
    sql
      .replace(/= any \(string_to_array\(cast\((.*) as text\), ','\)\)/, '= $1')
      .replace(/^begin.*/, 'begin immediate;');
  const isForOneWriter = (sql) => !sql.includes('pg_advisory');
  const operation = () => make().flat().filter(isForOneWriter).map(portable).join('\n');
  const file = join(database.folder, `${name}.sql`);
  const time = (count) => {
    const pragmas = 'pragma synchronous = full; pragma busy_timeout = 5000;';
    writeFileSync(
      file,
      [pragmas, '.output /dev/null', ...Array.from({ length: count }, operation)].join('\n'),
    );
    const started = performance.now();
    execFileSync('sqlite3', ['-batch', '-bail', database.file, `.read ${file}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return (performance.now() - started) / 1000;
  };
  const first = 200;
  const count = Math.ceil((first / time(first)) * seconds);
  return { perSecond: count / time(count), transactions: make().length };
}
