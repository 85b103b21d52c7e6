// What the journal shows over time: readings and what was done. It only sorts; what it means the core says.
import type { Stored } from '../journal/entry';

export interface Reading {
  at: number;
  pain: number | null;
  able: number | null;
}

export type Deed = 'cold' | 'heat' | 'walk' | 'dose';

export interface Mark {
  at: number;
  what: Deed;
}

interface Line {
  id: string;
  at: string;
  taken_at?: string;
  kind: string;
  entry?: string;
  measure?: string;
  findings?: Record<string, unknown>;
}

export function course(entries: readonly Stored[]): { readings: Reading[]; marks: Mark[] } {
  const lines = entries.map(({ text }) => JSON.parse(text) as Line);
  const taken = new Set(lines.filter((line) => line.kind === 'retracted').map((line) => line.entry));
  const readings: Reading[] = [];
  const marks: Mark[] = [];
  for (const line of lines) {
    if (taken.has(line.id)) continue;
    const at = Date.parse(line.at);
    const pain = line.findings?.['pain_now'];
    const able = line.findings?.['function'];
    if (typeof pain === 'number' || typeof able === 'number')
      readings.push({
        at,
        pain: typeof pain === 'number' ? pain : null,
        able: typeof able === 'number' ? able : null,
      });
    if (line.kind === 'took') marks.push({ at: Date.parse(line.taken_at ?? line.at), what: 'dose' });
    if (
      line.kind === 'did' &&
      (line.measure === 'cold' || line.measure === 'heat' || line.measure === 'walk')
    )
      marks.push({ at, what: line.measure });
  }
  const byTime = (a: { at: number }, b: { at: number }) => a.at - b.at;
  return { readings: together(readings.sort(byTime)), marks: marks.sort(byTime) };
}

/** Readings of one sitting stand together: each question of a check-in is an entry of its own. */
function together(readings: Reading[]): Reading[] {
  const joined: Reading[] = [];
  for (const reading of readings) {
    const last = joined.at(-1);
    const near = last && reading.at - last.at < 10 * 60_000;
    if (
      near &&
      (last.pain === null || reading.pain === null) &&
      (last.able === null || reading.able === null)
    ) {
      last.pain ??= reading.pain;
      last.able ??= reading.able;
    } else {
      joined.push({ ...reading });
    }
  }
  return joined;
}
