// "May I take this now?": the verdict, until when it holds, why, and the day so far.
import { useEffect, useState } from 'preact/hooks';
import type { Asked } from '../core/contract';
import rowsUrl from '../generated/rows.json?url';
import { Heading, NoticeLine, Sources, TopBar } from '../parts/basics';
import { CallNow } from '../parts/call_now';
import { useApp } from '../parts/use';
import { DayBar, Sign } from './medicine';
import { doseAsked, LogNow } from './medicine_took';

export function May({ asked }: { asked: Asked }) {
  const app = useApp();
  const { medicine } = app;
  const open = asked.ask.length > 0;
  const dose = doseAsked(app);
  const days = medicine?.medicines.filter((one) => asked.ingredients.includes(one.ingredient)) ?? [];
  return (
    <div class="screen medicine">
      <TopBar back={() => app.go('medicine')} />
      <main>
        <NoticeLine />
        <Heading screen={`may ${asked.name}`}>{asked.name ?? ('product_text' in dose ? dose.product_text : '')}</Heading>
        <CallNow />
        <section class={`verdict verdict-${asked.verdict}`} aria-live="polite">
          <p class="verdict-text">
            <Sign ruling={asked.verdict} />
            <span>{asked.text}</span>
          </p>
          {asked.next_at && <Countdown until={asked.next_at} />}
          {asked.units_text && <p>{asked.units_text}</p>}
        </section>
        {asked.verdict === 'label_allows' && <p class="hint">{medicine?.notes[0]}</p>}
        {open && <p>{app.t('page.medicine.open')}</p>}
        <Why asked={asked} />
        {days.some(({ day }) => day) && (
          <section>
            <h2>{app.t('page.medicine.day')}</h2>
            {days.map(({ ingredient, name, day }) => day && <DayBar key={ingredient} day={day} name={name} />)}
            <p class="faint">{app.t('page.medicine.marks')}</p>
          </section>
        )}
      </main>
      <footer class="foot">
        {open ? (
          <button class="first wide" onClick={() => void app.beginSitting('medicine', dose)}>
            {app.t('page.state.check')}
          </button>
        ) : (
          asked.verdict === 'label_allows' && <LogNow key={asked.product} asked={asked} />
        )}
        <button class="second" onClick={() => app.go('medicine', 'took')}>
          {app.t(asked.verdict === 'label_allows' && !open ? 'page.medicine.earlier' : 'page.medicine.took_it')}
        </button>
      </footer>
    </div>
  );
}

const MINUTE = 60_000;

/** How long still; at the end the core is asked again. */
function Countdown({ until }: { until: string }) {
  const app = useApp();
  const end = Date.parse(until);
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(ticking);
  }, []);
  const over = now >= end;
  useEffect(() => {
    if (over) void app.refold();
  }, [over]);
  const minutes = Math.max(0, Math.ceil((end - now) / MINUTE));
  const values = { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
  return (
    <p class="countdown" role="timer">
      {app.t(values.hours > 0 ? 'page.medicine.left_hours' : 'page.medicine.left_minutes', values)}
    </p>
  );
}

/** Questions that are open are no reason yet, and rest on nothing. */
const OPEN = 'caution_unknown';

let rows: Promise<Record<string, string[]>> | undefined;

/** Every reason, and what each rests on. */
function Why({ asked }: { asked: Asked }) {
  const app = useApp();
  const [known, setKnown] = useState<Record<string, string[]>>({});
  const fetchRows = () => {
    rows ??= fetch(rowsUrl).then((response) => response.json() as Promise<Record<string, string[]>>);
    rows.then(setKnown, () => (rows = undefined));
  };
  const sources = (names: string[]) => [...new Set(names.flatMap((name) => known[name] ?? []))];
  if (asked.reasons.length === 0 && asked.sources.length === 0) return null;
  return (
    <details class="why" open={asked.verdict !== 'label_allows'} onToggle={fetchRows}>
      <summary>{app.t('page.medicine.why')}</summary>
      <ul>
        {asked.reasons.map((reason) => (
          <li key={reason.id + reason.text}>
            {reason.text}
            <Sources ids={reason.id === OPEN ? [] : sources(reason.rows)} summary={app.t('page.sources.summary')} />
          </li>
        ))}
      </ul>
      {asked.reasons.length === 0 && <Sources ids={asked.sources} summary={app.t('page.sources.summary')} />}
    </details>
  );
}
