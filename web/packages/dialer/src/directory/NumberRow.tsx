import { Group, Text } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import type { PhoneNumber } from '@teleperson/api';
import type { DialTarget } from '@teleperson/call-core';
import { useFormats, useTexts } from '@teleperson/texts';
import { explainFailure } from '../explain';
import { PhoneNumberText } from '../PhoneNumberText';
import { CallOrPhone } from './CallOrPhone';
import type { Access } from './Directory';
import classes from './NumberRow.module.css';

interface NumberRowProps {
  company: string;
  number: PhoneNumber;
  access: Access;
  onCall: (target: DialTarget) => void;
}

/** A number, where it is, since when it is verified, and the way to call it (or why there is none). */
export function NumberRow({ company, number, access, onCall }: NumberRowProps) {
  const t = useTexts();
  const formats = useFormats();
  const { id, label, display, region, verified_at, callable, reason } = number;
  const target: DialTarget = { numberId: id, company, label, display };
  const verified = verified_at ? formats.date(verified_at) : undefined;
  const isValid = verified !== undefined && reason !== 'verification_lapsed';
  // Why this very number cannot be called; a reason that holds for all numbers stands above the list.
  const obstacle = access.canCall && !callable && reason ? explainFailure(t, reason) : undefined;
  return (
    <li className={classes.row}>
      <div className={classes.about}>
        <Text size="sm" fw={500} className={classes.label}>
          <bdi>{label}</bdi>
        </Text>
        <Text className={classes.display}>
          <PhoneNumberText display={display} />
        </Text>
        <Group gap="2px 10px" className={classes.facts}>
          <span className={classes.region}>
            {region ? <abbr className={classes.code}>{region}</abbr> : null}
            {region ? formats.region(region) : t('dialer.number.noRegion')}
          </span>
          <span className={classes.verification} data-valid={isValid || undefined}>
            {isValid && <IconShieldCheck size={14} aria-hidden />}
            {verified ? t('dialer.number.verified', { date: verified }) : t('dialer.number.notVerified')}
          </span>
        </Group>
        {obstacle && (
          <Text size="xs" className={classes.obstacle}>
            <strong>{obstacle.title}.</strong> {obstacle.advice}
          </Text>
        )}
      </div>
      <CallOrPhone target={target} callable={callable} access={access} onCall={onCall} />
    </li>
  );
}
