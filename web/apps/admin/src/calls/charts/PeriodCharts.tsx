import { useFormats } from '@teleperson/texts';
import {
  Bar,
  BarChart,
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { texts } from '../../texts';
import { callTexts } from '../texts';
import { ChartCard, type Column } from './ChartCard';
import { axis, fills, grid, Legend, margin, outcomes, tooltip } from './look';
import { callsOf, type Period } from './statistics';
import { useNumbers } from './useNumbers';

const words = callTexts.charts;
const names = texts.calls.outcomes;

/** Calls by outcome, minutes and answer rate of each day or month. */
export function PeriodCharts({ periods, byMonth }: { periods: Period[]; byMonth: boolean }) {
  const numbers = useNumbers();
  const formats = useFormats();
  const nameOf = (start: number) =>
    byMonth ? numbers.month(start) : (formats.date(new Date(start).toISOString()) ?? '');
  const period: Column<Period> = {
    label: byMonth ? words.month : words.day,
    value: ({ start }) => nameOf(start),
  };
  const x = {
    ...axis,
    dataKey: 'start',
    minTickGap: 24,
    tickFormatter: byMonth ? numbers.month : numbers.shortDay,
  };
  const label = (start: unknown) => nameOf(Number(start));
  return (
    <>
      <ChartCard
        title={byMonth ? words.callsPerMonth : words.callsPerDay}
        items={periods}
        height={240}
        columns={[
          period,
          { label: words.calls, value: (item) => numbers.whole(callsOf(item)) },
          ...outcomes.map((outcome) => ({
            label: names[outcome],
            value: (item: Period) => numbers.whole(item[outcome]),
          })),
        ]}
      >
        <ResponsiveContainer height={212}>
          <BarChart data={periods} margin={margin} accessibilityLayer={false}>
            <CartesianGrid {...grid} />
            <XAxis {...x} />
            <YAxis {...axis} width={44} allowDecimals={false} tickFormatter={numbers.whole} />
            <Tooltip {...tooltip} labelFormatter={label} />
            {outcomes.map((outcome) => (
              <Bar
                key={outcome}
                dataKey={outcome}
                name={names[outcome]}
                stackId="calls"
                fill={fills[outcome]}
                maxBarSize={40}
                isAnimationActive={false}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
        <Legend names={names} />
      </ChartCard>
      <ChartCard
        title={byMonth ? words.minutesPerMonth : words.minutesPerDay}
        items={periods}
        height={240}
        columns={[period, { label: words.minutes, value: ({ minutes }) => numbers.tenths(minutes) }]}
      >
        <ResponsiveContainer height={240}>
          <BarChart data={periods} margin={margin} accessibilityLayer={false}>
            <CartesianGrid {...grid} />
            <XAxis {...x} />
            <YAxis {...axis} width={44} tickFormatter={numbers.whole} />
            <Tooltip {...tooltip} labelFormatter={label} />
            <Bar
              dataKey="minutes"
              name={words.minutes}
              fill={fills.plain}
              maxBarSize={40}
              isAnimationActive={false}
            />
          </BarChart>
        </ResponsiveContainer>
      </ChartCard>
      <ChartCard
        title={words.answerRate}
        help={words.rateHelp}
        items={periods}
        height={220}
        columns={[period, { label: words.answerRate, value: (item) => numbers.percent(item.answerRate) }]}
      >
        <ResponsiveContainer height={220}>
          <LineChart data={periods} margin={margin} accessibilityLayer={false}>
            <CartesianGrid {...grid} />
            <XAxis {...x} />
            <YAxis
              {...axis}
              width={44}
              domain={[0, 100]}
              tickFormatter={(rate) => numbers.percent(Number(rate))}
            />
            <Tooltip
              {...tooltip}
              labelFormatter={label}
              formatter={(rate) => numbers.percent(typeof rate === 'number' ? rate : null)}
            />
            <Line
              dataKey="answerRate"
              name={words.answerRate}
              stroke={fills.plain}
              strokeWidth={2}
              dot={{ r: 3, fill: fills.plain }}
              connectNulls
              isAnimationActive={false}
            />
          </LineChart>
        </ResponsiveContainer>
      </ChartCard>
    </>
  );
}
