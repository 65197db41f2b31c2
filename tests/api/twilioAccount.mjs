// A Twilio account as far as `provision` and `doctor` ask for it, with the rules of the kinds of keys. For misconfigurations
// that are made on purpose; every request is kept.
import { createServer } from 'node:http';
import { randomHex, randomSid } from './harness.mjs';

export class TwilioAccount {
  status = 'active';
  type = 'Full';
  keys = [];
  applications = [];
  numbers = [];
  callerIds = [];
  countries = [
    { iso_code: 'US', low_risk_numbers_enabled: true },
    { iso_code: 'GB', low_risk_numbers_enabled: false },
  ];
  requests = [];
  clockOffsetSeconds = 0;

  constructor({ account, authToken }) {
    this.account = account;
    this.authToken = authToken;
  }

  static async start(installation) {
    const twilio = new TwilioAccount(installation);
    twilio.server = createServer((request, response) => twilio.#serve(request, response));
    await new Promise((done) => twilio.server.listen(0, '127.0.0.1', done));
    twilio.url = `http://127.0.0.1:${twilio.server.address().port}`;
    return twilio;
  }
  stop() {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(done));
  }

  addKey(fields = {}) {
    const key = {
      sid: randomSid('SK'),
      friendly_name: '',
      secret: randomHex(16),
      kind: 'standard',
      ...fields,
    };
    this.keys.push(key);
    return key;
  }
  addNumber(e164, fields = {}) {
    this.numbers.push({
      sid: randomSid('PN'),
      phone_number: e164,
      capabilities: { voice: true },
      emergency_status: 'Active',
      emergency_address_sid: randomSid('AD'),
      ...fields,
    });
  }
  get writes() {
    return this.requests.filter(({ method }) => method === 'POST');
  }

  async #serve(request, response) {
    let body = '';
    for await (const part of request) body += part;
    this.requests.push({ method: request.method, url: request.url, body });
    const { status = 200, ...document } = this.#answer(request, new URLSearchParams(body));
    response.sendDate = false;
    response.setHeader('Date', new Date(Date.now() + this.clockOffsetSeconds * 1000).toUTCString());
    response.setHeader('Content-Type', 'application/json');
    response.statusCode = status;
    response.end(JSON.stringify(document.body ?? document));
  }

  #answer(request, form) {
    const url = new URL(request.url, this.url);
    const who = this.#authenticate(request.headers.authorization);
    if (url.pathname === '/2010-04-01.json') return { versions: [] };
    if (!who) return error(401, 20003, 'Authenticate');
    const base = `/2010-04-01/Accounts/${this.account}`;
    const privileged = url.pathname === `${base}.json` || url.pathname.startsWith(`${base}/Keys`);
    if (who === 'restricted') return error(403, 70051, 'Missing permission');
    if (who === 'standard' && privileged) return error(401, 20003, 'Authenticate');
    if (url.pathname === `${base}.json`)
      return {
        body: { sid: this.account, status: this.status, type: this.type, auth_token: this.authToken },
      };
    if (url.pathname === '/v1/DialingPermissions/Countries')
      return { content: this.countries, meta: { next_page_url: null, key: 'content' } };
    const post = request.method === 'POST';
    if (url.pathname === `${base}/Keys.json`) {
      if (!post)
        return page(
          'keys',
          this.keys.map(({ sid, friendly_name }) => ({ sid, friendly_name })),
        );
      const { sid, friendly_name, secret } = this.addKey({ friendly_name: form.get('FriendlyName') });
      return { status: 201, body: { sid, friendly_name, secret } };
    }
    const wanted = url.searchParams.get('PhoneNumber');
    const matching = (list) => list.filter(({ phone_number }) => !wanted || phone_number === wanted);
    if (url.pathname === `${base}/IncomingPhoneNumbers.json`)
      return page('incoming_phone_numbers', matching(this.numbers));
    if (url.pathname === `${base}/OutgoingCallerIds.json`)
      return page('outgoing_caller_ids', matching(this.callerIds));
    return this.#applications(url, base, post, form);
  }

  #applications(url, base, post, form) {
    if (url.pathname === `${base}/Applications.json`) {
      const name = url.searchParams.get('FriendlyName');
      if (!post)
        return page(
          'applications',
          this.applications.filter((app) => !name || app.friendly_name === name),
        );
      const app = { sid: randomSid('AP') };
      for (const field of applicationFields) app[field] = field.endsWith('method') ? 'POST' : '';
      this.applications.push(app);
      return { status: 201, body: change(app, form) };
    }
    const app = this.applications.find(({ sid }) => url.pathname === `${base}/Applications/${sid}.json`);
    if (!app) return error(404, 20404, 'Not found');
    return { body: post ? change(app, form) : app };
  }

  #authenticate(header = '') {
    const [user, secret] = Buffer.from(header.replace('Basic ', ''), 'base64').toString().split(':');
    if (user === this.account && secret === this.authToken) return 'account';
    return this.keys.find((key) => key.sid === user && key.secret === secret)?.kind;
  }
}

const applicationFields = [
  'friendly_name',
  'voice_url',
  'voice_method',
  'voice_fallback_url',
  'voice_fallback_method',
  'status_callback',
  'status_callback_method',
];
function change(app, form) {
  for (const [name, value] of form)
    app[name.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase()] = value;
  return app;
}
const page = (name, items) => ({ [name]: items, next_page_uri: null, page: 0, page_size: 50 });
const error = (status, code, message) => ({ status, body: { code, message, more_info: '', status } });
