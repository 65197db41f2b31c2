// What the measurements share.
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** User and system time so far, of processes that are there now, in microseconds. */
export function cpuMicroseconds(...pids) {
  return pids.reduce((sum, pid) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
      return sum + ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1e6;
    } catch {
      return sum; // it has ended
    }
  }, 0);
}

const unitsInMilliseconds = { us: 0.001, ms: 1, s: 1000 };

/** One run of wrk, on one `core` if given. Times are in milliseconds; `failures` are answers that are not 2xx or 3xx. */
export async function wrk(url, script, { connections, seconds, core }) {
  const command = ['wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '-s', script, url];
  const [program, ...args] = core === undefined ? command : ['taskset', '-c', String(core), ...command];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (piece) => {
    text += piece;
  });
  await new Promise((resolve) => child.on('close', resolve));
  const percentile = (share) => {
    const [, value, unit] = text.match(new RegExp(`^\\s+${share}%\\s+([\\d.]+)([a-z]+)`, 'm'));
    return Number(value) * unitsInMilliseconds[unit];
  };
  return {
    requests: Number(text.match(/(\d+) requests in/)[1]),
    perSecond: Number(text.match(/Requests\/sec:\s+([\d.]+)/)[1]),
    failures: Number(text.match(/Non-2xx or 3xx responses: (\d+)/)?.[1] ?? 0),
    p50: percentile(50),
    p99: percentile(99),
  };
}
