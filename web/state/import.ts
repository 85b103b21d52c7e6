// Takes the entries of a file into the journal: all of them, or none and one clear line that says why.
import { Refused } from '../core/client';
import type { Stored } from '../journal/entry';
import { type FileEntry, fromLines } from '../journal/lines';
import type { Notice } from './app';

export interface Into {
  entries: readonly Stored[];
  /** Throws `Refused` where the core cannot read them. */
  check(entries: readonly Stored[]): Promise<unknown>;
  /** Null where they were kept, else what to say. */
  keep(entries: Stored[]): Promise<Notice | null>;
}

const bad = (line: number, what: string): Notice => ({ key: 'page.data.bad_line', values: { line, what } });

export async function importLines(file: string, into: Into): Promise<Notice> {
  const lines = fromLines(file);
  if (!Array.isArray(lines)) return bad(lines.line, lines.what);
  const known = new Map(into.entries.map(({ id, text }) => [id, text]));
  const other = lines.find(({ id, text }) => known.has(id) && known.get(id) !== text);
  if (other) return { key: 'page.data.conflict', values: { line: other.line } };
  const fresh = lines.filter(({ id }) => !known.has(id));
  try {
    await into.check([...into.entries, ...fresh]);
  } catch (error) {
    return error instanceof Refused ? nameBadLine(fresh, error, into) : { key: 'page.error.core' };
  }
  const failed = await into.keep(fresh.map(({ id, text }) => ({ id, text })));
  return (
    failed ?? { key: 'page.data.imported', values: { n: fresh.length, known: lines.length - fresh.length } }
  );
}

/** The core names the entry of a whole journal by its place; a person wants the line of the file. */
async function nameBadLine(lines: FileEntry[], whole: Refused, into: Into): Promise<Notice> {
  for (const entry of lines) {
    try {
      await into.check([entry]);
    } catch (error) {
      return error instanceof Refused
        ? bad(entry.line, error.refusal.error.argument)
        : { key: 'page.error.core' };
    }
  }
  return bad(0, whole.message);
}
