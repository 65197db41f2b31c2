/** Longest loudness of the recording below which nothing was said: room noise stays under it. */
const silence = 0.01;

export interface SoundTest {
  microphone?: string | undefined;
  speaker?: string | undefined;
  /** Loudness, 0 to 1, some ten times a second while recording. */
  onLevel: (level: number) => void;
  onPlaying: () => void;
  recordMs?: number;
}

/** Records the chosen microphone for some seconds and plays it on the chosen speaker. Rejects when either fails. */
export async function speakAndHear(test: SoundTest): Promise<'heard' | 'silent'> {
  const { microphone, speaker, onLevel, onPlaying, recordMs = 3000 } = test;
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: microphone ? { deviceId: { ideal: microphone } } : true,
  });
  const context = new AudioContext();
  try {
    const stopMeter = meter(context, stream, onLevel);
    const recording = await record(stream, recordMs);
    const loudest = stopMeter();
    for (const track of stream.getTracks()) track.stop(); // Before it plays: no howl, and the browser's sign goes out.
    if (speaker && 'setSinkId' in context && typeof context.setSinkId === 'function')
      await context.setSinkId(speaker === 'default' ? '' : speaker);
    onPlaying();
    await play(context, await context.decodeAudioData(await recording.arrayBuffer()));
    return loudest < silence ? 'silent' : 'heard';
  } finally {
    for (const track of stream.getTracks()) track.stop();
    await context.close();
  }
}

function record(stream: MediaStream, ms: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const parts: Blob[] = [];
    const recorder = new MediaRecorder(stream);
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onerror = reject;
    recorder.onstop = () => resolve(new Blob(parts));
    recorder.start();
    setTimeout(() => recorder.stop(), ms);
  });
}

function meter(context: AudioContext, stream: MediaStream, onLevel: (level: number) => void): () => number {
  const analyser = new AnalyserNode(context, { fftSize: 1024 });
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let loudest = 0;
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const level = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    loudest = Math.max(loudest, level);
    onLevel(level);
  }, 100);
  return () => {
    clearInterval(timer);
    onLevel(0);
    return loudest;
  };
}

function play(context: AudioContext, buffer: AudioBuffer): Promise<void> {
  return new Promise((resolve) => {
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(context.destination);
    source.onended = () => resolve();
    source.start();
  });
}
