import { List, Text, Title } from '@mantine/core';
import type { VoiceState } from '@teleperson/api';
import { useFormats } from '@teleperson/texts';
import type { ReactNode } from 'react';
import { refusedNumberText, stateTexts } from './texts';

/** How many users could call, and what keeps the others from it. */
export function CensusOfUsers({ users, on }: { users: VoiceState['users']; on: boolean }) {
  const without = users.plans.filter((plan) => !plan.has_calling);
  const others = [
    users.plan_without_calling > 0 && {
      text: stateTexts.withoutCalling(users.plan_without_calling),
      more: without.map(({ plan, users: n }) => stateTexts.plan(plan, n)).join(', '),
    },
    users.without_token > 0 && { text: stateTexts.withoutToken(users.without_token) },
    users.disabled > 0 && { text: stateTexts.disabled(users.disabled) },
  ].filter((other) => other !== false);
  return (
    <Counted
      title={stateTexts.users}
      testId="users-able"
      count={
        on || users.able === 0 ? stateTexts.ableUsers(on ? users.able : 0) : stateTexts.ableOnceOn(users.able)
      }
    >
      {others.length > 0 && <Others title={stateTexts.otherUsers} others={others} />}
    </Counted>
  );
}

/** How many numbers could be called, and why the others would be refused. */
export function CensusOfNumbers({ numbers }: { numbers: VoiceState['numbers'] }) {
  const formats = useFormats();
  const regions = numbers.regions_not_allowed
    .slice(0, 8)
    .map(({ region, numbers: n }) => `${formats.region(region)} (${n})`)
    .join(', ');
  const others = numbers.refused.map(({ reason, numbers: n }) => ({
    text: refusedNumberText(reason, n),
    more: reason === 'region_not_allowed' && regions ? stateTexts.regions(regions) : '',
  }));
  return (
    <Counted
      title={stateTexts.numbers}
      testId="numbers-callable"
      count={stateTexts.callable(numbers.callable)}
    >
      {others.length > 0 && <Others title={stateTexts.otherNumbers} others={others} />}
    </Counted>
  );
}

interface CountedProps {
  title: string;
  count: string;
  testId: string;
  children: ReactNode;
}

function Counted({ title, count, testId, children }: CountedProps) {
  return (
    <>
      <Title order={3} size="sm" mt="lg" mb={2}>
        {title}
      </Title>
      <Text size="sm" data-testid={testId}>
        {count}
      </Text>
      {children}
    </>
  );
}

function Others({ title, others }: { title: string; others: { text: string; more?: string }[] }) {
  return (
    <>
      <Text size="xs" c="dimmed" mt={6}>
        {title}
      </Text>
      <List size="sm" spacing={2} mt={2}>
        {others.map(({ text, more }) => (
          <List.Item key={text}>
            {text}
            {more && (
              <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {more}
              </Text>
            )}
          </List.Item>
        ))}
      </List>
    </>
  );
}
