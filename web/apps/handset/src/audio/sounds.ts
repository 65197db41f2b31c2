// Every sound of this page, computed: no files, no third party. Mono samples between -1 and 1.

/** `hz` 0 is a rest. */
interface Note {
  hz: number;
  seconds: number;
}

/** A mild marimba-like tune in a loop, so that the caller hears somebody without anybody speaking. */
export function melody(sampleRate: number): Float32Array<ArrayBuffer> {
  const [a, c, d, e, g] = [440, 523.25, 587.33, 659.25, 783.99];
  const tune = [a, c, e, 0, d, c, a, 0, c, d, g, 0, e, d, c, 0];
  return play(
    tune.map((hz) => ({ hz, seconds: 0.28 })),
    sampleRate,
    0.3,
  );
}

/** A telephone bell: two quick warbles, then a pause. Loops. */
export function ringtone(sampleRate: number): Float32Array<ArrayBuffer> {
  const warble = Array.from({ length: 8 }, (_, i) => ({ hz: i % 2 ? 987.77 : 783.99, seconds: 0.06 }));
  const ring: Note[] = [...warble, { hz: 0, seconds: 0.16 }, ...warble, { hz: 0, seconds: 1.6 }];
  return play(ring, sampleRate, 0.25);
}

/** What an answering machine says: four notes and a beep. After it the machine listens. */
export function voicemailGreeting(sampleRate: number): Float32Array<ArrayBuffer> {
  const notes = [523.25, 659.25, 783.99, 659.25].map((hz) => ({ hz, seconds: 0.5 }));
  const spoken = play([...notes, { hz: 0, seconds: 0.4 }], sampleRate, 0.3);
  return join(spoken, sine(1000, 0.6, sampleRate, 0.35));
}

/** A steady sine. Loops without a click when `hz * seconds` is a whole number. */
export function sine(hz: number, seconds: number, sampleRate: number, gain = 0.4): Float32Array<ArrayBuffer> {
  return Float32Array.from(
    { length: Math.round(seconds * sampleRate) },
    (_, i) => gain * Math.sin((2 * Math.PI * hz * i) / sampleRate),
  );
}

function play(notes: Note[], sampleRate: number, gain: number): Float32Array<ArrayBuffer> {
  return join(...notes.map((note) => pluck(note, sampleRate, gain)));
}

/** Struck and fading; starts and ends at zero, so that notes join without clicks. */
function pluck({ hz, seconds }: Note, sampleRate: number, gain: number): Float32Array<ArrayBuffer> {
  const length = Math.round(seconds * sampleRate);
  return Float32Array.from({ length }, (_, i) => {
    const t = i / sampleRate;
    const attack = Math.min(1, t / 0.008);
    const release = Math.min(1, (length - 1 - i) / (0.012 * sampleRate));
    const phase = 2 * Math.PI * hz * t;
    return gain * attack * release * Math.exp(-3 * t) * (Math.sin(phase) + 0.25 * Math.sin(2 * phase));
  });
}

function join(...parts: Float32Array[]): Float32Array<ArrayBuffer> {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
