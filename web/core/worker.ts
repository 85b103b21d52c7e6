// Where the core runs: off the page's own thread, so that nothing ever stutters. A trap discards the
// instance; the next call begins another, with the same words. There is nothing to save: the journal is the
// page's.
import type { Ask, Begin, Reply } from './messages';
import { Instance } from './module';

declare const self: DedicatedWorkerGlobalScope;

let beginning: Begin | undefined;
let instance: Instance | undefined;

function begun(): Instance {
  if (instance) return instance;
  if (!beginning) throw new Error('asked before it began');
  const fresh = new Instance(beginning.module);
  if (!fresh.call('springback_words', beginning.words).ok)
    throw new Error('the words belong to another version');
  instance = fresh;
  return fresh;
}

function answer({ id, call, text }: Ask): Reply {
  try {
    const { ok, text: answered } = begun().call(call, text);
    return { id, ok, text: answered, trapped: false };
  } catch (error) {
    instance = undefined;
    return { id, ok: false, text: String(error), trapped: true };
  }
}

self.onmessage = ({ data }: MessageEvent<Ask | Begin>) => {
  if ('module' in data) {
    beginning = data;
    instance = undefined;
  } else {
    self.postMessage(answer(data));
  }
};
