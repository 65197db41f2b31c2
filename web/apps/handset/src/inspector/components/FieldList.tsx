import type { Field } from '../core/call';
import { texts } from '../texts';
import classes from './Timeline.module.css';

/** Names with their values, in order. */
export function FieldList({ fields }: { fields: Field[] }) {
  if (fields.length === 0) return null;
  return (
    <dl className={classes.fields}>
      {fields.map(({ name, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: names repeat, and fields do not change.
        <div key={index}>
          <dt>{name}</dt>
          <dd data-empty={value === '' || undefined}>{value || texts.empty}</dd>
        </div>
      ))}
    </dl>
  );
}
