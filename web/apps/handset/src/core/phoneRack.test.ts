import { expect, it, vi } from 'vitest';
import type { Phone } from './phone';
import { numbersInAddress, PhoneRack, searchWithNumbers } from './phoneRack';

const rackOf = (numbers: string[]) => {
  const onChange = vi.fn();
  const create = (number: string) => ({ number, powerOff: vi.fn() }) as unknown as Phone;
  return { rack: new PhoneRack(numbers, create, onChange), onChange };
};

it('adds a phone for a number, once', () => {
  const { rack, onChange } = rackOf(['*']);
  expect(rack.add('(415) 555-0142')).toBe('added');
  expect(rack.add('+1 415 555 0142')).toBe('already-there');
  expect(rack.add('')).toBe('already-there');
  expect(rack.add('12')).toBe('not-a-number');
  expect(onChange.mock.calls).toEqual([[['*', '+14155550142']]]);
});

it('switches a phone off before it removes it', () => {
  const { rack, onChange } = rackOf(['*', '+14155550142']);
  const [first] = rack.getPhones();
  if (!first) throw new Error('no phone');
  rack.remove(first);
  expect(first.powerOff).toHaveBeenCalledOnce();
  expect(onChange).toHaveBeenLastCalledWith(['+14155550142']);
});

it.each([
  ['', ['*']],
  ['?phones=*,%2B14155550142', ['*', '+14155550142']],
  ['?phones=+14155550142', ['+14155550142']],
  ['?phones=*,*,rubbish', ['*']],
  ['?phones=', ['*']],
])('reads the phones in %s', (search, numbers) => {
  expect(numbersInAddress(search)).toEqual(numbers);
});

it.each([
  ['?voice=tone', ['*'], '?voice=tone'],
  ['', ['*'], ''],
  ['?voice=tone', ['*', '+14155550142'], '?voice=tone&phones=*%2C%2B14155550142'],
])('writes the phones beside %s', (search, numbers, written) => {
  expect(searchWithNumbers(search, numbers)).toBe(written);
  expect(numbersInAddress(written)).toEqual(numbers);
});
