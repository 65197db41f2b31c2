// The processes, folders and networks of a test. All are gone when the test's process is, however it ends.
import { spawn } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';

const running = new Set();
const undo = [];

/** Will be called when the test's process ends, last in, first out. */
export function atExit(step) {
  undo.push(step);
}

/** A program in the background. `log` is its standard error so far, also kept in `logFile`. */
export class Program {
  log = '';

  /** `user`: runs as another, where the test is root. The kernel kills it should the test's process die of SIGKILL. */
  static start(program, args, { environment, user, logFile, cwd = '/' } = {}) {
    const started = new Program();
    const asUser =
      user && process.getuid() === 0
        ? ['--reuid', user, '--regid', user, '--clear-groups', '--no-new-privs']
        : [];
    started.process = spawn('setpriv', [...asUser, '--pdeathsig', 'KILL', '--', program, ...args], {
      env: { PATH: process.env.PATH, ...environment },
      cwd,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    running.add(started);
    started.process.stderr.setEncoding('utf8').on('data', (text) => {
      started.log += text;
      if (logFile) appendFileSync(logFile, text);
    });
    started.exited = new Promise((resolve) =>
      started.process.on('exit', (code, signal) => {
        running.delete(started);
        resolve({ code, signal });
      }),
    );
    return started;
  }

  get isRunning() {
    return running.has(this);
  }

  async end(signal = 'SIGTERM') {
    if (!this.isRunning) return this.exited;
    if (signal === 'SIGKILL') this.#signalChildren(signal);
    this.process.kill(signal);
    return this.exited;
  }

  /** The whole of it, with the processes that it has forked. */
  pause() {
    this.process.kill('SIGSTOP');
    this.#signalChildren('SIGSTOP');
  }
  resume() {
    this.#signalChildren('SIGCONT');
    this.process.kill('SIGCONT');
  }

  /** The ids of its forked processes. */
  get children() {
    const { pid } = this.process;
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  }

  #signalChildren(signal) {
    for (const pid of this.children) {
      try {
        process.kill(pid, signal);
      } catch {
        // It has ended meanwhile.
      }
    }
  }
}

function leaveNothing() {
  for (const program of [...running]) {
    try {
      program.end('SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
  for (const step of undo.splice(0).reverse()) {
    try {
      step();
    } catch (error) {
      console.error(`Could not clean up: ${error.message}`);
    }
  }
}
process.on('exit', leaveNothing);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));
