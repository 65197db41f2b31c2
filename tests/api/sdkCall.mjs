// The Voice SDK's side of a call, without browser and audio: what a dialer does, over the sandbox's real signalling.
import { once } from 'node:events';
import twilio from 'twilio';
import { WebSocket } from 'ws';
import { randomHex } from './harness.mjs';

const offer = [
  'v=0',
  'o=- 5856961685441177748 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 0 111 126',
  'c=IN IP4 0.0.0.0',
  'a=rtcp:9 IN IP4 0.0.0.0',
  'a=ice-ufrag:2C3n',
  'a=ice-pwd:iOskxChLeeckjTV8YBInkJnN',
  'a=ice-options:trickle',
  `a=fingerprint:sha-256 ${Array(32).fill('AB').join(':')}`,
  'a=setup:actpass',
  'a=mid:0',
  'a=sendrecv',
  'a=rtcp-mux',
  'a=rtpmap:0 PCMU/8000',
  'a=rtpmap:111 opus/48000/2',
  'a=rtpmap:126 telephone-event/8000',
  '',
].join('\r\n');

/** An access token as Twilio's own library makes it. */
export function accessToken(installation, identity, { key, secret, app } = {}) {
  const token = new twilio.jwt.AccessToken(
    installation.account,
    key ?? installation.apiKey,
    secret ?? installation.apiSecret,
    { identity },
  );
  token.addGrant(new twilio.jwt.AccessToken.VoiceGrant({ outgoingApplicationSid: app ?? installation.app }));
  return token.toJwt();
}

export class SdkCall {
  #frames = [];
  #wake = () => {};

  /** Shows the token. Gives the call, or throws the signalling error's code. */
  static async connect(sandbox, token) {
    const call = new SdkCall();
    call.socket = new WebSocket(sandbox.url.replace('http', 'ws').concat('/signal'), {
      origin: 'http://127.0.0.1',
    });
    call.socket.on('message', (data) => {
      if (`${data}` === '\n') return call.socket.send('\n');
      call.#frames.push(JSON.parse(data));
      return call.#wake();
    });
    call.socket.on('close', () => call.#wake());
    await once(call.socket, 'open');
    call.#send('listen', { token, reconnectTimeout: 0 });
    const { type, payload } = await call.next();
    if (type !== 'connected') throw Object.assign(new Error('refused'), { code: payload.error?.code });
    return call;
  }

  #send(type, payload) {
    this.socket.send(JSON.stringify({ type, payload, version: '1.6' }));
  }

  /** The next frame. */
  async next() {
    while (this.#frames.length === 0) {
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error('The sandbox closed the socket.');
      await new Promise((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#frames.shift();
  }

  invite(parameters) {
    const params = Object.entries(parameters)
      .map((pair) => pair.map(encodeURIComponent).join('='))
      .join('&');
    this.id = `TJS${randomHex(8)}`;
    this.#send('invite', { callsid: this.id, sdp: offer, twilio: { params } });
  }

  /** Waits for a frame of that type, and notes the CallSid. Throws when the call ends before. */
  async until(type) {
    for (;;) {
      const frame = await this.next();
      if (frame.payload?.callsid) this.sid = frame.payload.callsid;
      if (frame.type === type) return frame.payload;
      if (frame.type === 'hangup') throw new Error(`The call ended: ${JSON.stringify(frame.payload)}`);
    }
  }

  /** Waits for the end, whatever it is, and closes the socket. */
  async over() {
    if (!this.hungUp) while ((await this.next()).type !== 'hangup');
    this.close();
  }

  hangUp() {
    this.hungUp = true;
    this.#send('hangup', { callsid: this.sid ?? this.id });
  }
  close() {
    this.socket.close();
  }
}
