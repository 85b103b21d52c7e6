// One measure: how, why, what to watch for, and the timer.
import { useState } from 'preact/hooks';
import type { PlanItem } from '../core/contract';
import { Heading, NoticeLine, Sources, TopBar } from '../parts/basics';
import { Figure } from '../parts/figure';
import { useApp } from '../parts/use';
import { lengthText } from '../words/words';
import { StateTag } from './now';

/** What a `did` entry calls each kind that is timed. */
const MEASURES: Record<string, string> = {
  position: 'rest',
  rest: 'rest',
  cold: 'cold',
  heat: 'heat',
  walk: 'walk',
  movement: 'movement',
  massage: 'massage',
};

const GRADES = {
  high: 'page.grade_high',
  moderate: 'page.grade_moderate',
  low: 'page.grade_low',
  'very low': 'page.grade_very_low',
} as const;

export function Item() {
  const app = useApp();
  const item = app.advice.plan.find((one) => one.id === app.route.id);
  if (!item) return <Gone />;
  const grade = GRADES[item.grade as keyof typeof GRADES] ?? 'page.grade_expert_opinion';
  return (
    <div class="screen">
      <TopBar back={() => app.go('now')} />
      <main>
        <NoticeLine />
        <Heading screen={item.id}>{item.title}</Heading>
        <p class="hint">{item.why}</p>
        <Figure measure={item.id} />
        {item.state === 'closed' ? (
          item.reasons.map((reason) => (
            <p key={reason.id} class="notice">
              {reason.text}
            </p>
          ))
        ) : (
          <>
            <ol class="steps">
              {item.how.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
            {item.watch && <p class="watch-line">{item.watch}</p>}
          </>
        )}
        <p class="faint">{app.t('page.grade_line', { grade: app.t(grade) })}</p>
        <Sources ids={item.sources} summary={app.t('page.sources.summary')} />
      </main>
      <StartTimer item={item} />
    </div>
  );
}

function Gone() {
  const app = useApp();
  return (
    <div class="screen">
      <TopBar back={() => app.go('now')} />
      <main>
        <Heading screen="gone">{app.t('page.item.gone')}</Heading>
      </main>
    </div>
  );
}

function StartTimer({ item }: { item: PlanItem }) {
  const app = useApp();
  const [minutes, setMinutes] = useState(item.minutes ?? 0);
  const measure = MEASURES[item.kind];
  if (item.state === 'check_first')
    return (
      <footer class="foot">
        <button class="first wide" onClick={() => app.go('check', item.id)}>
          {app.t('page.state.check')}
        </button>
      </footer>
    );
  if (item.state === 'later')
    return (
      <footer class="foot">
        <StateTag item={item} />
      </footer>
    );
  if (item.state === 'closed' || item.minutes === null || measure === undefined) return null;
  if (app.timers.timer)
    return (
      <footer class="foot">
        <button class="second wide" onClick={() => app.go('timer')}>
          {app.t('page.timer.running')}
        </button>
      </footer>
    );
  const most = item.minutes_max ?? item.minutes;
  const step = most > 30 ? 5 : 1;
  return (
    <footer class="foot">
      <div class="minutes" role="group" aria-label={app.t('page.timer.minutes')}>
        <button
          class="step"
          aria-label={app.t('page.less')}
          disabled={minutes <= step}
          onClick={() => setMinutes(minutes - step)}
        >
          −
        </button>
        <output>{minutes}</output>
        <button
          class="step"
          aria-label={app.t('page.more')}
          disabled={minutes + step > most}
          onClick={() => setMinutes(minutes + step)}
        >
          +
        </button>
      </div>
      <button
        class="first"
        onClick={() => {
          app.timers.start(item, measure, minutes);
          app.go('timer');
        }}
      >
        {app.t('page.timer.start', { time: lengthText(minutes * 60, app.t) })}
      </button>
    </footer>
  );
}
