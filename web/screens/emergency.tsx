// Call, say this, lie so. Nothing else, and not to be put away by accident.
import { useEffect, useRef, useState } from 'preact/hooks';
import { CallLines, Heading, NoticeLine, RegionChoice } from '../parts/basics';
import { Say } from '../parts/say';
import { Slip } from '../parts/slip';
import { useApp } from '../parts/use';

/** Nobody reads a screen and decides to leave it in less. */
const LEAVE_AFTER_SECONDS = 10;

export function Emergency() {
  const app = useApp();
  const { help, say } = app.advice;
  return (
    <div class="screen emergency">
      <main>
        <NoticeLine />
        <Heading screen="emergency">{help.title}</Heading>
        <CallLines lines={help.lines} big />
        <details class="region-quiet">
          <summary>{app.region ? app.t(`page.region_${app.region}`) : app.t('page.region_unknown')}</summary>
          <RegionChoice />
        </details>
        <ol class="steps">
          {help.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        {say && <Say text={say} />}
        <Slip />
        <Leave />
      </main>
    </div>
  );
}

function Leave() {
  const app = useApp();
  const [asked, setAsked] = useState(false);
  const [left, setLeft] = useState(LEAVE_AFTER_SECONDS);
  const stay = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    stay.current?.focus();
    stay.current?.parentElement?.scrollIntoView({ block: 'end' });
  }, [asked]);
  useEffect(() => {
    if (left <= 0) return undefined;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  if (!asked)
    return (
      <button class="quiet leave" onClick={() => setAsked(true)}>
        {app.t('page.emergency.leave')}
      </button>
    );
  return (
    <section class="leave-asked" aria-live="polite">
      <p>{app.t('page.emergency.leave_asked')}</p>
      <button ref={stay} class="first" onClick={() => setAsked(false)}>
        {app.t('page.emergency.stay')}
      </button>
      {app.sitting && app.sitting.steps.length > 0 && (
        <button class="second" onClick={() => void app.stepBack()}>
          {app.t('page.emergency.again')}
        </button>
      )}
      <button class="quiet" disabled={left > 0} onClick={() => app.leaveEmergency()}>
        {left > 0 ? app.t('page.emergency.leave_in', { n: left }) : app.t('page.emergency.leave_now')}
      </button>
    </section>
  );
}
