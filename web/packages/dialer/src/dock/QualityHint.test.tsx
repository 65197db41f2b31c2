import type { Quality } from '@teleperson/call-core';
import { loadTexts } from '@teleperson/texts';
import { UiProvider } from '@teleperson/ui';
import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { QualityHint } from './QualityHint';

const english = await loadTexts(['en']);
const silent: Quality = { grade: 'fair', hint: 'microphone_silent' };
const lossy: Quality = { grade: 'fair', hint: 'lossy' };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const hint = (quality: Quality, muted = false) => (
  <UiProvider texts={english}>
    <QualityHint quality={quality} muted={muted} />
  </UiProvider>
);
const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));

test('advice comes when the trouble lasts, in a region that was there before', () => {
  const { rerender } = render(hint({ grade: 'good' }));
  const region = screen.getByRole('status');
  pass(3000);
  rerender(hint(lossy));
  pass(2900);
  expect(region.textContent).toBe('');
  pass(100);
  expect(region.textContent).toContain('Words get lost.');
  rerender(hint({ grade: 'good' }));
  pass(3000);
  expect(region.textContent).toBe('');
});

test('nobody is told that a muted microphone picks up nothing', () => {
  render(hint(silent, true));
  pass(10_000);
  expect(screen.getByRole('status').textContent).toBe('');
});
