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
