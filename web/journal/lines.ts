// A journal as a file: JSON Lines, as every other Springback reads and writes it.
import type { Stored } from './entry';

export function toLines(entries: readonly Stored[]): string {
  return entries.map((entry) => entry.text + '\n').join('');
}

export interface BadLine {
  line: number;
  what: string;
}

export interface FileEntry extends Stored {
  line: number;
}

/** The entries of a file, or the first line that is none. A line is kept as the text it is. */
export function fromLines(file: string): FileEntry[] | BadLine {
  const entries = new Map<string, FileEntry>();
  for (const [index, raw] of file
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const text = raw.trim();
    if (text === '') continue;
    const id = idOf(text);
    if (id === null) return { line: index + 1, what: text.slice(0, 40) };
    const before = entries.get(id);
    if (before !== undefined && before.text !== text) return { line: index + 1, what: id };
    if (before === undefined) entries.set(id, { id, text, line: index + 1 });
  }
  return [...entries.values()];
}

function idOf(text: string): string | null {
  try {
    const entry = JSON.parse(text) as { id?: unknown };
    return typeof entry === 'object' && entry !== null && typeof entry.id === 'string' ? entry.id : null;
  } catch {
    return null;
  }
}
