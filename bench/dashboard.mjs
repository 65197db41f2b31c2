// How long the gateway takes for the first page of each view of the dashboard, over a full database and an empty one in
// the same run, interleaved: 100,000 companies with a number each, 1,000,000 calls, 100,000 users, 100,000 audit records.
//
//     node bench/dashboard.mjs [rounds]
//
// The time is that of a request over loopback, in milliseconds: the median, and the longest.
import { AdminWorld } from '../tests/api/adminWorld.mjs';

const rounds = Number(process.argv[2] ?? 40);

const series = (count) =>
  `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})`;
const hash = (text) => `printf('%064x', ${text})`;
const day = 24 * 3600 * 1000;
const now = Date.now();

/** What years leave behind, written past the program. */
const fill = `
pragma synchronous = off;
begin;
${series(100_000)} insert into companies (id, name, name_key, domain, reviewed_at, created_at)
select printf('co_%016x', i), printf('Company %06d', i), printf('company %06d', i), printf('c%06d.example', i),
       iif(i % 50, ${now}, null), ${now} from n;
${series(100_000)} insert into company_words (word, company_id)
select iif(w = '', printf('%06d', i), w), printf('co_%016x', i)
from n, (select 'company' as w union select '' union select 'example');
${series(100_000)} insert into phone_numbers
  (id, company_id, label, e164, region, kind, plausible, number_hash, verified_at, verified_until, created_at)
select printf('num_%016x', i), printf('co_%016x', i), 'Support', printf('+1415%07d', 2000000 + i), 'US',
       (select kind from phone_numbers limit 1), 1, ${hash('i')}, iif(i % 20, ${now}, null),
       iif(i % 3, ${now} + (i % 400) * ${day}, null), ${now} from n;
${series(100_000)} insert into users (id, email, first_name, plan, plan_changed_at, role, created_at)
select printf('user-%06d', i), printf('user%06d@example.com', i), 'Robin', iif(i % 3, 'free', 'premium'), ${now}, 'user', ${now}
from n;
${series(1_000_000)} insert into voice_call_log (created_at, user_id_hash, to_number_hash, duration_seconds, outcome, call_key)
select ${now} - (1000000 - i) * 31000, ${hash('i % 5000')}, ${hash('1 + i % 100000')}, i % 600,
       iif(i % 4, 'answered', iif(i % 8, 'failed', 'voicemail')), ${hash('i')} from n;
insert into call_statistics (starts_at, answered, voicemail, failed, seconds)
select created_at - created_at % 900000, sum(outcome = 'answered'), sum(outcome = 'voicemail'), sum(outcome = 'failed'),
       sum(duration_seconds) from voice_call_log group by 1;
${series(100_000)} insert into audit_log (created_at, actor_user_id, action, target_id, metadata)
select ${now} - (100000 - i) * 60000, printf('user-%06d', i), iif(i % 2, 'user.plan_changed', 'number.verified'),
       printf('num_%016x', i), '{}' from n;
commit;
analyze;`;

const midnights = Array.from({ length: 91 }, (_, i) =>
  new Date(now - (now % day) - (89 - i) * day).toISOString(),
);
const views = {
  'voice: settings': ['GET', '/v1/admin/settings'],
  'voice: state of the feature': ['GET', '/v1/admin/voice-state'],
  'voice: numbers to try': ['GET', '/v1/admin/callable-numbers'],
  companies: ['GET', '/v1/admin/companies'],
  'companies: to review': ['GET', '/v1/admin/companies?state=pending'],
  'companies: lapsing soon': ['GET', '/v1/admin/companies?numbers=lapsing'],
  'companies: a frequent word': ['GET', '/v1/admin/companies?q=company'],
  users: ['POST', '/v1/admin/users/search', { query: '', after: '' }],
  'users: a prefix of all': ['POST', '/v1/admin/users/search', { query: 'user', after: '' }],
  calls: ['POST', '/v1/admin/calls/search', {}],
  'calls: one outcome': ['POST', '/v1/admin/calls/search', { outcome: 'voicemail' }],
  'calls: charts of 90 days': ['POST', '/v1/admin/calls/statistics', { starts: midnights }],
  'audit log': ['POST', '/v1/admin/audit-log/search', {}],
  'audit log: one action': ['POST', '/v1/admin/audit-log/search', { action: 'number.verified' }],
};

async function start(prepare) {
  const world = await AdminWorld.create();
  prepare(world);
  const admin = world.person('admin');
  const cookie = await world.signIn(admin);
  return { world, caller: { cookie, origin: world.gateway.publicUrl } };
}

const empty = await start(() => {});
const full = await start((world) => world.sql(fill));

async function time({ world, caller }, [method, path, body]) {
  const before = performance.now();
  const { status } = await world.send(method, path, { ...caller, body });
  if (status !== 200) throw new Error(`${method} ${path}: ${status}`);
  return performance.now() - before;
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const cell = (value, width) => value.toFixed(1).padStart(width);

console.log(
  `${rounds} rounds; milliseconds\n\nview                           empty    full   ratio   longest`,
);
for (const [name, view] of Object.entries(views)) {
  const times = { empty: [], full: [] };
  for (let round = 0; round < rounds; round++) {
    times.empty.push(await time(empty, view));
    times.full.push(await time(full, view));
  }
  const [small, large] = [median(times.empty), median(times.full)];
  console.log(
    `${name.padEnd(28)}${cell(small, 8)}${cell(large, 8)}${cell(large / small, 8)}${cell(Math.max(...times.full), 10)}`,
  );
}
await empty.world.close();
await full.world.close();
