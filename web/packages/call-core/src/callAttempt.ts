import type { GatewayClient } from '@teleperson/api';
import { AccessTokens } from './accessTokens';
import type { CallEvent } from './callReducer';
import { resultOf, waitForEnd } from './callResult';
import type { DialTarget, Levels } from './callSnapshot';
import { type CallOptions, deviceOptions } from './deviceOptions';
import { endCall } from './endCall';
import { CallFailure, toCallFailure } from './failure';
import { observeCall } from './observeCall';
import type { Ringback } from './ringback';
import { SleepWatch } from './sleepWatch';
import { type ChosenDevices, VoiceLine } from './voiceLine';
import type { VoiceCall, VoiceSdk } from './voiceSdk';

export type CallGateway = Pick<
  GatewayClient,
  'voiceConfig' | 'createAccessToken' | 'createCall' | 'call' | 'endCall'
>;

export interface AttemptContext {
  gateway: CallGateway;
  loadSdk: () => Promise<{ sdk: VoiceSdk; sandboxHost: string | undefined }>;
  requestMicrophone: (signal: AbortSignal) => Promise<void>;
  onCallId: (callId: string) => void;
  ringback: Ringback;
  options: CallOptions;
  chosenDevices: ChosenDevices;
  report: (event: CallEvent) => void;
  reportLevels: (levels: Levels) => void;
}

/** Twilio waits up to 15 s for the voice webhook and may then ask its fallback for as long. */
const responseTimeoutMs = 35_000;

/** Twilio's code for a lost socket, which the SDK leaves out when it gives a ringing call up. */
const signalingDisconnected = 53001;

/** One call, from the click to the reason for its end. */
export class CallAttempt {
  readonly #context: AttemptContext;
  readonly #tokens: AccessTokens;
  readonly #abort = new AbortController();
  readonly #sleep = new SleepWatch();
  #callId: string | undefined;
  #line: VoiceLine | undefined;
  #call: VoiceCall | undefined;
  #answeredAtMs: number | undefined;
  #errorCode: number | undefined;
  #signalingDown = false;
  #hungUp = false;
  #finishing = false;
  #responseTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: AttemptContext) {
    this.#context = context;
    this.#tokens = new AccessTokens(() => context.gateway.createAccessToken());
  }

  get line(): VoiceLine | undefined {
    return this.#line;
  }

  async start(target: DialTarget): Promise<void> {
    const { gateway, options, chosenDevices, report } = this.#context;
    const { signal } = this.#abort;
    try {
      const loading = this.#context.loadSdk();
      loading.catch(() => undefined); // Awaited below, unless the microphone fails first.
      await this.#context.requestMicrophone(signal);
      signal.throwIfAborted();
      report({ type: 'microphone-ready' });

      const { sdk, sandboxHost } = await loading;
      const token = await this.#tokens.fetch();
      signal.throwIfAborted();
      // A hang-up does not abort this one request: we must learn the call's id to void its ticket.
      const { call_id, ticket } = await gateway.createCall(target.numberId);
      if (signal.aborted) return void endCall(gateway, call_id);
      this.#callId = call_id;
      this.#context.onCallId(call_id);

      this.#line = new VoiceLine(sdk, token, this.#tokens, deviceOptions(options, sandboxHost));
      this.#call = await this.#line.connect(ticket, chosenDevices, signal);
      this.#observe(this.#call);
    } catch (error) {
      this.#finish(toCallFailure(error));
    }
  }

  hangup(): void {
    if (this.#finishing) return;
    this.#hungUp = true;
    this.#abort.abort();
    this.#call?.disconnect();
    this.#finish();
  }

  mute(muted: boolean): void {
    this.#call?.mute(muted);
  }

  sendDigits(digits: string): void {
    this.#call?.sendDigits(digits);
  }

  #observe(call: VoiceCall): void {
    const { report, reportLevels, ringback, chosenDevices } = this.#context;
    this.#responseTimer = setTimeout(() => this.#finish(new CallFailure('no_response')), responseTimeoutMs);
    observeCall(call, {
      ringing: (hasEarlyMedia) => {
        clearTimeout(this.#responseTimer);
        report({ type: 'ringing' });
        if (hasEarlyMedia) ringback.stop();
        else if (!this.#finishing) ringback.start();
      },
      answered: () => {
        clearTimeout(this.#responseTimer);
        ringback.stop();
        this.#answeredAtMs = Date.now();
        report({ type: 'answered', atMs: this.#answeredAtMs });
        const { speaker } = chosenDevices;
        if (speaker) this.#line?.chooseSpeaker(speaker).catch(() => undefined); // Gone: the default one plays.
      },
      trouble: () => report({ type: 'trouble' }),
      recovered: () => {
        this.#signalingDown = false;
        report({ type: 'recovered' });
      },
      signalingLost: () => {
        this.#signalingDown = true;
      },
      closed: () => this.#finish(),
      error: (code) => {
        this.#errorCode = code;
        setTimeout(() => {
          if (!this.#finishing) this.#errorCode = undefined; // The call goes on, so this did not end it.
        });
      },
      muted: (muted) => report({ type: 'muted', muted }),
      quality: (quality) => report({ type: 'quality', quality }),
      levels: reportLevels,
    });
  }

  #finish(failure?: CallFailure): void {
    if (this.#finishing) return;
    this.#finishing = true;
    clearTimeout(this.#responseTimer);
    this.#context.ringback.stop();
    this.#context.report({ type: 'ending' });
    this.#context.reportLevels({ microphone: 0, remote: 0 });
    if (failure) this.#call?.disconnect();
    this.#line?.close();
    void this.#reportResult(failure);
  }

  async #reportResult(failure: CallFailure | undefined): Promise<void> {
    const { gateway, report } = this.#context;
    const callId = this.#callId;
    const connected = this.#call !== undefined;
    const slept = this.#sleep.stop();
    const talkedSeconds =
      this.#answeredAtMs === undefined ? undefined : (Date.now() - this.#answeredAtMs) / 1000;
    if (callId && (failure || !connected || this.#signalingDown)) void endCall(gateway, callId);
    if (failure) {
      const { reason, code, retryAfterSeconds } = failure;
      report({ type: 'failed', reason, ...(code !== undefined && { code }), retryAfterSeconds });
      return;
    }
    const call = callId && connected ? await waitForEnd(gateway, callId) : undefined;
    const errorCode = this.#errorCode ?? (this.#signalingDown ? signalingDisconnected : undefined);
    report(resultOf(call, { hungUp: this.#hungUp, slept, talkedSeconds, errorCode }));
  }
}
