import { tokensOf } from '../core/markup';
import classes from './Timeline.module.css';

/** A body as it came, with the parts of XML in colours. */
export function Markup({ text }: { text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <pre className={classes.code} tabIndex={0}>
      {tokensOf(text).map(({ kind, text: part }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text does not change.
        <span key={index} data-kind={kind}>
          {part}
        </span>
      ))}
    </pre>
  );
}
