/** What the caller hears while the callee's phone rings and the network sends no tone of its own. */
export interface Ringback {
  start(): void;
  stop(): void;
}

// North America's ringback (ITU-T E.180 supplement 2): 440 + 480 Hz, two seconds on, four off.
const frequencies = [440, 480];
const onSeconds = 2;
const cycleSeconds = 6;
const volume = 0.04;
const sampleRate = 8000;
const fadeSamples = 160;

/**
 * Synthesised, so that there is no file to fetch. `speakerId` is asked at each start; browsers without
 * AudioContext.setSinkId play on the default speaker.
 */
export function createRingback(speakerId: () => string | undefined): Ringback {
  let context: AudioContext | undefined;
  return {
    start() {
      if (context) return;
      context = new AudioContext();
      const sink = speakerId();
      if (sink && 'setSinkId' in context && typeof context.setSinkId === 'function')
        context.setSinkId(sink).catch(() => undefined); // A speaker that is gone: the default one rings.
      playCadence(context);
    },
    stop() {
      void context?.close();
      context = undefined;
    },
  };
}

/** One cycle in a looping buffer: no timer of a throttled background tab can break the rhythm. */
function playCadence(context: AudioContext): void {
  const buffer = context.createBuffer(1, cycleSeconds * sampleRate, sampleRate);
  const samples = buffer.getChannelData(0);
  for (let i = 0; i < onSeconds * sampleRate; i++) {
    const edge = Math.min(1, i / fadeSamples, (onSeconds * sampleRate - i) / fadeSamples);
    for (const frequency of frequencies)
      samples[i] = (samples[i] ?? 0) + volume * edge * Math.sin((2 * Math.PI * frequency * i) / sampleRate);
  }
  const source = new AudioBufferSourceNode(context, { buffer, loop: true });
  source.connect(context.destination);
  source.start();
}
