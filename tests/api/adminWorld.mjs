// An installation with a dashboard, the operations of its API, and all kinds of callers.
import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import { samples } from './adminSamples.mjs';
import { checkAnswer, specificationText } from './contract.mjs';
import { sql } from './database.mjs';
import { Installation, numbers, randomHex } from './harness.mjs';

/** Each operation under /v1/admin in the contract, with its sample if there is one; those that end sessions last. */
export const operations = Object.entries(parse(specificationText).paths)
  .filter(([path]) => path.startsWith('/v1/admin/'))
  .flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.operationId)
      .map(([method, { operationId }]) => ({ id: operationId, method: method.toUpperCase(), path })),
  )
  .map((operation) => ({ ...operation, ...samples[operation.id] }))
  .map((operation) => ({ ...operation, writes: operation.method !== 'GET' && !operation.reads }))
  .sort((a, b) => Number(a.endsSessions ?? 0) - Number(b.endsSessions ?? 0));

export class AdminWorld {
  password = `a long password ${randomHex(8)}`;
  #count = 300;

  static async create() {
    const world = new AdminWorld();
    world.gateway = await Installation.create();
    world.gateway.seed();
    world.gateway.tryCommandOn(`${world.password}\n`, 'admin', 'set-password');
    await world.gateway.start();
    return world;
  }

  close() {
    return this.gateway.close();
  }

  // What samples are made of.
  sql = (text) => sql(this.gateway, text);
  name = (kind) => `${kind}-${randomHex(6)}`;
  another() {
    this.#count += 1;
    return this.#count;
  }
  /** The id of a new user. */
  user() {
    const id = this.name('user');
    this.gateway.command('user', 'add', id, '--plan', 'premium');
    return id;
  }
  tokenHash(user) {
    return createHash('sha256')
      .update(this.gateway.command('token', 'issue', user))
      .digest('hex');
  }

  /** The id of a new company, reviewed. */
  company() {
    const id = `co_${randomHex(8)}`;
    this.sql(`insert into companies (id, name, name_key, domain, reviewed_at, created_at)
              values ('${id}', 'Some', 'some', '${this.name('some')}.example', 1, 1);`);
    return id;
  }
  /** The id of a number of a company of its own. */
  number({ verified = false } = {}) {
    const company = this.company();
    const id = `num_${randomHex(8)}`;
    this.sql(`insert into phone_numbers (id, company_id, label, e164, region, kind, plausible, number_hash, verified_at, created_at)
              select '${id}', '${company}', label, e164, region, kind, plausible, number_hash, ${verified ? 1 : null}, 1
              from phone_numbers where id = '${this.callableNumber()}';`);
    return id;
  }
  callableNumber() {
    return this.sql(`select n.id from phone_numbers n join companies c on c.id = n.company_id
                     where n.e164 = '${numbers.us}' and c.domain = 'example.com';`);
  }
  /** The id of a new test call of the caller's; for who may have none, one that could be. */
  async testCall(caller) {
    if (!caller.role) return `call_${randomHex(16)}`;
    const body = { number_id: this.callableNumber() };
    const { token, password, cookie } = caller;
    const own = { token, password, cookie, origin: this.gateway.publicUrl };
    const answer = await this.send('POST', '/v1/admin/test-calls', { ...own, body });
    return answer.body.ticket.call_id;
  }

  /** Somebody with a token and this role. */
  person(role) {
    const id = this.name(role);
    this.gateway.command('user', 'add', id, '--role', role, '--plan', 'premium');
    return { id, token: this.gateway.command('token', 'issue', id) };
  }

  /** The cookie of a new session of this person's. */
  async signIn({ token }) {
    const answer = await this.send('POST', '/v1/admin/session', {
      token,
      body: { password: this.password },
    });
    if (answer.status !== 204) throw new Error(`sign-in: ${answer.status}`);
    return answer.headers.get('set-cookie').split(';')[0];
  }

  /** What a request for this operation has to hold, made anew. */
  async input({ path, request }, caller) {
    const { parameters = {}, query, ...more } = (await request?.(this, caller)) ?? {};
    const filled = path.replace(/\{(\w+)\}/g, (_, name) => parameters[name]);
    return { path: query ? `${filled}?${query}` : filled, ...more };
  }

  /** Asks as this caller. The answer is checked against the contract. */
  async ask(operation, caller, input) {
    const { path, ...more } = input ?? (await this.input(operation, caller));
    const { token, password, cookie, origin } = caller;
    const { endless } = operation;
    return this.send(operation.method, path, { token, password, cookie, origin, endless, ...more });
  }

  async send(method, path, { token, password, cookie, origin, body, csv, headers, endless }) {
    const given = {
      'x-tle-token': token,
      'x-admin-password': password,
      cookie,
      origin,
      'content-type': csv ? 'text/csv' : body && 'application/json',
      ...headers,
    };
    const stop = new AbortController();
    const answer = await fetch(`http://127.0.0.1:${this.gateway.port}${path}`, {
      method,
      headers: Object.entries(given).filter(([, value]) => value !== undefined),
      body: csv ?? (body && JSON.stringify(body)),
      signal: stop.signal,
    });
    if (endless && answer.ok) {
      stop.abort();
      return { status: answer.status, headers: answer.headers };
    }
    return {
      status: answer.status,
      headers: answer.headers,
      body: await checkAnswer(method, path, answer),
    };
  }

