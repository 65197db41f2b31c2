// The dashboard's audit log on the real program: what is asked wrongly, the file, and a file that is cut.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AdminWorld } from './adminWorld.mjs';

let world;
let admin;
let caller;
before(async () => {
  world = await AdminWorld.create();
  admin = world.person('admin');
  caller = { cookie: await world.signIn(admin), origin: world.gateway.publicUrl };
});
after(() => world?.close());

const post = (what, body) => world.send('POST', `/v1/admin/audit-log/${what}`, { ...caller, body });
const search = async (body) => {
  const answer = await post('search', body);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
};

const wrong = {
  'an action that cannot be': { action: 'User Added' },
  'an action of dots': { action: '.' },
  'SQL for an action': { action: "user.added' or '1'='1" },
  'a pattern for an action': { action: 'user%' },
  'an action of the wrong kind': { action: 7 },
  'an action without an end': { action: 'a'.repeat(65) },
  'an id without an end': { actor_user_id: 'x'.repeat(129) },
  'an id with control characters': { target_user_id: 'a\u0000b' },
  'two targets': { target_user_id: 'a', target_id: 'num_1' },
  'a time that is none': { from: 'yesterday' },
  'a page before nothing': { before_id: -1 },
  'a page that is half': { before_id: 1.5 },
  'a truth that is a text': { denials: 'yes' },
  'a field too many': { actor: 'somebody' },
  'a list': [],
};
for (const [what, body] of Object.entries(wrong)) {
  test(`${what} is refused, and it is said what is wrong`, async () => {
    for (const place of ['search', 'export']) {
      const answer = await post(place, body);
      assert.equal(answer.status, 400);
      assert.equal(answer.body.reason, 'bad_request');
      assert.ok(answer.body.detail.length > 10);
    }
  });
}

test('a change is found by whom it was made, about whom and when, and names both', async () => {
  const user = world.user();
  const from = new Date(Date.now() - 1000).toISOString();
  const changed = await world.send('PUT', '/v1/admin/users/plan', {
    ...caller,
    body: { id: user, plan: 'pro' },
  });
  assert.equal(changed.status, 204);
  const { records } = await search({ actor_user_id: admin.id, target_user_id: user, action: 'user.', from });
  assert.equal(records.length, 1);
  assert.equal(records[0].action, 'user.plan_changed');
  assert.equal(records[0].actor.id, admin.id);
  assert.match(records[0].target.id, /^u_[0-9a-f]{64}$/);
  assert.deepEqual(records[0].metadata, { from: 'premium', to: 'pro' });
  assert.deepEqual(
    (await search({ target_user_id: user, until: from, action: 'user.plan_changed' })).records,
    [],
  );
  assert.ok(!world.gateway.log.includes(user));
  assert.ok(!world.gateway.log.includes(admin.id));
});

test('the file holds all pages, newest first, and nothing that a spreadsheet would run', async () => {
  const token = { user_id: world.user(), name: '=1+1,"quoted"' };
  assert.equal((await world.send('POST', '/v1/admin/tokens', { ...caller, body: token })).status, 201);
  world.sql(`
    with recursive n (i) as (select 1 union all select i + 1 from n where i < 1234)
    insert into audit_log (created_at, action, metadata) select i, 'test.filled', '{}' from n;
    update users set first_name = '=cmd()' where id = '${admin.id}';`);
  const { status, headers, body } = await post('export', { action: 'test.' });
  assert.equal(status, 200);
  assert.match(headers.get('content-disposition'), /^attachment; filename="audit-log\.csv"$/);
  const lines = body.split('\r\n');
  assert.equal(lines.pop(), '');
  assert.equal(lines.length, 1235);
  assert.match(lines[0], /^id,created_at,/);
  assert.equal(new Set(lines).size, 1235);
  assert.match(lines[1], /,1970-01-01T00:00:01\.234Z,/);
  assert.match(lines.at(-1), /,1970-01-01T00:00:00\.001Z,/);
  const issued = (await post('export', { action: 'token.issued', target_user_id: token.user_id })).body;
  assert.ok(issued.includes(`,'=cmd(),token.issued,`), issued);
  assert.ok(issued.includes('=1+1,\\""quoted\\""'), issued);
});

test('when the database fails midway the connection is cut, so that no part is taken for the whole', async () => {
  world.sql(`
    with recursive n (i) as (select 1 union all select i + 1 from n where i < 150000)
    insert into audit_log (created_at, action, metadata)
    select i, 'test.large', json_object('padding', '${'x'.repeat(200)}') from n;`);
  const answer = await fetch(`http://127.0.0.1:${world.gateway.port}/v1/admin/audit-log/export`, {
    method: 'POST',
    headers: { ...caller, 'content-type': 'application/json' },
    body: '{"action":"test.large"}',
  });
  assert.equal(answer.status, 200);
  const reader = answer.body.getReader();
  await reader.read();
  // The server has filled what lies between us, and waits for the reader.
  world.sql('alter table audit_log rename to elsewhere;');
  await assert.rejects(async () => {
    for (;;) {
      const { done } = await reader.read();
      if (done) return;
    }
  });
  assert.equal((await post('search', {})).status, 503);
  world.sql('alter table elsewhere rename to audit_log;');
  assert.equal((await post('search', {})).status, 200);
});
