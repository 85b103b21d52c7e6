// Where the core runs: off the page's own thread, so that nothing ever stutters. A trap discards the instance; the
// next call begins another, with the same words. There is nothing to save: the journal is the page's.
import type { Ask, Begin, Reply } from './messages';
import { Instance } from './module';

declare const self: DedicatedWorkerGlobalScope;

let module: Promise<WebAssembly.Module> | undefined;
let words: Promise<string> | undefined;
/** One at a time, also where many ask before the first is there. */
let instance: Promise<Instance> | undefined;

async function compiled(url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return WebAssembly.compile(await response.arrayBuffer());
}

async function text(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.text();
}

async function begin(): Promise<Instance> {
  if (!module || !words) throw new Error('asked before it began');
  const fresh = new Instance(await module);
  if (!fresh.call('springback_words', await words).ok) throw new Error('the words belong to another version');
  return fresh;
}

async function answer({ id, call, text }: Ask): Promise<Reply> {
  try {
    const { ok, text: answered } = (await (instance ??= begin())).call(call, text);
    return { id, ok, text: answered, trapped: false };
  } catch (error) {
    instance = undefined;
    return { id, ok: false, text: String(error), trapped: true };
  }
}

self.onmessage = async ({ data }: MessageEvent<Ask | Begin>) => {
  if ('module' in data) {
    module ??= compiled(data.module);
    words = text(data.words);
    instance = undefined;
    // A file that cannot be had now may be there at the next call.
    module.catch(() => (module = undefined));
    words.catch(() => undefined);
    return;
  }
  self.postMessage(await answer(data));
};
