// Continuous calls on a cluster, and what must be true of them whatever happens meanwhile.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Call } from '../api/call.mjs';
import { eventually, randomSid } from '../api/harness.mjs';

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const chance = (probability) => Math.random() < probability;
const keyOf = (sid) => createHash('sha256').update(sid).digest('hex');

function shuffled(list) {
  const all = [...list];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
}

/** Every request of this process, whoever makes it: how long the answer took, and whether it was one. */
const watchers = new Set();
const plainFetch = globalThis.fetch;
globalThis.fetch = async (url, options) => {
  const started = performance.now();
  let status = 0;
  try {
    const answer = await plainFetch(url, options);
    status = answer.status;
    return answer;
  } finally {
    const request = { url: new URL(url), status, milliseconds: performance.now() - started };
    for (const watcher of watchers) watcher(request);
  }
};

/** Says how the requests went while `during` ran; `without`: nodes that cannot answer. */
export async function watch(during, without = []) {
  const seen = { answers: 0, refused: 0, lost: 0, slowest: 0 };
  const ports = new Set(without.map(({ port }) => `${port}`));
  const watcher = ({ url, status, milliseconds }) => {
    if (ports.has(url.port) || url.pathname === '/readyz') return;
    if (status === 0) seen.lost += 1;
    else if (status >= 500) seen.refused += 1;
    else seen.answers += 1;
    if (status !== 0) seen.slowest = Math.max(seen.slowest, milliseconds);
  };
  watchers.add(watcher);
  try {
    await during();
  } finally {
    watchers.delete(watcher);
  }
  return seen;
}

export class Traffic {
  #running = true;
  #dialled = new Map(); // by ticket: the CallSids that were given a <Dial>
  #handedOver = new Set(); // keys of calls that may have been handed to Twilio
  #ended = new Set(); // keys of calls whose every callback was acknowledged
  #revoked = { token: 0, plan: 0, number: 0 };
  #violations = [];

  /** `callers` play calls; of `revocations` spare users and numbers one after the other is taken a permission away. */
  static start(cluster, { callers = 6, revocations = 400 } = {}) {
    const traffic = new Traffic();
    traffic.cluster = cluster;
    traffic.any = cluster.anyNode();
    const users = cluster.addUsers(callers);
    const spare = cluster.addUsers(revocations).map((user) => ({ user }));
    for (const [i, number] of cluster.addNumbers(revocations).entries()) spare[i].number = number;
    traffic.probers = cluster.addUsers(revocations);
    traffic.players = [...users.map((user) => traffic.#play(user)), traffic.#revoke(spare)];
    return traffic;
  }

  get someToken() {
    return this.probers[0].token;
  }

  /** How many calls have ended so far. */
  get ended() {
    return this.#ended.size;
  }

  /** Waits until calls have begun and ended since now. */
  async progress(calls = 3) {
    const before = this.ended;
    await eventually('calls to go on', () => this.ended >= before + calls, 60);
  }

  /** Whether a node is ready and takes a whole call. */
  async probe(node) {
    if (!(await node.isReady())) return false;
    try {
      const call = await Call.prepare(node, this.probers.pop());
      this.note(call);
      const { body } = await call.redeem();
      if (!body.includes('<Dial')) return false;
      for (const send of call.answeredCallbacks) await this.#insist(send);
      return true;
    } catch {
      return false;
    }
  }

  /** Says that a call of somebody else's will be handed over. */
  note({ sid }) {
    this.#handedOver.add(keyOf(sid));
  }

  /** Repeats a request until it is answered, as Twilio does with `rp=ct,rt,5xx`, but without giving up. */
  async #insist(send) {
    const deadline = Date.now() + 90_000;
    while (Date.now() < deadline) {
      try {
        const answer = await send();
        if (answer.status < 500) return answer;
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
      }
      await pause(20);
    }
    throw new Error('A request was not answered for 90 s.');
  }

  async #play(user) {
    while (this.#running) {
      try {
        await this.#playCall(await Call.prepare(this.any, user));
      } catch (error) {
        if (error instanceof assert.AssertionError) this.#violations.push(error.message);
        await pause(20); // no ticket just now
      }
    }
  }

  async #playCall(call) {
    const legs = chance(0.2) ? [call.sid, randomSid('CA')] : [call.sid];
    const redeem = async (sid) => {
      this.#handedOver.add(keyOf(sid));
      const { body } = await this.#insist(() => call.redeem({ CallSid: sid }));
      return body.includes('<Dial') ? sid : undefined;
    };
    const tries = chance(0.3) ? [...legs, ...legs] : legs;
    const dialled = new Set((await Promise.all(tries.map(redeem))).filter(Boolean));
    this.#dialled.set(call.ticket, dialled);
    if (dialled.size !== 1) return;
    [call.sid] = dialled;

