import type { MantineColorsTuple } from '@mantine/core';

// Every colour that carries text or a control is chosen for a contrast of at least 4.5:1 (WCAG 2.2 AA) in
// both schemes: filled controls are shade 7 under white, tinted text is shade 8 on light and shade 3 on dark.

/** The product's blue: links, focus, neutral actions. */
export const brand: MantineColorsTuple = [
  '#eef3ff',
  '#dbe5ff',
  '#b6c8fb',
  '#8fabf8',
  '#6a8ff4',
  '#5079f0',
  '#3f68e0',
  '#3157c9',
  '#2647a8',
  '#1c3786',
];

/** Starting a call and being in one. */
export const call: MantineColorsTuple = [
  '#e6f8ef',
  '#cdeedd',
  '#9fdfbf',
  '#6dd09e',
  '#3fbd7f',
  '#1fa568',
  '#128a55',
  '#0b7545',
  '#086038',
  '#054b2b',
];

/** Ending a call, and failures. */
export const danger: MantineColorsTuple = [
  '#fdeeee',
  '#fadada',
  '#f5b5b5',
  '#f29292',
  '#ea6a6a',
  '#e04b4b',
  '#d13636',
  '#bc2626',
  '#9c1d1d',
  '#7c1616',
];

/** Something needs attention, but nothing is lost. */
export const caution: MantineColorsTuple = [
  '#fff6e3',
  '#ffeac2',
  '#fcd68a',
  '#f7c052',
  '#eeaa26',
  '#d8920b',
  '#b57805',
  '#8d5c02',
  '#724a02',
  '#573802',
];

/** Greys of the dark scheme, a little blue so that they sit with the brand. */
export const dark: MantineColorsTuple = [
  '#dfe3ea',
  '#c3c9d4',
  '#a4acba',
  '#79828f',
  '#3d4552',
  '#2f3641',
  '#232932',
  '#191e26',
  '#13171d',
  '#0d1015',
];
