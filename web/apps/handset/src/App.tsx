import { Alert, Anchor, Text, Title } from '@mantine/core';
import { IconLockOpen } from '@tabler/icons-react';
import { ColorSchemeToggle, Wordmark } from '@teleperson/ui';
import { useRef, useSyncExternalStore } from 'react';
import classes from './App.module.css';
import { AddPhone } from './components/AddPhone';
import { PhoneCard } from './components/PhoneCard';
import { ScriptedCallees } from './components/ScriptedCallees';
import type { PhoneRack } from './core/phoneRack';
import { texts } from './texts';

export function App({ rack }: { rack: PhoneRack }) {
  const phones = useSyncExternalStore(rack.subscribe, rack.getPhones);
  const phonesHeading = useRef<HTMLHeadingElement>(null);
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <Wordmark page={texts.page} />
        <div className={classes.tools}>
          <Anchor href="inspector/" size="sm">
            {texts.inspector}
          </Anchor>
          <ColorSchemeToggle />
        </div>
      </header>
      <main className={classes.main}>
        <div className={classes.intro}>
          <Title order={1} className={classes.title}>
            {texts.title}
          </Title>
          <Text c="dimmed">{texts.intro}</Text>
          {!window.isSecureContext && (
            <Alert mt="md" color="caution" icon={<IconLockOpen aria-hidden />}>
              {texts.insecure}
            </Alert>
          )}
        </div>
        <section className={classes.phones} aria-labelledby="phones-heading">
          <h2 id="phones-heading" ref={phonesHeading} tabIndex={-1} className={classes.hiddenHeading}>
            {texts.phonesHeading}
          </h2>
          {phones.map((phone) => (
            <PhoneCard
              key={phone.number}
              phone={phone}
              onRemove={
                phones.length > 1
                  ? () => {
                      rack.remove(phone);
                      phonesHeading.current?.focus();
                    }
                  : undefined
              }
            />
          ))}
        </section>
        <aside className={classes.side}>
          <ScriptedCallees />
          <AddPhone onAdd={(typed) => rack.add(typed)} />
        </aside>
      </main>
    </div>
  );
}
