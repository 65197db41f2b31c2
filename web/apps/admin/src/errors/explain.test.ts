import { expect, test } from 'vitest';
import { explainRefusal, remedyOfRefusal } from '../calls/texts';
import { explainObstacle, explainReason } from '../texts';
import { explained } from './explain';
import { explainCode } from './explainCode';

test('a reason is told with cause and remedy, for admins', () => {
  expect(explainReason('own_account')).toBe(
    'This is your own account. Ask another admin, so that nobody locks themselves out.',
  );
  expect(explainReason('region_not_allowed')).toContain('Add it to the allowed regions');
  expect(explainReason('region_not_allowed')).not.toContain('teleperson-voice settings');
});

test('an obstacle names the key that is missing', () => {
  expect(explainObstacle({ code: 'configuration_missing', subject: 'PUBLIC_URL' }).title).toBe(
    'PUBLIC_URL is not set on the server',
  );
  expect(explainObstacle({ code: 'no_regions' })).toEqual({
    title: 'No region is allowed',
    advice: 'Choose the regions that may be called.',
  });
});

test('a code of Twilio is told with what it means; an unknown one is named', () => {
  expect(explainCode(31002)).toMatch(/^Twilio’s error 31002: Connection declined\. .+ Run the checks\./);
  expect(explainCode(31999)).toBe('Twilio’s error 31999.');
});

test('a reason of a newer server stands as it is', () => {
  expect(explainRefusal('made_up_later')).toBe('made up later');
  expect(remedyOfRefusal('made_up_later')).toBe('');
  expect(explained('toString')).toBeUndefined();
});
