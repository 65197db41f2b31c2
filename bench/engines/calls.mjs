// Whole calls against a gateway: ticket, voice webhook, callbacks. As lean as it can be, as it shares the machine.
import { createHmac, randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { activeUser } from './seed.mjs';

const agent = new Agent({ keepAlive: true, maxSockets: 256 });
const sid = (prefix) => prefix + randomBytes(16).toString('hex');

/** Gives status, text and milliseconds. */
function post(port, path, headers, body) {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request({ port, path, method: 'POST', headers, agent }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece) => {
        text += piece;
      });
      answer.on('end', () =>
        resolve({ status: answer.statusCode, text, milliseconds: performance.now() - started }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export class Caller {
  /** `at`: of the node for each request, a port. */
  constructor(installation, at, numberId) {
    Object.assign(this, { installation, at, numberId });
  }

  async #webhook(path, fields) {
    const { publicUrl, authToken, account } = this.installation;
    const all = { AccountSid: account, ApiVersion: '2010-04-01', ...fields };
    const text = Object.keys(all)
      .sort()
      .reduce((sum, name) => sum + name + all[name], publicUrl + path);
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': createHmac('sha1', authToken).update(text).digest('base64'),
    };
    return post(this.at(), path, headers, new URLSearchParams(all).toString());
  }

  /** One call that was answered. Gives its ids and the milliseconds of each request. */
  async call(user) {
    const headers = { 'x-tle-token': user.token, 'content-type': 'application/json' };
    const ticketed = await post(
      this.at(),
      '/v1/voice/calls',
      headers,
      JSON.stringify({ number_id: this.numberId }),
    );
    if (ticketed.status !== 201) throw new Error(`ticket: ${ticketed.status} ${ticketed.text}`);
    const { call_id: id, ticket } = JSON.parse(ticketed.text);
    const parent = sid('CA');
    const child = sid('CA');
    const from = `client:u_${user.hash}`;
    const voice = await this.#webhook('/v1/twilio/voice', {
      CallSid: parent,
      ApplicationSid: this.installation.app,
      CallStatus: 'ringing',
      Direction: 'inbound',
      From: from,
      Caller: from,
      To: '',
      Called: '',
      ticket,
    });
    if (!voice.text.includes('<Dial')) throw new Error(`voice: ${voice.status} ${voice.text}`);
    const ended = await this.#webhook(`/v1/twilio/status?call=${id}`, {
      CallSid: child,
      ParentCallSid: parent,
      CallStatus: 'completed',
      CallDuration: '42',
      Direction: 'outbound-dial',
      SequenceNumber: '3',
    });
    const dialled = await this.#webhook(`/v1/twilio/dial-result?call=${id}`, {
      CallSid: parent,
      From: from,
      CallStatus: 'in-progress',
      Direction: 'inbound',
      DialCallStatus: 'completed',
      DialCallSid: child,
      DialCallDuration: '42',
      DialBridged: 'true',
    });
    const over = await this.#webhook('/v1/twilio/status', {
      CallSid: parent,
      From: from,
      CallStatus: 'completed',
      CallDuration: '45',
      Direction: 'inbound',
    });
    for (const { status, text } of [ended, dialled, over])
      if (status >= 300) throw new Error(`callback: ${status} ${text}`);
    return {
      user,
      callId: id,
      ticket,
      sid: parent,
      childSid: child,
      milliseconds: [ticketed, voice, ended, dialled, over].map((answer) => answer.milliseconds),
    };
  }

  /** Calls of many users side by side, for some seconds. */
  async run(seconds, side) {
    const until = performance.now() + seconds * 1000;
    const times = [];
    let calls = 0;
    const play = async (index) => {
      while (performance.now() < until) {
        times.push(...(await this.call(activeUser(index))).milliseconds);
        calls += 1;
      }
    };
    await Promise.all(Array.from({ length: side }, (_, i) => play(i + 1)));
    return { calls, times };
  }
}
