// Cold or warmth whose time is up: take it off, look at the skin, and say when it came off. Only then is it
// recorded, as it really was.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Heading, NoticeLine, TopBar } from '../parts/basics';
import { useApp } from '../parts/use';
import { clockText } from '../words/clock';
import { lengthText } from '../words/words';

/** Up to here it is as good as on time. */
const ON_TIME_SECONDS = 60;

export function Over() {
  const app = useApp();
  const { timer, watch } = app.timers;
  const [other, setOther] = useState(false);
  if (!timer || !watch) return null;
  const late = watch.late;
  const isLate = late >= ON_TIME_SECONDS;
  const time = clockText(new Date(Date.now() - late * 1000), new Date(), app.locale);
  const off = app.t(`page.timer.off_${timer.measure as 'cold' | 'heat'}`);
  return (
    <div class="screen timer">
      <TopBar />
      <main>
        <NoticeLine />
        <Heading screen="over">{app.t('page.timer.over')}</Heading>
        <p class="take-off">{off}</p>
        {isLate && (
          <p class="late">{app.t('page.timer.late', { time, late: lengthText(late, app.t) })}</p>
        )}
        <p class="skin">{app.t('page.timer.skin_after')}</p>
      </main>
      <section class="came-off" aria-labelledby="came-off">
        <h2 id="came-off">{app.t('page.timer.when_off')}</h2>
        <button class="first wide" onClick={() => void app.timers.cameOff(0)}>
          {app.t('page.timer.off_now')}
        </button>
        {isLate && (
          <button class="second wide" onClick={() => void app.timers.cameOff(late)}>
            {app.t('page.timer.off_on_time', { time })}
          </button>
        )}
        {isLate &&
          (other ? (
            <Ago late={late} />
          ) : (
            <button class="second wide" onClick={() => setOther(true)}>
              {app.t('page.timer.off_other')}
            </button>
          ))}
      </section>
    </div>
  );
}

/** About how long ago, between its end and now. */
function Ago({ late }: { late: number }) {
  const app = useApp();
  const most = Math.max(1, Math.floor(late / 60));
  const step = most > 15 ? 5 : 1;
  const [minutes, setMinutes] = useState(Math.min(step, most));
  const more = useRef<HTMLButtonElement>(null);
  useEffect(() => more.current?.focus(), []);
  const move = (by: number) => setMinutes(Math.min(most, Math.max(1, minutes + by)));
  return (
    <>
      <div class="minutes" role="group" aria-label={app.t('page.timer.when_off')}>
        <button class="step" aria-label={app.t('page.less')} disabled={minutes <= 1} onClick={() => move(-step)}>
          −
        </button>
        <output>{app.t('page.timer.ago', { time: lengthText(minutes * 60, app.t) })}</output>
        <button ref={more} class="step" aria-label={app.t('page.more')} disabled={minutes >= most} onClick={() => move(step)}>
          +
        </button>
      </div>
      <button class="second wide" onClick={() => void app.timers.cameOff(minutes * 60)}>
        {app.t('page.timer.off_note')}
      </button>
    </>
  );
}

/** On every other screen: it is still there. */
export function OverLine() {
  const app = useApp();
  const { timer, waits } = app.timers;
  if (!timer || !waits || app.route.place === 'timer') return null;
  return (
    <aside class="over-line" role="alert">
      <button class="wide" onClick={() => app.go('timer')}>
        {app.t('page.timer.over_notice', { what: timer.title })}{' '}
        {app.t(`page.timer.off_${timer.measure as 'cold' | 'heat'}`)}
      </button>
    </aside>
  );
}
