// Fills a database of either engine past the program, as years of use would: users with a token each, companies with a
// number each, and the log of calls over the last 36 months. Some of the users are `active`: their tokens are known.
import { createHash } from 'node:crypto';

export const sizes = {
  small: { users: 1_000, companies: 1_000, calls: 10_000 },
  large: { users: 1_000_000, companies: 100_000, calls: 10_000_000 },
};
export const activeUsers = 1000;

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const md5 = (text) => createHash('md5').update(text).digest('hex');
export const activeUser = (i) => {
  const id = `active-${i}`;
  const token = `tle_${md5(`token ${i}`)}`;
  return { id, token, tokenHash: sha256(token), hash: sha256(id) };
};
/** The same hashes as expressions of PostgreSQL's, of a user whose index is an expression. */
export const activeUserSql = (i) => ({
  id: `('active-' || ${i})`,
  tokenHash: `encode(sha256(('tle_' || md5('token ' || ${i}))::bytea), 'hex')`,
  hash: `encode(sha256(('active-' || ${i})::bytea), 'hex')`,
});

const dialects = {
  sqlite: {
    series: (from, to) =>
      `(with recursive n(i) as (select ${from} where ${from} <= ${to} union all select i + 1 from n where i < ${to}) select i from n)`,
    pad: (i, width) => `printf('%0${width}d', ${i})`,
    hash: (i) => `printf('%064x', ${i})`,
  },
  postgresql: {
    series: (from, to) => `generate_series(${from}::bigint, ${to}) as n(i)`,
    pad: (i, width) => `lpad((${i})::text, ${width}, '0')`,
    hash: (i) => `lpad(to_hex(${i}), 64, '0')`,
  },
};

const batch = 500_000;
const years = 3 * 365 * 24 * 3600 * 1000;

/** Steps `{what, sql}`, each to be run in a transaction. Counters that triggers keep are made afterwards. */
export function* seedSteps(engine, { users, companies, calls }, now = Date.now()) {
  const { series, pad, hash } = dialects[engine];
  const active = Array.from({ length: activeUsers }, (_, i) => activeUser(i + 1));
  yield {
    what: 'active users',
    sql: `insert into users (id, email, first_name, plan, plan_changed_at, role, created_at) values
      ${active.map(({ id }) => `('${id}', '${id}@example.com', 'Robin', 'premium', ${now}, 'user', ${now})`).join()};
      insert into extension_tokens (token_hash, user_id, created_at) values
      ${active.map(({ id, tokenHash }) => `('${tokenHash}', '${id}', ${now})`).join()};`,
  };
  yield* batches('users', users, (from, to) => [
    `insert into users (id, email, first_name, plan, plan_changed_at, role, created_at)
     select 'user-' || ${pad('i', 8)}, 'user' || ${pad('i', 8)} || '@example.com', 'Robin',
            case when i % 3 = 0 then 'premium' else 'free' end, ${now}, 'user', ${now} from ${series(from, to)};`,
    `insert into extension_tokens (token_hash, user_id, created_at)
     select ${hash('i')}, 'user-' || ${pad('i', 8)}, ${now} from ${series(from, to)};`,
  ]);
  yield* batches('companies', companies, (from, to) => [
    `insert into companies (id, name, name_key, domain, reviewed_at, created_at)
     select 'co_' || ${pad('i', 16)}, 'Company ' || ${pad('i', 6)}, 'company ' || ${pad('i', 6)},
            'c' || ${pad('i', 6)} || '.example', ${now}, ${now} from ${series(from, to)};`,
    `insert into company_words (word, company_id) select 'company', 'co_' || ${pad('i', 16)} from ${series(from, to)};`,
    `insert into company_words (word, company_id) select ${pad('i', 6)}, 'co_' || ${pad('i', 16)} from ${series(from, to)};`,
    `insert into phone_numbers (id, company_id, label, e164, region, kind, plausible, number_hash, verified_at, created_at)
     select 'num_' || ${pad('i', 16)}, 'co_' || ${pad('i', 16)}, 'Support', '+1415' || ${pad('2000000 + i', 7)}, 'US',
            (select kind from phone_numbers limit 1), 1, ${hash('i')}, ${now}, ${now} from ${series(from, to)};`,
  ]);
  const start = now - years;
  if (engine === 'postgresql') {
    yield {
      what: 'partitions',
      sql: `select count(make_call_log_month(at)) from generate_series(${start}::bigint, ${now}, ${20 * 24 * 3600 * 1000}) as at;`,
    };
  }
  yield* batches('calls', calls, (from, to) => [
    `insert into voice_call_log (created_at, user_id_hash, to_number_hash, duration_seconds, outcome, call_key)
     select ${start} + i * ${Math.floor(years / calls)}, ${hash(`i % ${users}`)}, ${hash(`i % ${companies}`)}, i % 600,
            case i % 4 when 0 then 'failed' when 1 then 'voicemail' else 'answered' end, ${hash('i')}
     from ${series(from, to)};`,
  ]);
}

function* batches(what, count, statements) {
  for (let from = 1; from <= count; from += batch) {
    const to = Math.min(count, from + batch - 1);
    yield { what: `${to.toLocaleString('en')} ${what}`, sql: statements(from, to).join('\n') };
  }
}

/** The sums that triggers would have kept row by row. */
export const sums = `
delete from plan_counts;
insert into plan_counts (plan, users, disabled, ready) select coalesce(plan, ''), count(*), 0, count(*) from users group by 1;
delete from number_counts;
insert into number_counts (region, kind, plausible, reviewed, verified, numbers)
select region, kind, plausible, case when c.reviewed_at is null then 0 else 1 end,
       case when n.verified_at is null then 0 else 1 end, count(*)
from phone_numbers n join companies c on c.id = n.company_id group by 1, 2, 3, 4, 5;
delete from call_statistics;
insert into call_statistics (starts_at, answered, voicemail, failed, seconds)
select created_at - created_at % 900000, sum(case outcome when 'answered' then 1 else 0 end),
       sum(case outcome when 'voicemail' then 1 else 0 end), sum(case outcome when 'failed' then 1 else 0 end),
       sum(duration_seconds) from voice_call_log group by 1;`;
