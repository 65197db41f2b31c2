import { type CSSVariablesResolver, createTheme } from '@mantine/core';
import { brand, call, caution, danger, dark } from './palette';

/** One look for every page of the product. */
export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: { light: 7, dark: 7 },
  colors: { brand, call, caution, danger, dark },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Ubuntu, sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace",
  headings: { fontWeight: '650' },
});

const tints = { brand, call, caution, danger };

/** The `light` variant of controls and notices: a hint of the colour, and its darkest shade for the text. */
const softTints = Object.fromEntries(
  Object.entries(tints).flatMap(([name, shades]) => [
    [`--mantine-color-${name}-light`, shades[0]],
    [`--mantine-color-${name}-light-hover`, shades[1]],
    [`--mantine-color-${name}-light-color`, shades[8]],
  ]),
);

/** Mantine's own greys for secondary text stay below 4.5:1; these do not. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1b212b',
    '--mantine-color-dimmed': '#586273',
    '--mantine-color-placeholder': '#697384',
    '--mantine-color-error': danger[7],
    '--tp-page': '#f4f6f9',
    '--tp-surface': '#ffffff',
    '--tp-border': '#dfe4eb',
    ...softTints,
  },
  dark: {
    '--mantine-color-body': dark[7],
    '--mantine-color-text': '#e8ebf0',
    '--mantine-color-dimmed': '#a4acba',
    '--mantine-color-placeholder': '#8f98a6',
    '--mantine-color-error': danger[3],
    '--mantine-color-anchor': brand[3],
    '--tp-page': dark[8],
    '--tp-surface': dark[7],
    '--tp-border': dark[5],
    '--mantine-color-gray-light': dark[5],
    '--mantine-color-gray-light-hover': dark[4],
  },
});
