// Checks requests to Twilio's REST API and its answers against what Twilio publishes: see twilio-oai/refresh.mjs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';

const read = (name) => JSON.parse(readFileSync(new URL(`twilio-oai/${name}.json`, import.meta.url), 'utf8'));
const documents = ['api_v2010', 'voice_v1', 'iam_v1'].map(read);

const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false });
ajv.addFormat(
  'date-time-rfc-2822',
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000$/,
);
ajv.addFormat('date-time', /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?Z)?$/);
ajv.addFormat('uri', /^(\/[^\s]*|https?:\/\/[^\s]+)$/);
ajv.addFormat('http-method', /^(GET|POST|HEAD|PATCH|PUT|DELETE)$/);
ajv.addFormat('phone-number', /^(\+[1-9]\d{6,14}|client:\w+|)$/);
ajv.addFormat('iso-country-code', /^[A-Z]{2}$/);
for (const format of ['currency', 'uri-map', 'phone-number-capabilities', 'int64', 'int32'])
  ajv.addFormat(format, true);

/** OpenAPI 3.0's `nullable` in JSON Schema's words, references resolved, no unknown fields. */
function schemaOf(document, node) {
  if (node === null || typeof node !== 'object') return node;
  if (Array.isArray(node)) return node.map((item) => schemaOf(document, item));
  if (node.$ref) {
    const name = node.$ref.split('/').at(-1);
    return schemaOf(document, { ...document.components.schemas[name], nullable: node.nullable });
  }
  const { nullable, properties, ...rest } = node;
  const schema = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, schemaOf(document, value)]),
  );
  if (properties) {
    schema.properties = Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [name, schemaOf(document, value)]),
    );
    schema.required = Object.keys(properties).filter((name) => !optional.has(name));
    schema.additionalProperties = false;
    for (const name of undocumented) schema.properties[name] ??= true;
  }
  return nullable ? { anyOf: [schema, { type: 'null' }] } : schema;
}
// In Twilio's examples and not in its schemas; and the other way about.
const undocumented = ['annotation', 'public_application_connect_enabled', 'fax'];
const optional = new Set(['fax', 'policy']);

const operations = documents.flatMap((document) =>
  Object.entries(document.paths).flatMap(([template, item]) =>
    ['get', 'post', 'delete']
      .filter((method) => item[method])
      .map((method) => ({
        document,
        template,
        method: method.toUpperCase(),
        pattern: new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`),
        operation: item[method],
      })),
  ),
);
const find = (method, path) => operations.find((one) => one.method === method && one.pattern.test(path));

const compiled = new Map();
function check(what, document, schema, value) {
  const key = JSON.stringify([document.info.title, schema]);
  if (!compiled.has(key)) compiled.set(key, ajv.compile(schemaOf(document, schema)));
  const validate = compiled.get(key);
  assert.ok(validate(value), `${what}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(value)}`);
}

/** Texts of a query or a form as the types that the schema wants. */
function typed(schema, text) {
  if (schema?.type === 'integer') return /^-?\d+$/.test(text) ? Number(text) : text;
  if (schema?.type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}

/** Fails unless Twilio publishes this request so. */
export function checkTwilioRequest({ method, target, content_type: type, body }) {
  const [path, query = ''] = target.split('?');
  const place = `${method} ${target}`;
  const found = find(method, path);
  assert.ok(found, `Twilio has no ${place}`);
  for (const [name, value] of new URLSearchParams(query)) {
    const parameter = found.operation.parameters?.find((one) => one.in === 'query' && one.name === name);
    assert.ok(parameter, `${place}: Twilio knows no ${name}`);
    check(`${place} ${name}`, found.document, parameter.schema, typed(parameter.schema, value));
  }
  if (method !== 'POST') return assert.equal(body, '', place);
  assert.match(type, /^application\/x-www-form-urlencoded/, place);
  const content = found.operation.requestBody?.content['application/x-www-form-urlencoded'];
  const form = [...new URLSearchParams(body)];
  for (const [name, value] of form) {
    const schema = content?.schema.properties[name];
    assert.ok(schema, `${place}: Twilio knows no ${name}`);
    check(`${place} ${name}`, found.document, schema, typed(schema, value));
  }
  for (const name of content?.schema.required ?? [])
    assert.ok(
      form.some(([given]) => given === name),
      `${place} lacks ${name}`,
    );
  return undefined;
}

/** Fails unless Twilio publishes this answer so: its status, each field, and no field less or more. */
export function checkTwilioAnswer(method, target, status, body) {
  const [path] = target.split('?');
  const place = `${method} ${target} -> ${status}`;
  const found = find(method, path);
  assert.ok(found, `Twilio has no ${place}`);
  const response = found.operation.responses[status];
  assert.ok(response, `${place} is not an answer of Twilio's: ${JSON.stringify(body)}`);
  const content = response.content?.['application/json'];
  if (!content) return assert.equal(body, undefined, place);
  return check(place, found.document, content.schema, body);
}
