import { Avatar, Group, Paper, Text, Title } from '@mantine/core';
import type { Company } from '@teleperson/api';
import type { DialTarget } from '@teleperson/call-core';
import { useTexts } from '@teleperson/texts';
import { initials } from '../format';
import classes from './CompanyCard.module.css';
import type { Access } from './Directory';
import { NumberRow } from './NumberRow';

interface CompanyCardProps {
  company: Company;
  access: Access;
  onCall: (target: DialTarget) => void;
}

/** A company with its numbers. Logos are not loaded: that would tell a third party who is being looked at. */
export function CompanyCard({ company, access, onCall }: CompanyCardProps) {
  const t = useTexts();
  const { name, domain, industry, numbers } = company;
  return (
    <Paper component="li" withBorder radius="lg" className={classes.card}>
      <Group wrap="nowrap" gap="sm" p="md" pb="sm">
        <Avatar radius="md" color={tintOf(name)} variant="light" aria-hidden className={classes.avatar}>
          {initials(name)}
        </Avatar>
        <div className={classes.names}>
          <Title order={2} size="md" lh={1.3} className={classes.name}>
            <bdi>{name}</bdi>
          </Title>
          <Text size="sm" c="dimmed" truncate className={classes.about}>
            {industry && (
              <>
                <bdi>{industry}</bdi> ·{' '}
              </>
            )}
            <bdi dir="ltr">{domain}</bdi>
          </Text>
        </div>
      </Group>
      {numbers.length === 0 ? (
        <Text size="sm" c="dimmed" px="md" pb="md">
          {t('dialer.number.none')}
        </Text>
      ) : (
        <ul className={classes.numbers}>
          {numbers.map((number) => (
            <NumberRow key={number.id} company={name} number={number} access={access} onCall={onCall} />
          ))}
        </ul>
      )}
    </Paper>
  );
}

const tints = ['brand', 'violet', 'teal', 'orange', 'pink', 'cyan', 'grape', 'indigo'];

/** The same colour for the same name, everywhere. */
function tintOf(name: string): string {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return tints[sum % tints.length] ?? 'brand';
}
