import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import test from 'node:test';
import { clockChanges } from '../journal/changes';
import { localInstant, newId, stamp } from '../journal/entry';
import { fromLines, toLines } from '../journal/lines';

// A browser has it everywhere, Node only from 19 on.
globalThis.crypto ??= webcrypto as Crypto;

test('an instant keeps the offset of its place', () => {
  const date = new Date('2026-11-23T14:00:00.250Z');
  const instant = localInstant(date);
  assert.match(instant, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.250[+-]\d\d:\d\d$/);
  assert.equal(Date.parse(instant), date.getTime());
});

test('half an hour off, and behind', () => {
  const date = new Date('2026-11-23T14:00:00Z');
  date.getTimezoneOffset = () => -330;
  assert.equal(localInstant(date), '2026-11-23T19:30:00.000+05:30');
  date.getTimezoneOffset = () => 210;
  assert.equal(localInstant(date), '2026-11-23T10:30:00.000-03:30');
});

test('where clocks change, on both sides and not further off', () => {
  const zone = process.env['TZ'];
  process.env['TZ'] = 'Europe/London';
  try {
    assert.deepEqual(clockChanges(new Date('2026-03-28T23:30:00Z')), { clock_after: '2026-03-29T02:00:00.000+01:00' });
    assert.deepEqual(clockChanges(new Date('2026-03-29T01:00:00Z')), { clock_before: '2026-03-29T00:59:59.000+00:00' });
    assert.deepEqual(clockChanges(new Date('2026-10-24T12:00:00Z')), { clock_after: '2026-10-25T01:00:00.000+00:00' });
    assert.deepEqual(clockChanges(new Date('2026-03-20T00:00:00Z')), {});
    assert.deepEqual(clockChanges(new Date('2026-04-07T00:00:00Z')), {});
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
});

test('ids are UUIDs of version 7, and sort in the order in which they were made', () => {
  const date = new Date('2026-11-23T14:00:00Z');
  const ids = Array.from({ length: 100 }, () => newId(date));
  for (const id of ids)
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.deepEqual([...ids].sort(), ids);
  assert.equal(new Set(ids).size, 100);
  assert.equal(parseInt(ids[0]!.replace('-', '').slice(0, 12), 16), date.getTime());
});

test('a journal goes through a file unchanged, also through one with a mark and blank lines', () => {
  const entries = [stamp({ kind: 'began' }, new Date()), stamp({ kind: 'recovered' }, new Date())];
  const read = fromLines('\uFEFF' + toLines(entries) + '\r\n\n');
  assert.ok(Array.isArray(read));
  assert.deepEqual(
    read.map(({ id, text }) => ({ id, text })),
    entries,
  );
});

test('the first bad line is named', () => {
  const good = stamp({ kind: 'began' }, new Date()).text;
  assert.deepEqual(fromLines(`${good}\n{"id":7}\n`), { line: 2, what: '{"id":7}' });
  assert.deepEqual(fromLines(`\nnull\n`), { line: 2, what: 'null' });
  assert.deepEqual(fromLines(`{"id":"a","x":1}\n{"id":"a","x":2}`), { line: 2, what: 'a' });
});
