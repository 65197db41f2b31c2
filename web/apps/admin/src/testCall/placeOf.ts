import { tabs } from '../shell/place';
import type { testTexts } from './texts';

const places: Record<keyof typeof testTexts.goTo, string> = {
  users: 'users',
  fields: 'voice/fields',
  plans: 'voice/plans',
  companies: 'companies',
};

/** Where an advice leads; nothing when this dashboard has no such tab. */
export const placeOf = (to: keyof typeof testTexts.goTo): string | undefined =>
  tabs.some((tab) => places[to].split('/')[0] === tab) ? places[to] : undefined;
