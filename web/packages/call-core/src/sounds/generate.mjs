// Writes the small sound files that the Voice SDK plays: node generate.mjs [directory]
// Local files, because the SDK would otherwise fetch its own from sdk.twilio.com.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sampleRate = 8000;
const directory = process.argv[2] ?? dirname(fileURLToPath(import.meta.url));

/** A sum of sines with soft edges, so that it does not click. */
function tone(frequencies, milliseconds, gain) {
  const count = Math.round((sampleRate * milliseconds) / 1000);
  const edge = Math.min(count / 2, sampleRate * 0.008);
  return Array.from({ length: count }, (_, i) => {
    const envelope = Math.min(1, i / edge, (count - 1 - i) / edge);
    const wave = frequencies.reduce((sum, f) => sum + Math.sin((2 * Math.PI * f * i) / sampleRate), 0);
    return (envelope * gain * wave) / frequencies.length;
  });
}

const silence = (milliseconds) => tone([0], milliseconds, 0);

/** RIFF WAVE, PCM, 16 bit, mono. */
function wav(samples) {
  const data = Buffer.alloc(samples.length * 2);
  samples.forEach((sample, i) => {
    data.writeInt16LE(Math.round(sample * 32767), i * 2);
  });
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + data.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}

// ITU-T Q.23: each key is a low and a high frequency.
const low = [697, 770, 852, 941];
const high = [1209, 1336, 1477];
const keys = [
  ['1', '2', '3'],
  ['4', '5', '6'],
  ['7', '8', '9'],
  ['s', '0', 'h'],
];
keys.forEach((row, r) => {
  row.forEach((key, c) => {
    writeFileSync(join(directory, `dtmf${key}.wav`), wav(tone([low[r], high[c]], 120, 0.3)));
  });
});

const sounds = {
  outgoing: [...tone([660], 70, 0.15), ...silence(30), ...tone([880], 90, 0.15)],
  disconnect: [...tone([520], 90, 0.15), ...silence(40), ...tone([390], 130, 0.15)],
  incoming: [...tone([440, 480], 400, 0.2), ...silence(200), ...tone([440, 480], 400, 0.2)],
};
for (const [name, samples] of Object.entries(sounds))
  writeFileSync(join(directory, `${name}.wav`), wav(samples));
