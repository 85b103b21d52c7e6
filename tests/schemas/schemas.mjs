// The schemas of docs/formats, compiled, and what is wrong with a document in one line.

import { readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';

const FORMATS = new URL('../../docs/formats/', import.meta.url);

/// Strict: a misspelled keyword in a schema is an error. A value may have several types where the contract says so.
function load() {
  // The parts of `if`, `then` and `else` speak of properties of the schema around them.
  const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
  const ids = new Map();
  for (const file of readdirSync(FORMATS).filter((name) => name.endsWith('.schema.json'))) {
    const schema = JSON.parse(readFileSync(new URL(file, FORMATS), 'utf8'));
    ajv.addSchema(schema);
    ids.set(file, schema.$id);
  }
  return { ajv, ids };
}

const { ajv, ids } = load();

/// `name` is a file of docs/formats, with or without its folder, and may end in a part: "advice.schema.json#/$defs/brief".
export function schemaOf(name) {
  const [file, part] = name.split('#');
  const id = ids.get(basename(file));
  if (id === undefined) throw new Error(`${file}: no such schema; there are ${[...ids.keys()].join(', ')}`);
  const validate = ajv.getSchema(part === undefined ? id : `${id}#${part}`);
  if (validate === undefined) throw new Error(`${name}: the schema has no such part`);
  return validate;
}

/// null where the document is valid, else what is wrong with it.
export function problemIn(validate, document) {
  if (validate(document)) return null;
  const lines = validate.errors.map((error) => `${error.instancePath || '/'} ${error.message}`);
  return [...new Set(lines)].slice(0, 5).join('; ');
}