  /**
   * One of each kind of caller. Who is let in has a `role`, who is not the `refusal`; `refusedToken` is that of the token
   * alone, where it differs: it is what counts at sign-in.
   */
  async callers() {
    const own = this.gateway.publicUrl;
    const { password } = this;
    const people = {};
    for (const kind of ['plain', 'strange', 'revoked', 'disabled', 'demoted', 'signedOut', 'idle', 'old'])
      people[kind] = this.person('admin');
    people.boss = this.person('super_admin');
    const scripts = { admin: this.person('admin'), super_admin: this.person('super_admin') };
    people.user = this.person('user');
    const session = {};
    for (const kind of Object.keys(people))
      if (kind !== 'user') session[kind] = { cookie: await this.signIn(people[kind]), origin: own };
    await this.send('DELETE', '/v1/admin/session', session.signedOut);
    this.gateway.command('token', 'revoke', people.revoked.token);
    this.gateway.command('user', 'disable', people.disabled.id);
    this.gateway.command('user', 'set-role', people.demoted.id, 'user');
    this.#age('idle', 'last_used_at', 30 * 60_000, people.idle);
    this.#age('old', 'created_at', 12 * 3_600_000, people.old);

    const by = (kind) => ({ token: people[kind].token, password });
    const strange = { cookie: session.strange.cookie, role: 'admin' };
    const signedOut = { refusal: 'not_signed_in' };
    const cookieName = session.plain.cookie.split('=')[0];
    return [
      { name: 'nobody', ...signedOut },
      { name: 'a malformed token', token: 'tle_none', password, refusal: 'unauthorized' },
      { name: 'an unknown token', token: `tle_${randomHex(16)}`, password, refusal: 'unauthorized' },
      { name: 'a revoked token', ...by('revoked'), refusal: 'unauthorized' },
      { name: "a user's token alone", token: people.user.token, refusal: 'not_admin' },
      { name: "a user's token and the password", ...by('user'), refusal: 'not_admin' },
      { name: "an admin's token alone", token: people.plain.token, refusal: 'wrong_password' },
      {
        // Whose right password, later, ends the count of wrong ones.
        name: "an admin's token and a wrong password",
        token: scripts.admin.token,
        password: 'some other password',
        refusal: 'wrong_password',
      },
      { name: "a disabled admin's token and the password", ...by('disabled'), refusal: 'user_disabled' },
      { name: "a demoted admin's token and the password", ...by('demoted'), refusal: 'not_admin' },
      { name: 'a malformed session', cookie: `${cookieName}=none`, origin: own, ...signedOut },
      { name: 'an unknown session', cookie: `${cookieName}=${randomHex(32)}`, origin: own, ...signedOut },
      {
        name: "a session under another host's cookie name",
        cookie: `__Host-${session.plain.cookie}`,
        origin: own,
        ...signedOut,
      },
      { name: 'a session whose token was revoked', ...session.revoked, ...signedOut },
      { name: "a disabled admin's session", ...session.disabled, ...signedOut },
      { name: "a demoted admin's session", ...session.demoted, refusal: 'not_admin' },
      { name: 'a session that was signed out of', ...session.signedOut, ...signedOut },
      { name: 'a session unused for 30 minutes', ...session.idle, ...signedOut },
      { name: 'a session of 12 hours', ...session.old, ...signedOut },
      {
        name: "an admin's session with an unknown token",
        ...session.strange,
        token: `tle_${randomHex(16)}`,
        password,
        refusal: 'unauthorized',
      },
      { name: "an admin's session, from another origin", ...strange, origin: 'https://other.example' },
      { name: "an admin's session, from a look-alike origin", ...strange, origin: `${own}.other.example` },
      { name: "an admin's session, from the origin `null`", ...strange, origin: 'null' },
      { name: "an admin's session, without an origin", ...strange },
      {
        name: "an admin's token and the password, from another origin",
        ...by('strange'),
        origin: 'https://other.example',
        role: 'admin',
      },
      ...Object.entries(scripts).map(([role, { token }]) => ({
        name: `${role === 'admin' ? 'an admin' : 'a super admin'}'s token and the password`,
        ...{ token, password, role },
      })),
      { name: "an admin's session", ...session.plain, role: 'admin' },
      { name: "a super admin's session", ...session.boss, role: 'super_admin' },
    ];
  }

  #age(what, column, milliseconds, { token }) {
    const hash = createHash('sha256').update(token).digest('hex');
    const changed = this.sql(
      `update admin_sessions set ${column} = ${column} - ${milliseconds} where token_hash = '${hash}'; select changes();`,
    );
    if (changed !== '1') throw new Error(`the ${what} session was not found`);
  }
}
