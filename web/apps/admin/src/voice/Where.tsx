import { Anchor } from '@mantine/core';
import { Fragment } from 'react';
import { whereTexts } from './texts';

interface WhereProps {
  /** What the field is for. */
  help: string;
  /** Where its value is found: a sentence, or else pages of Twilio's console. */
  instead?: string | false | undefined;
  links?: { text: string; href: string }[];
  /** Said as one types. */
  note?: string | false | undefined;
}

/** What stands under a field's label. */
export function Where({ help, instead, links = [], note }: WhereProps) {
  return (
    <>
      {help}{' '}
      {instead ||
        (links.length > 0 && (
          <>
            {whereTexts.label}{' '}
            {links.map(({ text, href }, i) => (
              <Fragment key={href}>
                {i > 0 && ', '}
                <Anchor href={href} target="_blank" rel="noreferrer" inherit underline="always">
                  {text}
                </Anchor>
              </Fragment>
            ))}
            .
          </>
        ))}
      {note && <span style={{ display: 'block', color: 'var(--mantine-color-text)' }}>{note}</span>}
    </>
  );
}
