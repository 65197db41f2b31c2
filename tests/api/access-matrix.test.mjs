// Every operation of the dashboard's API times every kind of caller, from the contract and a few rules. What is refused
// changes nothing.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { AdminWorld, operations } from './adminWorld.mjs';
import { contents } from './database.mjs';

let world;
before(async () => {
  world = await AdminWorld.create();
});
after(() => world?.close());

const statuses = {
  bad_request: 400,
  not_signed_in: 401,
  unauthorized: 401,
  wrong_password: 401,
  not_admin: 403,
  not_super_admin: 403,
  origin_not_allowed: 403,
  user_disabled: 403,
};

/** Who may do what: the first rule that applies says why not. */
const rules = [
  {
    reason: 'origin_not_allowed',
    when: ({ method }, { origin }) =>
      method !== 'GET' && origin !== undefined && origin !== world.gateway.publicUrl,
  },
  { reason: 'bad_request', when: ({ id }, { password }) => id === 'signIn' && password === undefined },
  { reason: 'unauthorized', when: ({ id }, { token }) => id === 'signIn' && token === undefined },
  {
    reason: 'origin_not_allowed',
    when: ({ method }, { cookie, token, origin }) =>
      method !== 'GET' && cookie !== undefined && token === undefined && origin === undefined,
  },
  { reason: (caller) => caller.refusal, when: (_, { role }) => role === undefined },
  { reason: 'not_super_admin', when: ({ superOnly }, { role }) => superOnly && role !== 'super_admin' },
];

/** The reason of the refusal; undefined: it works. */
function expectedRefusal(operation, caller) {
  const rule = rules.find(({ when }) => when(operation, caller));
  return typeof rule?.reason === 'function' ? rule.reason(caller) : rule?.reason;
}

test('every operation of the contract has a sample', () => {
  const missing = operations.filter(({ status }) => !status).map(({ id }) => id);
  assert.deepEqual(missing, [], 'add them to adminSamples.mjs');
});

test('every operation times every kind of caller', async () => {
  let callers = await world.callers();
  const rows = [];
  for (const operation of operations) {
    const refused = callers.filter((caller) => expectedRefusal(operation, caller));
    const allowed = callers.filter((caller) => !refused.includes(caller));
    const statusOf = new Map();
    // All of them send the same, as it stays unused.
    const input = await world.input(operation, { password: world.password });
    const held = contents(world.gateway);
    for (const caller of refused) {
      const own = operation.id === 'signIn' ? await world.input(operation, caller) : input;
      const { status, headers, body } = await world.ask(operation, caller, own);
      const reason = expectedRefusal(operation, caller);
      const place = `${operation.id} by ${caller.name}`;
      assert.deepEqual({ status, reason: body?.reason }, { status: statuses[reason], reason }, place);
      assert.equal(headers.get('cache-control'), 'no-store', place);
      statusOf.set(caller, status);
    }
    assert.equal(contents(world.gateway), held, `${operation.id} changed something for one who was refused`);
    for (const caller of allowed) {
      const { status, headers, body } = await world.ask(operation, caller);
      const place = `${operation.id} by ${caller.name}`;
      assert.equal(status, operation.status, `${place}: ${JSON.stringify(body)}`);
      assert.equal(headers.get('cache-control'), 'no-store', place);
      statusOf.set(caller, status);
    }
    rows.push({ operation, cells: callers.map((caller) => statusOf.get(caller)) });
    if (operation.endsSessions) callers = await world.callers();
  }
  print(rows, callers);
});

/** For people: build/access-matrix.md. */
function print(rows, callers) {
  const legend = callers.map(({ name }, i) => `${i + 1}. ${name}`);
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const table = [
    line(['operation', ...callers.map((_, i) => i + 1)]),
    line(['---', ...callers.map(() => '---')]),
    ...rows.map(({ operation, cells }) =>
      line([`${operation.method} ${operation.path}${operation.superOnly ? ' (super admin)' : ''}`, ...cells]),
    ),
  ];
  const folder = fileURLToPath(new URL('../../build/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const text = `# Who may do what\n\nCallers:\n\n${legend.join('\n')}\n\n${table.join('\n')}\n`;
  writeFileSync(`${folder}access-matrix.md`, text);
}
