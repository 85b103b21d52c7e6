// A card that was begun: what was tapped on it, so that a closed tab loses nothing. Signs that were marked are
// told even if nobody ever comes back to the card.
import type { Findings } from '../core/contract';
import { newId } from '../journal/entry';
import { recall, remember } from './memory';

export interface Draft {
  /** The card. */
  of: string;
  value: unknown;
  /** What is told already, as the entry that it will be: its id and its instant (milliseconds). */
  told?: { entry: string; at: number; findings: Findings };
}

export function draftOf<T>(of: string, otherwise: T): T {
  const draft = recall<Draft>('draft');
  return draft?.of === of ? (draft.value as T) : otherwise;
}

export function keepDraft(of: string): (value: unknown, findings?: Findings) => void {
  return (value, findings = {}) => {
    const now = new Date();
    const told = { entry: newId(now), at: now.getTime(), findings };
    remember('draft', { of, value, ...(Object.keys(findings).length > 0 && { told }) } satisfies Draft);
  };
}
