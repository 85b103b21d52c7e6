// The core as the page sees it: documents of the contract in and out.
import type { ClockChanges } from '../journal/changes';
import moduleUrl from '../generated/springback.wasm?url';
import wordsEn from '../generated/words.en.txt?url';
import wordsEs from '../generated/words.es.txt?url';
import type { Advice, Dose, Locale, LoneQuestion, Medicine, Refusal, Region } from './contract';
import type { Ask, Begin, Reply } from './messages';

/** The core refused a document: what was wrong with it. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(`${refusal.error.code}: ${refusal.error.argument}`);
  }
}

/** The core itself failed, twice in a row. */
export class CoreFailed extends Error {}

export interface Circumstances {
  at: string;
  changes?: ClockChanges;
  locale: Locale;
  region: Region | null;
  checkin?: boolean;
  /** May I take this now? */
  dose?: (Dose & { units?: number }) | undefined;
  /** The name of a medicine, as somebody types it. */
  find?: string | undefined;
  /** Entries of the journal, each as its line. */
  journal: readonly string[];
}

/** The entries go in as the text they are; nothing is read and written again on the way. */
export function requestText({ at, changes, locale, region, checkin, dose, find, journal }: Circumstances): string {
  const head = JSON.stringify({
    at,
    ...changes,
    locale,
    ...(region && { region }),
    live: true,
    ...(checkin && { checkin }),
    ...(dose && { dose }),
    ...(find && { find }),
  });
  return `${head.slice(0, -1)},"journal":[${journal.join(',')}]}`;
}

const WORDS: Record<Locale, string> = { en: wordsEn, es: wordsEs };

async function got(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}

/** Compiled here, while the worker is still being loaded. */
async function compiled(): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await (await got(moduleUrl)).arrayBuffer());
}

const wordsOf = async (locale: Locale) => (await got(WORDS[locale])).text();

export class Core {
  #worker: Promise<Worker> | undefined;
  #module: Promise<WebAssembly.Module> | undefined;
  #waiting = new Map<number, (reply: Reply) => void>();
  #last = 0;
  #locale: Locale;

  constructor(locale: Locale) {
    this.#locale = locale;
    this.#worker = this.#begin();
    // Whoever asks hears of it.
    this.#worker.catch(() => undefined);
  }

  /** From the next call on; what was asked before is answered in the words of before. */
  async speak(locale: Locale): Promise<void> {
    const words = await wordsOf(locale);
    this.#locale = locale;
    (await this.#worker)?.postMessage({ module: await this.#module!, words } satisfies Begin);
  }

  async advise(circumstances: Circumstances): Promise<Advice> {
    return JSON.parse(await this.adviceText(requestText(circumstances))) as Advice;
  }

  async medicine(circumstances: Circumstances): Promise<Medicine> {
    return JSON.parse(await this.#ask('springback_medicine', requestText(circumstances))) as Medicine;
  }

  /** The document as it is, byte for byte. */
  adviceText(request: string): Promise<string> {
    return this.#ask('springback_answer', request);
  }

  async questions(findings: readonly string[]): Promise<LoneQuestion[]> {
    const request = JSON.stringify({ locale: this.#locale, questions: findings });
    const document = JSON.parse(await this.#ask('springback_questions', request)) as {
      questions: LoneQuestion[];
    };
    return document.questions;
  }

  async #begin(): Promise<Worker> {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      this.#waiting.get(data.id)?.(data);
      this.#waiting.delete(data.id);
    };
    // The worker itself died: whoever waits hears it, and the next call begins another.
    worker.onerror = () => {
      this.#worker = undefined;
      for (const [id, hear] of this.#waiting) hear({ id, ok: false, text: 'worker', trapped: true });
      this.#waiting.clear();
    };
    this.#module ??= compiled();
    try {
      const [module, words] = await Promise.all([this.#module, wordsOf(this.#locale)]);
      worker.postMessage({ module, words } satisfies Begin);
    } catch (error) {
      // A file that cannot be had now may be there at the next call.
      this.#worker = this.#module = undefined;
      worker.terminate();
      throw error;
    }
    return worker;
  }

  async #ask(call: Ask['call'], text: string): Promise<string> {
    for (let attempt = 0; attempt < 2; ++attempt) {
      const reply = await this.#once(call, text);
      if (reply.ok) return reply.text;
      if (!reply.trapped) throw new Refused(JSON.parse(reply.text) as Refusal);
    }
    throw new CoreFailed(call);
  }

  async #once(call: Ask['call'], text: string): Promise<Reply> {
    const worker = await (this.#worker ??= this.#begin());
    const id = ++this.#last;
    return new Promise<Reply>((hear) => {
      this.#waiting.set(id, hear);
      worker.postMessage({ id, call, text } satisfies Ask);
    });
  }
}
