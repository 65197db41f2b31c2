import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useSteady } from './useSteady';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));

test('a value is taken when it has stayed, and one that flickers never is', () => {
  const { result, rerender } = renderHook(({ value }) => useSteady(value, 1000), {
    initialProps: { value: 'good' },
  });
  expect(result.current).toBeUndefined();
  pass(1000);
  expect(result.current).toBe('good');
  for (let i = 0; i < 5; i += 1) {
    rerender({ value: i % 2 ? 'good' : 'poor' });
    pass(900);
    expect(result.current).toBe('good');
  }
  pass(100);
  expect(result.current).toBe('poor');
});
