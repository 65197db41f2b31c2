// The gateway is killed at random moments while calls run. Every callback that was answered has its row, none twice.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { Call, companyNumbers } from './call.mjs';
import { eventually, Installation } from './harness.mjs';

const kills = 50;
const callers = 6;

test(`${kills} times kill -9: every answered end has its row, none twice`, { timeout: 240_000 }, async () => {
  const gateway = await Installation.create({ CALLBACK_GRACE_SECONDS: '1' });
  gateway.seed();
  const users = Array.from({ length: callers }, (_, i) => gateway.addUser(`durable${i}`, 'premium'));
  await gateway.start();
  await companyNumbers(gateway, users[0]);

  // What the gateway said is done. A call counts as over for Twilio once `dial-result` was answered.
  const answered = new Map(users.map((user) => [user, 0]));
  const handedOver = new Map(users.map((user) => [user, 0]));
  let running = true;

  /** Repeats a webhook until it is answered, as Twilio does with `rp=ct,rt,5xx`, but without giving up. */
  const insist = async (send) => {
    while (running) {
      try {
        const answer = await send();
        if (answer.status < 300) return answer;
      } catch {
        // The process is gone; the next one comes.
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return undefined;
  };

  const play = async (user) => {
    while (running) {
      const call = await Call.prepare(gateway, user).catch(() => undefined);
      if (!call) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        continue;
      }
      const redeemed = await insist(() => call.redeem());
      if (!redeemed?.body.includes('<Dial')) continue;
      handedOver.set(user, handedOver.get(user) + 1);
      await insist(() => call.childStatus('in-progress'));
      await insist(() => call.amd('human'));
      if (await insist(() => call.dialResult('completed', { DialCallDuration: '5', DialBridged: 'true' }))) {
        answered.set(user, answered.get(user) + 1);
      }
    }
  };
  const players = users.map(play);

  for (let i = 0; i < kills; i++) {
    const before = [...answered.values()].reduce((a, b) => a + b);
    await eventually('calls to run', () => [...answered.values()].reduce((a, b) => a + b) > before, 30);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 30));
    await gateway.stop('SIGKILL');
    await gateway.start();
  }
  running = false;
  await Promise.all(players);

  const total = [...answered.values()].reduce((a, b) => a + b);
  const rows = gateway.callLog();
  assert.ok(total >= kills);
  assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
  for (const user of users) {
    const hash = createHash('sha256').update(user.id).digest('hex');
    const own = rows.filter((row) => row.user_id_hash === hash);
    assert.ok(own.length >= answered.get(user), `${own.length} rows for ${answered.get(user)} answered ends`);
    assert.ok(own.length <= handedOver.get(user), `${own.length} rows for ${handedOver.get(user)} calls`);
    for (const row of own) assert.deepEqual([row.outcome, row.duration_seconds], ['answered', 5]);
  }
  await gateway.close();
});
