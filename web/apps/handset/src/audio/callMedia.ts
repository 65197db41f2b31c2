// The sound of one call: a peer connection, and around it what this phone says and what it hears.
import type { AudioDesk } from './audioDesk';
import { LevelMeter } from './levelMeter';

export interface LocalAnswer {
  sdp: string;
  /** Whether the browser found an address of its own to receive audio at. */
  reachable: boolean;
}

export interface CallMediaEvents {
  onPath(path: 'flowing' | 'interrupted'): void;
  onKeys(keys: string): void;
}

/** The caller never sends candidates and takes none after the answer, so the answer waits for all of ours. */
const GATHERING_LIMIT_MS = 2000;

export class CallMedia {
  readonly received: LevelMeter;
  readonly sent: LevelMeter;
  readonly #context: AudioContext;
  readonly #peer = new RTCPeerConnection();
  readonly #incoming: GainNode;
  readonly #outgoing: GainNode;
  readonly #line: MediaStreamAudioDestinationNode;
  readonly #stopHearingKeys: () => void;
  #speaking: AudioNode | undefined;
  #microphone: MediaStream | undefined;
  /** Chrome hands a remote stream to Web Audio only while some media element plays it; this one is mute. */
  readonly #pump = new Audio();

  constructor(desk: AudioDesk, events: CallMediaEvents) {
    this.#context = desk.start();
    this.#incoming = new GainNode(this.#context);
    this.#outgoing = new GainNode(this.#context);
    this.#line = new MediaStreamAudioDestinationNode(this.#context, { channelCount: 1 });
    this.#outgoing.connect(this.#line);
    this.received = new LevelMeter(this.#incoming);
    this.sent = new LevelMeter(this.#outgoing);
    this.#stopHearingKeys = desk.hearKeys(this.#incoming, events.onKeys);

    this.#peer.ontrack = ({ track, streams }) => this.#receive(streams[0] ?? new MediaStream([track]));
    this.#peer.onconnectionstatechange = () => {
      const state = this.#peer.connectionState;
      if (state === 'connected') events.onPath('flowing');
      if (state === 'disconnected' || state === 'failed') events.onPath('interrupted');
    };
  }

  /** Rejects when the offer cannot be used, and when the call is closed meanwhile. */
  async answer(offer: string): Promise<LocalAnswer> {
    await this.#peer.setRemoteDescription({ type: 'offer', sdp: offer });
    for (const track of this.#line.stream.getAudioTracks()) this.#peer.addTrack(track, this.#line.stream);
    return this.#localAnswer();
  }

  /** Answers the caller's ICE restart. */
  async renegotiate(offer: string): Promise<LocalAnswer> {
    await this.#peer.setRemoteDescription({ type: 'offer', sdp: offer });
    return this.#localAnswer();
  }

  /** From now on the caller hears this, and nothing else. */
  speak(source: AudioNode): void {
    this.#stopSpeaking();
    source.connect(this.#outgoing);
    this.#speaking = source;
  }

  /** From now on the caller hears this microphone, which is closed with the call. */
  speakThrough(microphone: MediaStream): void {
    this.speak(new MediaStreamAudioSourceNode(this.#context, { mediaStream: microphone }));
    this.#microphone = microphone;
  }

  /** Lets the caller be heard on this computer's loudspeaker. */
  setListening(on: boolean): void {
    // Disconnecting what is not connected throws, so it is always connected first; twice is the same as once.
    this.#incoming.connect(this.#context.destination);
    if (!on) this.#incoming.disconnect(this.#context.destination);
  }

  close(): void {
    this.#peer.ontrack = null;
    this.#peer.onconnectionstatechange = null;
    this.#peer.close();
    this.#stopSpeaking();
    this.#stopHearingKeys();
    this.#pump.srcObject = null;
    this.#incoming.disconnect();
    this.#outgoing.disconnect();
  }

  async #localAnswer(): Promise<LocalAnswer> {
    const gathered = allCandidates(this.#peer);
    await this.#peer.setLocalDescription(await this.#peer.createAnswer());
    await gathered;
    const sdp = this.#peer.localDescription?.sdp;
    if (!sdp) throw new Error('The call ended while it was being answered');
    return { sdp, reachable: sdp.includes('a=candidate:') };
  }

  #receive(stream: MediaStream): void {
    this.#pump.muted = true;
    this.#pump.srcObject = stream;
    // Muted playback needs no gesture; it is refused only when the call is already over.
    this.#pump.play().catch(() => undefined);
    new MediaStreamAudioSourceNode(this.#context, { mediaStream: stream }).connect(this.#incoming);
  }

  #stopSpeaking(): void {
    this.#speaking?.disconnect();
    if (this.#speaking instanceof AudioBufferSourceNode) this.#speaking.stop();
    for (const track of this.#microphone?.getTracks() ?? []) track.stop();
    this.#speaking = undefined;
    this.#microphone = undefined;
  }
}

/** Waits for the end-of-candidates event rather than for `iceGatheringState`, which still says "complete" of the
 * last time when an ICE restart begins. */
function allCandidates(peer: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    const limit = setTimeout(done, GATHERING_LIMIT_MS);
    function done() {
      clearTimeout(limit);
      peer.removeEventListener('icecandidate', onCandidate);
      resolve();
    }
    function onCandidate({ candidate }: RTCPeerConnectionIceEvent) {
      if (!candidate) done();
    }
    peer.addEventListener('icecandidate', onCandidate);
  });
}
