import { explained } from '../errors/explain';

/** The words of the Calls tab, but for its table. */
export const callTexts = {
  live: {
    heading: 'Live calls',
    none: 'Nobody is calling just now',
    noneText: 'A call appears here while it rings.',
    count: (count: number) => (count === 1 ? '1 call just now' : `${count} calls just now`),
    more: (count: number) => `and ${count} older ones`,
    connecting: 'Connecting',
    reconnecting: 'The line to the server is broken. Connecting again.',
    stages: {
      dialing: 'Dialling',
      ringing: 'Ringing',
      in_progress: 'Talking',
      ended: 'Ended, log follows',
    },
    user: (hash: string) => `User ${hash}`,
    unknownCompany: 'Not in the directory any more',
    duration: 'Since the call began',
  },
  charts: {
    heading: 'Statistics',
    loading: 'Loading statistics',
    notLoaded: 'This part of the page could not be loaded. Reload the page.',
    range: 'Range',
    ranges: {
      '7': 'Last 7 days',
      '30': 'Last 30 days',
      '90': 'Last 90 days',
      year: 'Last 12 months',
      custom: 'Custom',
    },
    first: 'First day',
    last: 'Last day',
    daysWrong: 'Choose a first and a last day, at most 399 days in all.',
    empty: 'No calls and no refusals in this time',
    calls: 'Calls',
    minutes: 'Minutes',
    answerRate: 'Answer rate',
    refusals: 'Refusals',
    callsPerDay: 'Calls per day',
    callsPerMonth: 'Calls per month',
    minutesPerDay: 'Minutes per day',
    minutesPerMonth: 'Minutes per month',
    outcomes: 'Outcomes',
    outcome: 'Outcome',
    share: 'Share',
    rateHelp: 'Calls that a person answered, of all calls.',
    busiestHours: 'Busiest hours',
    hour: 'Hour',
    refusalsByReason: 'Refusals by reason',
    refusalsHelp: 'Calls that were refused before they were dialled.',
    noRefusals: 'No call was refused in this time.',
    reason: 'Reason',
    remedy: 'What to do',
    day: 'Day',
    month: 'Month',
    showTable: 'Show as table',
    showChart: 'Show as chart',
    tabled: (title: string) => `${title}, as a table`,
    pictured: (title: string) => `${title}, a chart. Its numbers are in the table.`,
  },
  exportCsv: 'Export CSV',
  log: 'Log',
};

/** Why calls were refused, in a few words. A reason of a newer server stands as it is. */
export const explainRefusal = (reason: string): string =>
  explained(reason)?.label ?? reason.replaceAll('_', ' ');

export const remedyOfRefusal = (reason: string): string => explained(reason)?.remedy ?? '';
