// What each fault did, as a table.
import { eventually } from '../api/harness.mjs';
import { watch } from './traffic.mjs';

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`;

export class Report {
  #rows = [];

  constructor(cluster, title) {
    Object.assign(this, { cluster, title });
  }

  /**
   * Does what `fault` does under traffic. It gives, if the fault lasts, a function that lifts it. Then waits until each
   * node has taken a whole call again. `without`: nodes that cannot answer meanwhile.
   */
  async run(name, traffic, fault, { without = [] } = {}) {
    await traffic.progress();
    let lift;
    const began = performance.now();
    let lifted = began;
    let back;
    const seen = await watch(async () => {
      lift = await fault();
      if (lift) {
        await lift();
        lifted = performance.now();
      }
      await this.#untilBack(traffic);
      back = performance.now();
    }, without);
    await traffic.progress();
    this.#rows.push([
      name,
      seconds(lifted - began),
      seconds(back - lifted),
      seconds(seen.slowest),
      seen.answers,
      seen.refused,
      seen.lost,
    ]);
    return seen;
  }

  #untilBack(traffic) {
    const { nodes } = this.cluster;
    return Promise.all(
      nodes.map((node) => eventually(`node ${node.index} to be back`, () => traffic.probe(node), 60)),
    );
  }

  print({ calls, rows, tickets, revocations }) {
    const head = ['fault', 'lasted', 'back after', 'slowest answer', 'answered', '5xx', 'no answer'];
    const lines = [head, head.map(() => '---'), ...this.#rows].map((row) => `| ${row.join(' | ')} |`);
    console.log(
      `\n${this.title}\n${lines.join('\n')}\n${calls} calls acknowledged, ${rows} rows: 0 lost, 0 doubled; ` +
        `${tickets} tickets: 0 redeemed twice; ${revocations} revocations: 0 calls allowed after.\n`,
    );
  }
}
