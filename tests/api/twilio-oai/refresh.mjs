// Takes what these tests need from Twilio's published OpenAPI documents, as the npm package @twilio-alpha/mcp holds them
// (Apache-2.0). Not a dependency, since it brings two hundred others. Use: npm pack @twilio-alpha/mcp, unpack, then
// `node tests/api/twilio-oai/refresh.mjs package/twilio-oai/spec/json`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const wanted = {
  api_v2010:
    /^\/2010-04-01\/Accounts(\/\{Sid\}|\/\{AccountSid\}\/(Keys|Applications|IncomingPhoneNumbers|OutgoingCallerIds|Calls)(\/\{Sid\})?)?\.json$/,
  voice_v1: /^\/v1\/(DialingPermissions\/(Countries(\/\{IsoCode\})?|BulkCountryUpdates)|Settings)$/,
  iam_v1: /^\/v1\/Keys(\/\{Sid\})?$/,
};
const dropped = new Set(['description', 'examples', 'example', 'x-twilio', 'servers', 'headers']);

/** The same without prose, and without examples, which hold identifiers. */
function strip(node, isNames = false) {
  if (Array.isArray(node)) return node.map((item) => strip(item));
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([name]) => isNames || !dropped.has(name))
      .map(([name, value]) => [name, strip(value, name === 'properties')]),
  );
}

function references(node, found = new Set()) {
  if (node === null || typeof node !== 'object') return found;
  if (typeof node.$ref === 'string') found.add(node.$ref.split('/').at(-1));
  for (const value of Object.values(node)) references(value, found);
  return found;
}

for (const [name, pattern] of Object.entries(wanted)) {
  const whole = JSON.parse(readFileSync(join(process.argv[2], `twilio_${name}.json`), 'utf8'));
  const paths = strip(Object.fromEntries(Object.entries(whole.paths).filter(([path]) => pattern.test(path))));
  const schemas = {};
  for (let missing = references(paths); missing.size > 0; ) {
    for (const schema of missing) schemas[schema] = strip(whole.components.schemas[schema]);
    missing = new Set([...references(schemas)].filter((schema) => !schemas[schema]));
  }
  const { title, version, license } = whole.info;
  const document = {
    openapi: whole.openapi,
    info: { title, version, license },
    paths,
    components: { schemas },
  };
  writeFileSync(new URL(`${name}.json`, import.meta.url), `${JSON.stringify(document, null, 1)}\n`);
}
