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

/** "15 minutes", "1 minute", "40 seconds", "2 h 5 min": how long something lasts. A countdown shows "15:00". */
export function lengthText(seconds: number, t: Translate): string {
  const whole = Math.round(seconds);
  if (whole < 60) return t(whole === 1 ? 'page.length.second' : 'page.length.seconds', { n: whole });
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return t(minutes === 1 ? 'page.length.minute' : 'page.length.minutes', { n: minutes });
  return t('page.length.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
