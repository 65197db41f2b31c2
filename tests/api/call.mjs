// Plays Twilio for one call of the API tests.
import twilio from 'twilio';
import { client, webhook } from './contract.mjs';
import { numbers, randomSid } from './harness.mjs';

export async function companyNumbers(installation, user) {
  const { body } = await client(installation, user.token)('GET', '/v1/companies?domain=example.com');
  return Object.fromEntries(body.companies[0].numbers.map((number) => [number.label, number]));
}

/** Asks for a ticket. Gives the checked answer. */
export async function askForTicket(installation, user, numberId) {
  return client(installation, user.token)('POST', '/v1/voice/calls', { body: { number_id: numberId } });
}

export class Call {
  constructor(installation, user) {
    this.installation = installation;
    this.user = user;
    this.sid = randomSid('CA');
    this.childSid = randomSid('CA');
  }

  /** Ticket and access token: what a dialer has before it connects. */
  static async prepare(installation, user = installation.users.premium, label = 'us') {
    const call = new Call(installation, user);
    const directory = await companyNumbers(installation, user);
    const answer = await askForTicket(installation, user, directory[label].id);
    if (answer.status !== 201) throw new Error(`No ticket: ${JSON.stringify(answer.body)}`);
    Object.assign(call, { id: answer.body.call_id, ticket: answer.body.ticket, number: numbers[label] });
    const token = await client(installation, user.token)('POST', '/v1/voice/token');
    call.identity = token.body.identity;
    return call;
  }

  /** A ticket that was redeemed: Twilio dials. */
  static async dialed(...args) {
    const call = await Call.prepare(...args);
    call.twiml = (await call.redeem()).body;
    return call;
  }

  get voiceFields() {
    return {
      CallSid: this.sid,
      ApplicationSid: this.installation.app,
      CallStatus: 'ringing',
      Direction: 'inbound',
      From: `client:${this.identity}`,
      Caller: `client:${this.identity}`,
      To: '',
      Called: '',
      ticket: this.ticket,
    };
  }

  redeem(fields = {}, options) {
    return webhook(this.installation, '/v1/twilio/voice', { ...this.voiceFields, ...fields }, options);
  }

  send(kind, fields) {
    return webhook(this.installation, `/v1/twilio/${kind}?call=${this.id}`, fields);
  }

  childStatus(status, fields = {}) {
    return this.send('status', {
      CallSid: this.childSid,
      ParentCallSid: this.sid,
      CallStatus: status,
      Direction: 'outbound-dial',
      From: this.installation.callerId,
      To: this.number,
      Called: this.number,
      CallbackSource: 'call-progress-events',
      ...fields,
    });
  }

  amd(answeredBy) {
    return this.send('amd', {
      CallSid: this.childSid,
      AnsweredBy: answeredBy,
      MachineDetectionDuration: '3000',
    });
  }

  dialResult(status, fields = {}) {
    return this.send('dial-result', {
      CallSid: this.sid,
      From: `client:${this.identity}`,
      CallStatus: 'in-progress',
      Direction: 'inbound',
      DialCallStatus: status,
      DialCallSid: this.childSid,
      ...fields,
    });
  }

  /** The TwiML App's status callback, which knows no call id. */
  parentEnded(fields = {}) {
    return webhook(this.installation, '/v1/twilio/status', {
      CallSid: this.sid,
      From: `client:${this.identity}`,
      CallStatus: 'completed',
      Direction: 'inbound',
      ...fields,
    });
  }

  /** Every callback of a call that a person answered and that lasted some seconds. */
  get answeredCallbacks() {
    return [
      () => this.childStatus('initiated', { SequenceNumber: '0' }),
      () => this.childStatus('ringing', { SequenceNumber: '1' }),
      () => this.childStatus('in-progress', { SequenceNumber: '2' }),
      () => this.amd('human'),
      () =>
        this.childStatus('completed', {
          SequenceNumber: '3',
          CallDuration: '42',
          Duration: '1',
          SipResponseCode: '200',
        }),
      () => this.dialResult('completed', { DialCallDuration: '42', DialBridged: 'true' }),
      () => this.parentEnded({ CallDuration: '43', Duration: '1' }),
    ];
  }

  async state() {
    return (await client(this.installation, this.user.token)('GET', `/v1/voice/calls/${this.id}`)).body;
  }
}

/** TwiML as Twilio's own builder writes it, for the same call. */
export function expectedDial(call) {
  const { publicUrl, callerId } = call.installation;
  const callback = (kind) => `${publicUrl}/v1/twilio/${kind}?call=${call.id}#rc=3&rp=ct,rt,5xx`;
  const response = new twilio.twiml.VoiceResponse();
  const dial = response.dial({
    answerOnBridge: true,
    callerId,
    timeLimit: 3600,
    timeout: 30,
    action: callback('dial-result'),
    method: 'POST',
  });
  dial.number(
    {
      statusCallback: callback('status'),
      statusCallbackMethod: 'POST',
      statusCallbackEvent: 'initiated ringing answered completed',
      machineDetection: 'Enable',
      machineDetectionTimeout: 30,
      amdStatusCallback: callback('amd'),
      amdStatusCallbackMethod: 'POST',
    },
    call.number,
  );
  return response.toString();
}
