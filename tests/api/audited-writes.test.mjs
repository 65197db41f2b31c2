// Every write of the dashboard's API has exactly one row in the audit log, and none when it is undone: the database is
// made to fail between the change and its row, and between the row and the commit.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AdminWorld, operations } from './adminWorld.mjs';
import { contents } from './database.mjs';

let world;
let boss;
before(async () => {
  world = await AdminWorld.create();
  boss = world.person('super_admin');
});
after(() => world?.close());

const writes = operations.filter(({ writes, unaudited }) => writes && !unaudited);

/** The super admin with a new session, and as sign-in needs it: with token and password. */
async function caller({ id }) {
  world.sql('delete from admin_sign_ins;');
  if (id === 'signIn') return { token: boss.token, password: world.password };
  return { role: 'super_admin', cookie: await world.signIn(boss), origin: world.gateway.publicUrl };
}

const newest = () => world.sql('select coalesce(max(id), 0) from audit_log;');
const rowsAfter = (id) =>
  world.sql(`select action, actor_user_id from audit_log where id > ${id};`).split('\n').filter(Boolean);

for (const operation of writes) {
  test(`${operation.id}: one row, which names the actor`, async () => {
    const who = await caller(operation);
    const input = await world.input(operation, who);
    const last = newest();
    const { status, body } = await world.ask(operation, who, input);
    assert.equal(status, operation.status, JSON.stringify(body));
    assert.deepEqual(rowsAfter(last), [`${operation.audit}|${boss.id}`]);
  });
}

const faults = {
  'between the change and its row':
    "create trigger fault before insert on audit_log begin select raise(abort, 'injected'); end;",
  'between the row and the commit': `
    create table fault_parent (id integer primary key);
    create table fault_child (id integer primary key references fault_parent (id) deferrable initially deferred);
    create trigger fault after insert on audit_log begin insert into fault_child values (new.id); end;`,
};
const mend = `
  drop trigger if exists fault;
  drop table if exists fault_child;
  drop table if exists fault_parent;`;

for (const [place, fault] of Object.entries(faults)) {
  for (const operation of writes) {
    test(`${operation.id}: neither change nor row when the database fails ${place}`, async () => {
      const who = await caller(operation);
      const input = await world.input(operation, who);
      try {
        world.sql(fault);
        const held = contents(world.gateway);
        const { status, body } = await world.ask(operation, who, input);
        // An answer that tells its progress has begun before it fails: its last line says so.
        const told = Array.isArray(body);
        assert.equal(status, told ? operation.status : 503, JSON.stringify(body));
        assert.equal((told ? body.at(-1) : body).reason, 'unavailable');
        assert.equal(contents(world.gateway), held);
      } finally {
        world.sql(mend);
      }
      const { status } = await world.ask(operation, who, input);
      assert.equal(status, operation.status, 'the same request works once the database does');
    });
  }
}
