import { Badge, Group, Text, UnstyledButton } from '@mantine/core';
import type { AdminCompany } from '@teleperson/api';
import classes from './CompanyList.module.css';
import { colorOf, countStates } from './numberState';
import { words } from './texts';

interface CompanyListProps {
  companies: AdminCompany[];
  onOpen: (id: string) => void;
}

export function CompanyList({ companies, onOpen }: CompanyListProps) {
  return (
    <ul className={classes.list} aria-label={words.list}>
      {companies.map((company) => (
        <li key={company.id}>
          <UnstyledButton className={classes.row} onClick={() => onOpen(company.id)} aria-haspopup="dialog">
            <div className={classes.text}>
              <Text fw={600} size="sm">
                {company.name}
              </Text>
              <Text size="xs" c="dimmed" lineClamp={1}>
                {[company.domain, company.industry].filter(Boolean).join(' · ')}
              </Text>
            </div>
            <Badges company={company} />
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}

function Badges({ company }: { company: AdminCompany }) {
  const counts = countStates(company.numbers, Date.now());
  return (
    <Group gap={6}>
      {!company.reviewed_at && (
        <Badge color="brand" variant="light" tt="none">
          {words.toReview}
        </Badge>
      )}
      {counts.map(([state, count]) => (
        <Badge
          key={state}
          color={colorOf[state]}
          variant={state === 'unverified' ? 'default' : 'light'}
          tt="none"
        >
          {words.countOf(count, state)}
        </Badge>
      ))}
      {counts.length === 0 && (
        <Badge variant="default" tt="none" fw={500}>
          {words.noNumbers}
        </Badge>
      )}
    </Group>
  );
}
