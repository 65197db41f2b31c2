import '@mantine/core/styles.css';
import './base.css';
import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { cssVariables, theme } from './theme';

/**
 * Wraps a whole page. Follows the system's light or dark scheme until the person chooses with
 * `ColorSchemeToggle`; needs no inline script, so it runs under a strict Content-Security-Policy
 * (Mantine's variables are a `<style>` element: `style-src` must allow inline styles).
 */
export function UiProvider({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      {children}
    </MantineProvider>
  );
}
