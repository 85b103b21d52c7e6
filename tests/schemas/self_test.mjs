// node self_test.mjs
// Do the schemas tell good from bad? The worked examples of docs/formats/README.md must pass, with fields added too;
// each change below must fail, and be named.

import { readFileSync } from 'node:fs';
import { problemIn, schemaOf } from './schemas.mjs';

const PAGE = readFileSync(new URL('../../docs/formats/README.md', import.meta.url), 'utf8');
const ENTRY = 'journal.schema.json';
const REQUEST = 'request.schema.json';
const ADVICE = 'advice.schema.json';
const LIFTING = 'lifting.schema.json';

/// Blocks of the page that say which schema they follow: ```json journal.schema.json
const examples = [...PAGE.matchAll(/```json (\S+)\n([\s\S]*?)```/g)].map(([, schema, text]) => ({
  schema,
  document: JSON.parse(text),
}));

const first = (schema) => examples.find((example) => example.schema === schema).document;

/// What a valid document is changed into, and must be refused for.
const BREACHES = [
  [ENTRY, 'no id', (e) => delete e.id],
  [ENTRY, 'empty id', (e) => (e.id = '')],
  [ENTRY, 'id of 65 characters', (e) => (e.id = 'x'.repeat(65))],
  [ENTRY, 'no instant', (e) => delete e.at],
  [ENTRY, 'instant without offset', (e) => (e.at = '2026-11-22T08:05:00')],
  [ENTRY, 'month 13', (e) => (e.at = '2026-13-22T08:05:00+01:00')],
  [ENTRY, 'no kind', (e) => delete e.kind],
  [ENTRY, 'reported without findings', (e) => delete e.findings],
  [ENTRY, 'finding that is an object', (e) => (e.findings.pain_now = { points: 7 })],
  [ENTRY, 'set of numbers', (e) => (e.findings.pain_sites = [1])],
  [ENTRY, 'dose of nothing', (e) => (e.kind = 'took')],
  [ENTRY, 'amount as text', (e) => Object.assign(e, { kind: 'took', ingredients_mg: { ibuprofen: '200' } })],
  [ENTRY, 'half a minute', (e) => Object.assign(e, { kind: 'did', measure: 'cold', minutes: 0.5 })],
  [ENTRY, 'pain of 11', (e) => Object.assign(e, { kind: 'did', measure: 'cold', pain_after: 11 })],
  [ENTRY, 'retraction of nothing', (e) => (e.kind = 'retracted')],
  [ENTRY, 'lift without a load', (e) => Object.assign(e, { kind: 'lifted', request: { unit: 'metric' } })],
  [REQUEST, 'no journal', (r) => delete r.journal],
  [REQUEST, 'no instant', (r) => delete r.at],
  [REQUEST, 'entry without id', (r) => delete r.journal[0].id],
  [REQUEST, 'unknown language', (r) => (r.locale = 'xx')],
  [REQUEST, 'live as text', (r) => (r.live = 'yes')],
  [REQUEST, 'dose of nothing', (r) => (r.dose = {})],
  [ADVICE, 'another version', (a) => (a.version = 2)],
  ...['at', 'protocol', 'triage', 'say', 'ask', 'plan', 'medicines', 'dose', 'course', 'next_checkin_at',
    'unknown_entries', 'help', 'breaches'].map((key) => [ADVICE, `no ${key}`, (a) => delete a[key]]),
  [ADVICE, 'unknown urgency', (a) => (a.triage.urgency = 'urgent')],
  [ADVICE, 'today within 14 days', (a) => (a.triage.within = 'P14D')],
  [ADVICE, 'today without a rule', (a) => (a.triage.rules = [])],
  [ADVICE, 'self care with a rule', (a) => Object.assign(a.triage, { urgency: 'self_care', within: null })],
  [ADVICE, 'settled with an open rule', (a) => (a.triage.open = ['R01'])],
  [ADVICE, 'undecided with nothing open', (a) => Object.assign(a.triage, { urgency: 'undecided', within: null })],
  [ADVICE, 'rule without a reason', (a) => (a.triage.rules[0].because = '')],
  [ADVICE, 'closed without a reason', (a) => (a.plan[0].reasons = [])],
  [ADVICE, 'later without an instant', (a) => (a.plan[0].state = 'later')],
  [ADVICE, 'check first without a question', (a) => (a.plan[0].state = 'check_first')],
  [ADVICE, 'unknown state', (a) => (a.plan[0].state = 'maybe')],
  [ADVICE, 'unknown line', (a) => (a.help.lines[0].kind = 'pizza')],
  [ADVICE, 'verdict that tells to take', (a) => (a.dose = { verdict: 'take', next_at: null, units_max_now: 1, reasons: [] })],
  [ADVICE, 'wait without an instant', (a) => (a.dose = { verdict: 'wait', next_at: null, units_max_now: 0, reasons: [] })],
  [LIFTING, 'three points', (l) => (l.points = [l.points[0], l.points[0], l.points[0]])],
  [LIFTING, 'unknown unit', (l) => (l.unit = 'stone')],
];

let failed = 0;
function expect(what, holds) {
  if (holds) return;
  failed += 1;
  console.error(`failed: ${what}`);
}

for (const { schema, document } of examples) {
  const problem = problemIn(schemaOf(schema), document);
  expect(`example of ${schema}: ${problem}`, problem === null);
  const later = { ...document, from_a_later_version: { any: ['thing'] } };
  expect(`field added to an example of ${schema}`, problemIn(schemaOf(schema), later) === null);
}
for (const [schema, what, change] of BREACHES) {
  const document = structuredClone(first(schema));
  change(document);
  expect(`${schema} lets pass: ${what}`, problemIn(schemaOf(schema), document) !== null);
}
const later = { ...first(ENTRY), kind: 'slept', findings: { not_yet_known: 'much' } };
expect('an unknown kind and finding are kept', problemIn(schemaOf(ENTRY), later) === null);

const count = 2 * examples.length + BREACHES.length + 1;
console.log(`${count - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
