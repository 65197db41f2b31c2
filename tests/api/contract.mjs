// Checks answers against api/openapi.yaml: status, content type, headers and body of every answer that a test gets.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

export const specificationText = readFileSync(new URL('../../api/openapi.yaml', import.meta.url), 'utf8');
const specification = parse(specificationText);

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: 'openapi', ...specification });

const resolve = (node) =>
  node?.$ref
    ? node.$ref
        .slice(2)
        .split('/')
        .reduce((at, key) => at[key.replaceAll('~1', '/')], specification)
    : node;

const paths = Object.keys(specification.paths).map((template) => ({
  template,
  pattern: new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`),
}));

const validators = new Map();
function validator(schema) {
  const key = JSON.stringify(schema);
  if (!validators.has(key)) {
    const absolute = JSON.parse(key.replaceAll('"#/', '"openapi#/'));
    validators.set(key, ajv.compile(absolute));
  }
  return validators.get(key);
}

// Answers that any path may give and that the specification does not repeat for each.
const general = { 405: 'method_not_allowed', 408: 'request_timeout', 431: 'headers_too_large' };
const problem = { $ref: '#/components/schemas/Problem' };

/** Fails unless the answer to `method path` is one that the specification describes. Gives its body. */
export async function checkAnswer(method, path, answer) {
  const text = await answer.text();
  const type = (answer.headers.get('content-type') ?? '').split(';')[0];
  const place = `${method} ${path} -> ${answer.status}`;
  const [plain] = path.split('?');
  const found =
    paths.find(({ template }) => template === plain) ?? paths.find(({ pattern }) => pattern.test(plain));
  const operation = found && specification.paths[found.template][method.toLowerCase()];
  const described = resolve(operation?.responses[answer.status]);
  if (!described) {
    assert.ok(general[answer.status] || !operation, `${place} is not in the specification: ${text}`);
    return checkBody(place, problem, type, text);
  }
  for (const [name, header] of Object.entries(described.headers ?? {})) {
    const { schema } = resolve(header);
    const value = answer.headers.get(name);
    if (value === null && name === 'Retry-After') continue;
    assert.ok(value !== null, `${place} has no ${name}`);
    assert.ok(
      validator(schema)(schema.type === 'integer' ? Number(value) : value),
      `${place}: ${name}: ${value}`,
    );
  }
  if (!described.content) {
    assert.equal(text, '', `${place} has a body`);
    return undefined;
  }
  const media = described.content[type];
  assert.ok(media, `${place} has content type ${type}`);
  if (type === 'application/x-ndjson') {
    const lines = text.split('\n').filter(Boolean);
    return lines.map((line) => checkBody(place, media.schema, type, line));
  }
  return type.endsWith('json') ? checkBody(place, media.schema, type, text) : text;
}

function checkBody(place, schema, type, text) {
  assert.match(type, /json$/, `${place}: ${type} ${text}`);
  const body = JSON.parse(text);
  const validate = validator(schema);
  assert.ok(validate(body), `${place}: ${ajv.errorsText(validate.errors)}\n${text}`);
  if (body.status !== undefined && body.reason !== undefined)
    assert.equal(`${body.status}`, place.split(' ').at(-1));
  return body;
}

/** Fails unless a document is what the specification calls `name`. For what comes by other ways than an answer. */
export function checkSchema(name, document) {
  const validate = validator({ $ref: `#/components/schemas/${name}` });
  assert.ok(validate(document), `${name}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(document)}`);
}

/** A client of one installation that checks each answer. */
export function client(installation, token) {
  return async (method, path, { body, headers = {}, raw } = {}) => {
    const answer = await fetch(`http://127.0.0.1:${installation.port}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { 'x-tle-token': token }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
    return { status: answer.status, headers: answer.headers, body: await checkAnswer(method, path, answer) };
  };
}

/** A signed webhook whose answer is checked. */
export async function webhook(installation, path, fields, options) {
  const answer = await installation.webhook(path, fields, options);
  return { status: answer.status, headers: answer.headers, body: await checkAnswer('POST', path, answer) };
}
