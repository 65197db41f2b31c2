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
import { useFormats } from '@teleperson/texts';
import { getCountries, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { ReactNode } from 'react';
import { texts } from '../texts';
import { limits, type Problems } from './problems';
import type { Draft } from './settingsForm';

interface VoiceFieldsProps {
  draft: Draft;
  problems: Problems;
  onEdit: (change: Partial<Draft>) => void;
}

const { voice } = texts;

export function VoiceFields({ draft, problems, onEdit }: VoiceFieldsProps) {
  return (
    <>
      <Section title={voice.twilio}>
        <TextInput
          label={voice.accountSid}
          description={voice.accountSidHelp}
          placeholder="AC…"
          value={draft.account_sid}
          error={problems.account_sid}
          maxLength={64}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onEdit({ account_sid: event.currentTarget.value.trim() })}
        />
        <TextInput
          label={voice.tokenEndpointUrl}
          description={voice.tokenEndpointUrlHelp}
          value={draft.token_endpoint_url}
          error={problems.token_endpoint_url}
          maxLength={2000}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          rightSectionWidth={150}
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
        <CallerId draft={draft} problems={problems} onEdit={onEdit} />
        <Regions draft={draft} problems={problems} onEdit={onEdit} />
      </Section>
      <Section title={voice.rules}>
        <TagsInput
          label={voice.plans}
          description={voice.plansHelp}
          value={draft.voip_plans}
          error={problems.voip_plans}
          maxTags={50}
          splitChars={[',', ' ']}
          onChange={(voip_plans) => onEdit({ voip_plans })}
        />
        <Limit field="tickets_per_minute" label={voice.ticketsPerMinute} {...{ draft, problems, onEdit }} />
        <Limit field="calls_per_day" label={voice.callsPerDay} {...{ draft, problems, onEdit }} />
        <Limit
          field="call_length_seconds"
          label={voice.callLength}
          unit={60}
          {...{ draft, problems, onEdit }}
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

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper component="section" withBorder radius="lg" p="lg" bg="var(--tp-surface)" aria-label={title}>
      <Stack gap="md">
        <Title order={2} size="h4">
          {title}
        </Title>
        {children}
      </Stack>
    </Paper>
  );
}

/** With the region that the number belongs to, so that a mistyped country code is seen. */
function CallerId({ draft, problems, onEdit }: VoiceFieldsProps) {
  const formats = useFormats();
  const region = problems.caller_id ? undefined : parsePhoneNumberFromString(draft.caller_id)?.country;
  return (
    <TextInput
      label={voice.callerId}
      description={
        region ? `${voice.callerIdHelp} ${voice.callerIdRegion(formats.region(region))}` : voice.callerIdHelp
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

function Regions({ draft, problems, onEdit }: VoiceFieldsProps) {
  const formats = useFormats();
  const known = new Set<string>([...getCountries(), ...draft.allowed_regions]);
  const data = [...known]
    .map((value) => ({ value, label: `${formats.region(value)} (${value})` }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return (
    <MultiSelect
      label={voice.regions}
      description={voice.regionsHelp}
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
