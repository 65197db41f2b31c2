import {
  Button,
  MultiSelect,
  NumberInput,
  Paper,
  Stack,
  Switch,
  TagsInput,
  TextInput,
  Title,
} from '@mantine/core';
import type { VoiceState } from '@teleperson/api';
import { useFormats } from '@teleperson/texts';
import { AsYouType, getCountries } from 'libphonenumber-js/min';
import type { ReactNode } from 'react';
import { Part } from '../shell/Part';
import { texts } from '../texts';
import { limits, type Problems } from './problems';
import type { Draft } from './settingsForm';
import { consoleLinks, whereTexts } from './texts';
import { Where } from './Where';

interface VoiceFieldsProps {
  draft: Draft;
  problems: Problems;
  onEdit: (change: Partial<Draft>) => void;
  /** Absent while it loads. */
  state: VoiceState | undefined;
}

const { voice } = texts;

export function VoiceFields({ draft, problems, onEdit, state }: VoiceFieldsProps) {
  const sandbox = state?.server.sandbox !== undefined;
  const serverAccount = state?.server.account_sid;
  return (
    <>
      <Section title={voice.twilio} part="fields">
        <TextInput
          label={voice.accountSid}
          description={
            <Where
              help={voice.accountSidHelp}
              instead={sandbox && whereTexts.sandboxAccount}
              links={[{ text: whereTexts.accountSid, href: consoleLinks.account }]}
            />
          }
          placeholder="AC…"
          value={draft.account_sid}
          error={problems.account_sid}
          maxLength={64}
          autoComplete="off"
          spellCheck={false}
          rightSectionWidth={130}
          rightSection={
            serverAccount &&
            draft.account_sid !== serverAccount && (
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() => onEdit({ account_sid: serverAccount })}
              >
                {whereTexts.serverAccount}
              </Button>
            )
          }
          onChange={(event) => onEdit({ account_sid: event.currentTarget.value.trim() })}
        />
        <TextInput
          label={voice.tokenEndpointUrl}
          description={<Where help={voice.tokenEndpointUrlHelp} instead={whereTexts.tokenEndpoint} />}
          value={draft.token_endpoint_url}
          error={problems.token_endpoint_url}
          maxLength={2000}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          rightSectionWidth={130}
          rightSection={
            draft.token_endpoint_url !== ownEndpoint() && (
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() => onEdit({ token_endpoint_url: ownEndpoint() })}
              >
                {voice.useOwn}
              </Button>
            )
          }
          onChange={(event) => onEdit({ token_endpoint_url: event.currentTarget.value.trim() })}
        />
        <CallerId {...{ draft, problems, onEdit, state }} />
        <Regions {...{ draft, problems, onEdit, state }} />
      </Section>
      <Section title={voice.rules} part="plans">
        <TagsInput
          label={voice.plans}
          description={<Plans state={state} />}
          data={state?.users.plans.flatMap(({ plan }) => plan ?? [])}
          comboboxProps={{ withinPortal: false }}
          value={draft.voip_plans}
          error={problems.voip_plans}
          maxTags={50}
          splitChars={[',', ' ']}
          onChange={(voip_plans) => onEdit({ voip_plans })}
        />
        <Limit
          field="tickets_per_minute"
          label={voice.ticketsPerMinute}
          {...{ draft, problems, onEdit, state }}
        />
        <Limit field="calls_per_day" label={voice.callsPerDay} {...{ draft, problems, onEdit, state }} />
        <Limit
          field="call_length_seconds"
          label={voice.callLength}
          unit={60}
          {...{ draft, problems, onEdit, state }}
        />
        <Switch
          label={voice.voicemail}
          description={voice.voicemailHelp}
          checked={draft.voicemail_detection}
          onChange={(event) => onEdit({ voicemail_detection: event.currentTarget.checked })}
        />
      </Section>
    </>
  );
}

const ownEndpoint = () => `${location.origin}/v1/voice/token`;

function Section({ title, part, children }: { title: string; part: string; children: ReactNode }) {
  return (
    <Part name={part}>
      <Paper component="section" withBorder radius="lg" p="lg" bg="var(--tp-surface)" aria-label={title}>
        <Stack gap="md">
          <Title order={2} size="h4">
            {title}
          </Title>
          {children}
        </Stack>
      </Paper>
    </Part>
  );
}

/** With the region that the number belongs to, so that a mistyped country code is seen. */
function CallerId({ draft, problems, onEdit, state }: VoiceFieldsProps) {
  const formats = useFormats();
  const typed = new AsYouType();
  const shown = typed.input(draft.caller_id);
  const region = typed.getCountry();
  return (
    <TextInput
      label={voice.callerId}
      description={
        <Where
          help={voice.callerIdHelp}
          instead={state?.server.sandbox && whereTexts.sandboxCallerId}
          links={[
            { text: whereTexts.callerId, href: consoleLinks.numbers },
            { text: whereTexts.callerIdVerified, href: consoleLinks.verified },
          ]}
          note={region && `${voice.callerIdRegion(formats.region(region))} ${shown}`}
        />
      }
      placeholder="+14155550100"
      value={draft.caller_id}
      error={problems.caller_id}
      maxLength={32}
      inputMode="tel"
      autoComplete="off"
      // People paste numbers with blanks and brackets.
      onChange={(event) => onEdit({ caller_id: event.currentTarget.value.replace(/[\s().-]/g, '') })}
    />
  );
}

function Regions({ draft, problems, onEdit, state }: VoiceFieldsProps) {
  const formats = useFormats();
  const refused = state?.numbers.regions_not_allowed
    .filter(({ region }) => !draft.allowed_regions.includes(region))
    .slice(0, 8)
    .map(({ region, numbers }) => `${formats.region(region)} (${numbers})`)
    .join(', ');
  const known = new Set<string>([...getCountries(), ...draft.allowed_regions]);
  const data = [...known]
    .map((value) => ({ value, label: `${formats.region(value)} (${value})` }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return (
    <MultiSelect
      label={voice.regions}
      description={
        <Where
          help={voice.regionsHelp}
          links={state?.server.sandbox ? [] : [{ text: whereTexts.regions, href: consoleLinks.regions }]}
          note={refused && whereTexts.notAllowedRegions(refused)}
        />
      }
      placeholder={voice.regionsSearch}
      data={data}
      value={draft.allowed_regions}
      error={problems.allowed_regions}
      searchable
      hidePickedOptions
      comboboxProps={{ withinPortal: false }}
      onChange={(allowed_regions) => onEdit({ allowed_regions })}
    />
  );
}

function Plans({ state }: { state: VoiceState | undefined }) {
  const seen = state?.users.plans
    .flatMap(({ plan, users }) => (plan ? `${plan} (${users})` : []))
    .slice(0, 8)
    .join(', ');
  return <Where help={voice.plansHelp} note={seen && whereTexts.plansSeen(seen)} />;
}

interface LimitProps extends VoiceFieldsProps {
  field: 'tickets_per_minute' | 'calls_per_day' | 'call_length_seconds';
  label: string;
  /** How many of the setting's units make one of those shown. */
  unit?: number;
}

function Limit({ field, label, unit = 1, draft, problems, onEdit }: LimitProps) {
  const { least, most } = limits[field];
  return (
    <NumberInput
      label={label}
      description={`${voice.perUser} ${voice.outOfRange(least / unit, most / unit)}`}
      value={Number.isNaN(draft[field]) ? '' : draft[field] / unit}
      error={problems[field]}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      onChange={(value) => onEdit({ [field]: value === '' ? Number.NaN : Number(value) * unit })}
    />
  );
}
