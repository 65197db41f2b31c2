// What is done on one node holds on the others at once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Call } from '../api/call.mjs';
import { client } from '../api/contract.mjs';
import { eventually, randomSid } from '../api/harness.mjs';
import { Cluster, userHash } from './cluster.mjs';

let cluster;
before(async () => {
  cluster = await Cluster.start();
});
after(() => cluster.stop());

test('a hundred ways to redeem one ticket, across the nodes: one is taken', async () => {
  for (let round = 0; round < 5; round++) {
    const [user] = cluster.addUsers(1);
    const call = await Call.prepare(cluster.anyNode(), user);
    const tries = Array.from({ length: 100 }, (_, i) => {
      const one = Object.assign(Object.create(call), { installation: cluster.nodes[i % 3] });
      return one.redeem({ CallSid: randomSid('CA') });
    });
    const answers = await Promise.all(tries);
    assert.equal(answers.filter(({ body }) => body.includes('<Dial')).length, 1);
    assert.equal(answers.filter(({ body }) => body.includes('<Reject')).length, 99);
  }
});

test('settings that one node saved are those of the others at once', async () => {
  const [first, second, third] = cluster.nodes;
  const [user] = cluster.addUsers(1);
  const put = async (body) => {
    const etag = (await cluster.administer(first, 'GET', '/v1/admin/settings')).headers.get('etag');
    const answer = await cluster.administer(first, 'PUT', '/v1/admin/settings', {
      body,
      headers: { 'if-match': etag },
    });
    assert.equal(answer.status, 200);
  };
  const body = { number_id: cluster.callableNumber() };
  for (let round = 0; round < 10; round++) {
    await put({ allowed_regions: ['CA'] });
    for (const node of [second, third]) {
      const answer = await client(node, user.token)('POST', '/v1/voice/calls', { body });
      assert.equal(answer.body.reason, 'region_not_allowed');
    }
    await put({ allowed_regions: ['US', 'CA'] });
    const answer = await client(third, user.token)('POST', '/v1/voice/calls', { body });
    assert.equal(answer.status, 201);
  }
});

test("an admin's session works on every node, and is over on every node", async () => {
  const [first, second, third] = cluster.nodes;
  cluster.cookie = undefined;
  assert.equal((await cluster.administer(first, 'GET', '/v1/admin/session')).status, 200);
  for (const node of [second, third])
    assert.equal((await cluster.administer(node, 'GET', '/v1/admin/session')).status, 200);
  assert.equal((await cluster.administer(second, 'DELETE', '/v1/admin/session')).status, 204);
  for (const node of [first, second, third])
    assert.equal((await cluster.administer(node, 'GET', '/v1/admin/session')).status, 401);
  cluster.cookie = undefined;
});

test('live events of one node reach who watches on another', async () => {
  const [first, second] = cluster.nodes;
  const events = await cluster.followEvents(second);
  const [user] = cluster.addUsers(1);
  await Call.dialed(first, user);
  await eventually('the call to be shown', () => events.text.includes(userHash(user)));
  await events.stop();
});

test('a node goes on when a newer program has migrated, if it may; else it says so and takes no more', async () => {
  const [first, second, third] = cluster.nodes;
  const own = Number(cluster.sql('select max(version) from schema_version'));
  const migrate = (version, oldest) =>
    cluster.sql(
      `insert into schema_version (version, applied_at, oldest_program) values (${version}, 0, ${oldest})`,
    );
  cluster.sql('alter table users add column of_the_next_version text');
  migrate(own + 1, own);
  await second.program.end();
  await second.start();
  for (const node of [first, second]) {
    const [user] = cluster.addUsers(1);
    const call = await Call.dialed(node, user);
    assert.match(call.twiml, /<Dial/);
  }

  migrate(own + 2, own + 1);
  await eventually('the nodes to be red', async () => !(await first.isReady()) && !(await third.isReady()));
  const [user] = cluster.addUsers(1);
  const answer = await client(third, user.token)('POST', '/v1/voice/token');
  assert.deepEqual([answer.status, answer.body.reason], [503, 'unavailable']);
  assert.equal(third.events('store.closed').length, 1);
  await second.program.end();
  await assert.rejects(second.start(), /run a newer teleperson-voice/);
});
