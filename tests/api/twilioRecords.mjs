// Twilio's records of calls, and nothing else of it: what a gateway is answered that asks how a call ended.
import { createServer } from 'node:http';
import { numbers, randomSid } from './harness.mjs';

const rfc2822 = (time) => new Date(time).toUTCString().replace('GMT', '+0000');

export class TwilioRecords {
  /** Its `url` is to be the gateway's TWILIO_API_URL. */
  static async listening() {
    const twilio = new TwilioRecords();
    twilio.server = createServer((request, response) => twilio.answer(request, response));
    await new Promise((resolve) => twilio.server.listen(0, '127.0.0.1', resolve));
    twilio.url = `http://127.0.0.1:${twilio.server.address().port}`;
    return twilio;
  }

  /** CallSid to record, in Twilio's own form. */
  records = new Map();
  /** How often the callee's legs of a call were asked for, by the browser's leg. */
  asked = new Map();
  down = false;
  /** Takes requests and answers none. */
  silent = false;

  close() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  /** The leg of a browser that is over. */
  addParent(call, { endedAgo = 60_000, status = 'completed', duration = '50' } = {}) {
    const ended = Date.now() - endedAgo;
    this.add({
      sid: call.sid,
      from: `client:${call.identity}`,
      to: '',
      direction: 'inbound',
      status,
      duration,
      ended,
    });
  }

  /** The leg of its callee. */
  addChild(call, { status, duration = '0', answeredBy = null, to = numbers.us }) {
    this.add({
      sid: call.childSid ?? randomSid('CA'),
      parent: call.sid,
      from: '+14155550199',
      to,
      direction: 'outbound-dial',
      status,
      duration,
      answeredBy,
      ended: Date.now() - 60_000,
    });
  }

  add({ sid, parent = null, from, to, direction, status, duration, answeredBy = null, ended }) {
    this.records.set(sid, {
      sid,
      parent_call_sid: parent,
      from,
      to,
      direction,
      status,
      duration,
      answered_by: answeredBy,
      date_created: rfc2822(Date.now()),
      start_time: rfc2822(Date.now()),
      end_time: rfc2822(ended),
    });
  }

  answer(request, response) {
    const url = new URL(request.url, this.url);
    const send = (status, body) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const one = url.pathname.match(/\/Calls\/(CA[0-9a-f]{32})\.json$/);
    const parent = url.searchParams.get('ParentCallSid');
    if (parent) this.asked.set(parent, (this.asked.get(parent) ?? 0) + 1);
    if (this.silent) return undefined;
    if (this.down) return send(503, { code: 20503, message: 'Service unavailable', status: 503 });
    if (one) {
      const record = this.records.get(one[1]);
      return record ? send(200, record) : send(404, { code: 20404, message: 'Not found', status: 404 });
    }
    if (parent) {
      const children = [...this.records.values()].filter(({ parent_call_sid: of }) => of === parent);
      return send(200, { calls: children, next_page_uri: null });
    }
    const since = Date.parse(url.searchParams.get('StartTime>'));
    const all = [...this.records.values()].filter(({ start_time: start }) => Date.parse(start) >= since);
    const from = Number(url.searchParams.get('Page') ?? 0);
    const size = 100; // less than was asked for: Twilio may
    url.searchParams.set('Page', from + 1);
    const next = all.length > (from + 1) * size ? `${url.pathname}${url.search}` : null;
    return send(200, { calls: all.slice(from * size, (from + 1) * size), next_page_uri: next });
  }
}
