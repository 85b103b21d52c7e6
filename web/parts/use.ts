// The few hooks of the page.
import { createContext } from 'preact';
import { useContext, useEffect, useReducer, useRef } from 'preact/hooks';
import type { App } from '../state/app';

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('outside of the page');
  return app;
}

/** Draws again whenever the app has changed. */
export function useChanges(app: App): void {
  const [, again] = useReducer((n: number) => n + 1, 0);
  useEffect(() => app.subscribe(() => again(0)), [app]);
}

/** The heading of a screen takes the focus when the screen appears, so that a screen reader begins there. */
export function useHeading<T extends HTMLElement>(screen: string) {
  const heading = useRef<T>(null);
  useEffect(() => {
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [screen]);
  return heading;
}

/**
 * Whoever goes by keyboard or by ear stays where they are: where the thing that had the focus is taken away, and
 * nothing else takes it, the heading does.
 */
export function keepFocus(root: HTMLElement): void {
  let last: Element | null = null;
  document.addEventListener('focusin', ({ target }) => (last = target as Element));
  new MutationObserver(() => {
    if (last?.isConnected === false && document.activeElement === document.body)
      root.querySelector('h1')?.focus({ preventScroll: true });
  }).observe(root, { childList: true, subtree: true });
}