    const callbacks = call.answeredCallbacks;
    const repeated = callbacks.filter(() => chance(0.2));
    const order = chance(0.5) ? callbacks : shuffled(callbacks);
    for (const send of [...order, ...repeated]) await this.#insist(send);
    this.#ended.add(keyOf(call.sid));
    if (chance(0.2)) await this.#insist(shuffled(callbacks)[0]); // late
  }

  async #revoke(spare) {
    const kinds = ['token', 'plan', 'number'];
    for (let i = 0; this.#running && i < spare.length; i++) {
      const kind = kinds[i % kinds.length];
      try {
        await this.#revokeOne(kind, spare[i]);
        this.#revoked[kind] += 1;
      } catch (error) {
        this.#violations.push(`revocation of ${kind}: ${error.message}`);
      }
      await pause(50);
    }
  }

  async #revokeOne(kind, { user, number }) {
    const { cluster, any } = this;
    const ask = (node, path, body) =>
      fetch(`http://127.0.0.1:${node.port}${path}`, {
        method: 'POST',
        headers: { 'x-tle-token': user.token, ...(body && { 'content-type': 'application/json' }) },
        body: body && JSON.stringify(body),
      });
    const json = (answer) => answer.json();
    const call = new Call(any, user);
    const { ticket, call_id } = await this.#insist(() =>
      ask(any, '/v1/voice/calls', { number_id: number }),
    ).then(json);
    const { identity } = await this.#insist(() => ask(any, '/v1/voice/token')).then(json);
    Object.assign(call, { id: call_id, ticket, identity });
    assert.ok(ticket, 'no ticket to begin with');

    const admin = {
      token: () => cluster.administer(any, 'DELETE', `/v1/admin/tokens/${user.tokenHash}`),
      plan: () =>
        cluster.administer(any, 'PUT', '/v1/admin/users/plan', { body: { id: user.id, plan: 'free' } }),
      number: () => cluster.administer(any, 'DELETE', `/v1/admin/numbers/${number}/verification`),
    };
    const { status } = await this.#insist(admin[kind]);
    // 404: it was done before, and the answer was lost.
    assert.ok(status === 204 || (kind === 'token' && status === 404), `answered ${status}`);

    // Acknowledged: from now on nobody allows it.
    const places = cluster.haproxy ? [any, any, any] : cluster.nodes;
    const allowed = (name, answer, yes) =>
      yes && this.#violations.push(`${name} after its ${kind} was revoked: ${answer}`);
    const attempts = places.flatMap((node) => [
      kind !== 'number' &&
        ask(node, '/v1/voice/token').then((answer) => allowed('token', answer.status, answer.status < 300)),
      ask(node, '/v1/voice/calls', { number_id: number }).then((answer) =>
        allowed('ticket', answer.status, answer.status < 300),
      ),
    ]);
    attempts.push(call.redeem().then(({ body }) => allowed('dialling', 'TwiML', body.includes('<Dial'))));
    await Promise.allSettled(attempts.filter(Boolean));
  }

  /** Ends the calls under way, and says what was found. Fails when something was lost, doubled or allowed. */
  async verify() {
    this.#running = false;
    await Promise.all(this.players);
    const { cluster } = this;
    const rows = () =>
      cluster.sql('select call_key, outcome, duration_seconds from voice_call_log').split('\n');
    const logged = await eventually(
      'the rows of all acknowledged calls',
      () => {
        const keys = new Set(rows().map((row) => row.split('|')[0]));
        return [...this.#ended].every((key) => keys.has(key)) && rows();
      },
      30,
    );
    const keys = logged.map((row) => row.split('|')[0]);
    const twice = [...this.#dialled.values()].filter((sids) => sids.size > 1);
    assert.deepEqual(this.#violations, []);
    assert.equal(new Set(keys).size, keys.length, 'doubled rows');
    assert.equal(twice.length, 0, 'tickets redeemed twice');
    for (const row of logged.filter((each) => this.#ended.has(each.split('|')[0])))
      assert.deepEqual(row.split('|').slice(1), ['answered', '42']);
    for (const key of keys) assert.ok(this.#handedOver.has(key), 'a row of a call that was never made');
    const { token, plan, number } = this.#revoked;
    assert.ok(token + plan + number > 0, 'no revocations');
    return {
      calls: this.#ended.size,
      rows: keys.length,
      tickets: this.#dialled.size,
      revocations: token + plan + number,
    };
  }
}
