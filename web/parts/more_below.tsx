// Says that a list goes on below the screen, and goes there. "None of these" stands after the last line.
import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useApp } from './use';

/** How much of a screen it moves on, so that the last line seen is seen again. */
const SCREENFUL = 0.7;

/** For the eye and the thumb only: who goes by keyboard or by ear comes to the end of the list anyway. */
export function MoreBelow({ end }: { end: RefObject<HTMLElement> }) {
  const app = useApp();
  const [more, setMore] = useState(false);
  useEffect(() => {
    const watcher = new IntersectionObserver((seen) => {
      const last = seen.at(-1)!;
      setMore(!last.isIntersecting && last.boundingClientRect.top > 0);
    });
    if (end.current) watcher.observe(end.current);
    return () => watcher.disconnect();
  }, []);
  if (!more) return null;
  return (
    <div class="more-below" aria-hidden="true">
      <button tabIndex={-1} onClick={() => scrollBy({ top: innerHeight * SCREENFUL })}>
        <span class="arrow" />
        {app.t('page.more_below')}
      </button>
    </div>
  );
}
