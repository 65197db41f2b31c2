import { Text } from '@mantine/core';
import {
  Bar,
  BarChart,
  CartesianGrid,
  Cell,
  Pie,
  PieChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { texts } from '../../texts';
import { callTexts, explainRefusal, remedyOfRefusal } from '../texts';
import { ChartCard } from './ChartCard';
import { axis, fills, grid, Legend, margin, outcomes, tooltip } from './look';
import { callsOf, type Refusals, type Sums } from './statistics';
import { useNumbers } from './useNumbers';

const words = callTexts.charts;
const names = texts.calls.outcomes;

/** How the calls of the whole range ended. */
export function Outcomes({ sums }: { sums: Sums }) {
  const numbers = useNumbers();
  const calls = callsOf(sums);
  const items = outcomes.map((outcome) => ({ outcome, name: names[outcome], count: sums[outcome] }));
  return (
    <ChartCard
      title={words.outcomes}
      items={items}
      height={220}
      columns={[
        { label: words.outcome, value: ({ name }) => name },
        { label: words.calls, value: ({ count }) => numbers.whole(count) },
        {
          label: words.share,
          value: ({ count }) => numbers.percent(calls === 0 ? null : (100 * count) / calls),
        },
      ]}
    >
      <ResponsiveContainer height={192}>
        <PieChart accessibilityLayer={false}>
          <Tooltip {...tooltip} />
          <Pie
            data={items}
            dataKey="count"
            nameKey="name"
            innerRadius="58%"
            outerRadius="92%"
            stroke="var(--mantine-color-body)"
            isAnimationActive={false}
          >
            {items.map(({ outcome }) => (
              <Cell key={outcome} fill={fills[outcome]} />
            ))}
          </Pie>
        </PieChart>
      </ResponsiveContainer>
      <Legend names={names} />
    </ChartCard>
  );
}

export function BusiestHours({ hours }: { hours: number[] }) {
  const numbers = useNumbers();
  const items = hours.map((calls, hour) => ({ hour, calls }));
  return (
    <ChartCard
      title={words.busiestHours}
      items={items}
      height={220}
      columns={[
        { label: words.hour, value: ({ hour }) => numbers.hour(hour) },
        { label: words.calls, value: ({ calls }) => numbers.whole(calls) },
      ]}
    >
      <ResponsiveContainer height={220}>
        <BarChart data={items} margin={margin} accessibilityLayer={false}>
          <CartesianGrid {...grid} />
          <XAxis {...axis} dataKey="hour" minTickGap={16} tickFormatter={numbers.hour} />
          <YAxis {...axis} width={44} allowDecimals={false} tickFormatter={numbers.whole} />
          <Tooltip {...tooltip} labelFormatter={(hour) => numbers.hour(Number(hour))} />
          <Bar dataKey="calls" name={words.calls} fill={fills.plain} isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
    </ChartCard>
  );
}

export function RefusalsByReason({ refusals }: { refusals: Refusals[] }) {
  const numbers = useNumbers();
  const items = refusals.map(({ reason, count }) => ({
    reason: explainRefusal(reason),
    remedy: remedyOfRefusal(reason),
    count,
  }));
  const height = Math.max(72, 36 * items.length + 32);
  return (
    <ChartCard
      title={words.refusalsByReason}
      help={words.refusalsHelp}
      items={items}
      height={height}
      columns={[
        { label: words.reason, value: ({ reason }) => reason },
        { label: words.refusals, value: ({ count }) => numbers.whole(count) },
        { label: words.remedy, value: ({ remedy }) => remedy },
      ]}
    >
      {items.length === 0 ? (
        <Text size="sm">{words.noRefusals}</Text>
      ) : (
        <ResponsiveContainer height={height}>
          <BarChart data={items} layout="vertical" margin={margin} accessibilityLayer={false}>
            <CartesianGrid {...grid} horizontal={false} vertical />
            <XAxis {...axis} type="number" allowDecimals={false} tickFormatter={numbers.whole} />
            <YAxis {...axis} type="category" dataKey="reason" width={132} />
            <Tooltip {...tooltip} />
            <Bar
              dataKey="count"
              name={words.refusals}
              fill={fills.plain}
              maxBarSize={24}
              isAnimationActive={false}
            />
          </BarChart>
        </ResponsiveContainer>
      )}
    </ChartCard>
  );
}
