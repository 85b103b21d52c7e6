// The little that the page itself remembers beside the journal, in localStorage: nothing that the core could
// tell. What cannot be kept is gone at the next start, and nothing more.
const PREFIX = 'springback.';

export type Name = 'language' | 'region' | 'sitting' | 'draft' | 'timer' | 'home';

export function recall<T>(name: Name): T | null {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

export function remember(name: Name, value: unknown): void {
  try {
    if (value === null || value === undefined) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // No room: this is a convenience; what the person said is in the journal.
  }
}

/** Tells what another tab remembered. */
export function onRemembered(hear: (name: Name) => void): void {
  addEventListener('storage', ({ key }) => {
    if (key?.startsWith(PREFIX)) hear(key.slice(PREFIX.length) as Name);
  });
}
