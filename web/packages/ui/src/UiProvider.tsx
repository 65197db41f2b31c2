import '@mantine/core/styles.css';
import './base.css';
import { DirectionProvider, MantineProvider } from '@mantine/core';
import { type Texts, TextsProvider } from '@teleperson/texts';
import type { ReactNode } from 'react';
import { cssVariables, theme } from './theme';

/**
 * Wraps a whole page. Follows the system's light or dark scheme until the person chooses with
 * `ColorSchemeToggle`; needs no inline script, so it runs under a strict Content-Security-Policy
 * (Mantine's variables are a `<style>` element: `style-src` must allow inline styles).
 */
export function UiProvider({ texts, children }: { texts: Texts; children: ReactNode }) {
  return (
    <TextsProvider texts={texts}>
      <DirectionProvider initialDirection={texts.direction} detectDirection={false}>
        <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
          {children}
        </MantineProvider>
      </DirectionProvider>
    </TextsProvider>
  );
}
