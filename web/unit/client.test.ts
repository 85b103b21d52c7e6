import assert from 'node:assert/strict';
import test from 'node:test';
import { Core, CoreFailed, Refused, requestText } from '../core/client';
import type { Ask, Begin, Reply } from '../core/messages';

/** A worker that answers from a list; "dies" kills it, "trap" is a trap. */
const script: string[] = [];
let workers = 0;
class FakeWorker {
  terminate(): void {}
  onmessage: ((event: { data: Reply }) => void) | null = null;
  onerror: (() => void) | null = null;
  constructor() {
    ++workers;
  }
  postMessage(data: Ask | Begin): void {
    if ('module' in data) return;
    const next = script.shift();
    queueMicrotask(() => {
      if (next === 'dies') this.onerror?.();
      else if (next === 'trap')
        this.onmessage?.({ data: { id: data.id, ok: false, text: 'unreachable', trapped: true } });
      else
        this.onmessage?.({
          data: { id: data.id, ok: !next!.includes('"error"'), text: next!, trapped: false },
        });
    });
  }
}
const empty = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
Object.assign(globalThis, { Worker: FakeWorker, fetch: async () => new Response(empty) });

test('a request is made of the entries as they are', () => {
  const text = requestText({
    at: '2026-11-23T09:00:00Z',
    locale: 'en',
    region: null,
    journal: ['{"id": "1"}', '{"id":"2"}'],
  });
  assert.equal(
    text,
    '{"at":"2026-11-23T09:00:00Z","locale":"en","live":true,"journal":[{"id": "1"},{"id":"2"}]}',
  );
});

test('after a trap, and after the worker died, the same is asked again', async () => {
  const core = new Core('en');
  script.push('trap', '{"version":1}');
  assert.equal(await core.adviceText('{}'), '{"version":1}');
  const before = workers;
  script.push('dies', '{"version":1}');
  assert.equal(await core.adviceText('{}'), '{"version":1}');
  assert.equal(workers, before + 1);
});

test('twice in a row is a failure, and a refusal is not asked again', async () => {
  const core = new Core('en');
  script.push('trap', 'trap');
  await assert.rejects(core.adviceText('{}'), CoreFailed);
  script.push('{"error":{"code":"not_json","argument":"request","line":null}}');
  await assert.rejects(core.adviceText('{}'), Refused);
  assert.equal(script.length, 0);
});
