// The page's own sentences, by key (protocol/words/*/page.yaml). What the core says comes in its advice.
import type { Locale } from '../core/contract';
import type { Key } from '../generated/keys';
import english from '../generated/page.en.json?url';
import spanish from '../generated/page.es.json?url';

export type Sentences = Record<Key, string>;
export type Translate = (key: Key, values?: Record<string, string | number>) => string;

const FILES: Record<Locale, string> = { en: english, es: spanish };

export async function loadWords(locale: Locale): Promise<Translate> {
  const response = await fetch(FILES[locale]);
  if (!response.ok) throw new Error(`words: ${response.status}`);
  const sentences = (await response.json()) as Sentences;
  return (key, values = {}) =>
    (sentences[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
