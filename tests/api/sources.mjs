// What the contract and the sources name: reasons and codes, read from the files themselves.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'yaml';

const at = (path) => new URL(`../../${path}`, import.meta.url);
export const read = (path) => readFileSync(at(path), 'utf8');

const textsBelow = (folder, kind) =>
  readdirSync(at(folder), { recursive: true })
    .filter(
      (name) => kind.test(name) && !/\.test\.|testing\/|shownAs|errors\/entries/.test(`${folder}/${name}`),
    )
    .map((name) => read(`${folder}/${name}`));
const below = (folders, kind) => folders.flatMap((folder) => textsBelow(folder, kind)).join('\n');

const all = (text, pattern) => [...text.matchAll(pattern)].map(([, found]) => found);

const { schemas } = parse(read('api/openapi.yaml')).components;

/** By where the contract lists them. */
export const contractReasons = {
  Problem: schemas.Reason.enum,
  AdminProblem: schemas.AdminReason.enum,
  Call: schemas.Call.properties.reason.enum,
  Settings: schemas.Settings.properties.obstacles.items.properties.code.enum,
  ImportFailure: schemas.ImportFailure.properties.reason.enum,
  TestStep: all(
    schemas.TestStep.properties.reason.description.split('With `webhook_refused`')[1],
    /`([a-z_]+)`/g,
  ),
};

const gateway = below(['src/http', 'src/gateway'], /\.(cpp|h)$/);

/** Of answers that are written where they are given: `[reason, status]`. */
export const writtenProblems = [
  ...[...gateway.matchAll(/problem\((\d{3}), "([a-z_]+)"/g)].map(([, status, reason]) => [
    reason,
    Number(status),
  ]),
  ...[...gateway.matchAll(/Refusal \w+\{(\d{3}), "([a-z_]+)"/g)].map(([, status, reason]) => [
    reason,
    Number(status),
  ]),
];
export const policyReasons = all(read('src/policy/reason.cpp'), /\{Reason::\w+, "(\w+)"\}/g);
/** Refusals of use cases, whose answers the catalogue words. */
export const troubles = all(
  read('src/gateway/refusal.h').split('enum class Trouble')[1].split('};')[0],
  /^ {2}(\w+),/gm,
);
export const refusedWebhooks = all(
  gateway,
  /(?:refuse\(services, kind|reject_stranger\(services, policy::Reason::\w+), "([a-z_]+)"/g,
);
/** Of the client: what only the browser can know, and the test call's own. */
export const browserReasons = [
  ...all(read('web/packages/call-core/src/failure.ts').split('export class')[0], /\| '([a-z_]+)'/g),
  ...all(read('web/packages/api/src/errors.ts'), /export type Reason = .*\| '([a-z_]+)'/g),
  ...all(read('web/apps/admin/src/testCall/story.ts'), /reason: '([a-z_]+)'/g),
];

/** Numbers in the ranges of Twilio's codes. The store has some, too: they are PostgreSQL's. */
const code =
  /(?<![\d.'_])(1[1-3]\d{3}|20[01]\d{2}|201[05]\d|204\d{2}|205\d{2}|21[245]\d{2}|31\d{3}|53\d{3}|700\d{2})(?![\d'.])/g;
export const codesOfSources = new Set([
  ...all(below(['src/twilio', 'src/gateway', 'src/cli', 'src/sandbox'], /\.(cpp|h)$/), code),
  ...all(below(['web/packages/call-core/src'], /\.ts$/), code),
]);

const sdk = createRequire(import.meta.url)(
  new URL('../../node_modules/@twilio/voice-sdk/es5/twilio/errors/generated.js', import.meta.url).pathname,
);
export const codesOfSdk = [...sdk.errorsByCode.keys()].map(String);
