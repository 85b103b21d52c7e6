// Today: the one next step on top, then everything that can be done, then what cannot, and why.
import type { ComponentChildren } from 'preact';
import type { Advice, PlanItem } from '../core/contract';
import { CallLines, Heading, NoticeLine, Tabs, TopBar } from '../parts/basics';
import { CallNow } from '../parts/call_now';
import { SmallFigure } from '../parts/figure';
import { Say } from '../parts/say';
import { useApp } from '../parts/use';
import { minutesAndSeconds } from '../timers/timer';
import { clockText } from '../words/clock';
import { lengthText } from '../words/words';

/**
 * The parts of the screen, and which kinds of measures stand in each. Within a part the core's order holds.
 */
const PARTS = {
  position: ['position'],
  up: ['getting_up'],
  warmth: ['heat', 'cold'],
  move: ['walk', 'rest', 'movement'],
  medicine: ['medicine'],
  more: ['massage', 'physiotherapy', 'note', 'prevention'],
} as const;

/** What is shown beside its name: how to lie, and how to get up. */
const DRAWN = ['position', 'getting_up'];

const closedByUrgency = (item: PlanItem) => item.reasons.some((reason) => reason.id.startsWith('urgency.'));

export function Now() {
  const app = useApp();
  const { advice } = app;
  const usable = advice.plan.filter((item) => item.state !== 'closed');
  const closed = advice.plan.filter((item) => item.state === 'closed');
  const waiting = closed.find(closedByUrgency)?.reasons.find((reason) => reason.id.startsWith('urgency.'));
  return (
    <div class="screen">
      <TopBar />
      <main>
        <NoticeLine />
        <Heading screen="now">
          {foundNothing(advice) && advice.call_now.length > 0 ? app.t('page.call.title') : advice.help.title}
        </Heading>
        {app.timers.timer && app.timers.watch && !app.timers.waits && (
          <button class="running" onClick={() => app.go('timer')}>
            {app.timers.timer.title} <span>{minutesAndSeconds(app.timers.watch.left)}</span>
          </button>
        )}
        <CallNow />
        <NextStep advice={advice} />
        <Reasons advice={advice} />
        {advice.say && advice.call_now.length === 0 && <Say text={advice.say} />}
        {Object.entries(PARTS).map(([part, kinds]) => (
          <Part
            key={part}
            folded={part === 'more'}
            title={app.t(`page.part.${part as keyof typeof PARTS}`)}
            items={usable.filter((item) => (kinds as readonly string[]).includes(item.kind))}
          >
            {part === 'medicine' && <MedicineRow />}
          </Part>
        ))}
        <CheckinLine />
        {closed.length > 0 && (
          <details class="closed">
            <summary>{app.t('page.closed')}</summary>
            {waiting && <p>{waiting.text}</p>}
            <ul>
              {closed.map((item) => (
                <li key={item.id}>
                  <strong>{item.title}</strong>
                  {item.reasons
                    .filter((reason) => reason !== waiting && !reason.id.startsWith('urgency.'))
                    .map((reason) => (
                      <p key={reason.id}>{reason.text}</p>
                    ))}
                </li>
              ))}
            </ul>
          </details>
        )}
        {app.ahead > 0 && <p class="notice">{app.t('page.ahead', { n: app.ahead })}</p>}
        <Update />
        <p class="faint">{app.t('page.not_reviewed')}</p>
      </main>
      <Tabs />
    </div>
  );
}

/** Its title and its first step say so. */
const foundNothing = (advice: Advice) => advice.triage.urgency === 'self_care';

/**
 * What comes first: questions that are still open, whom to call, a check-in that is due, or the first thing
 * to do.
 */
function NextStep({ advice }: { advice: Advice }) {
  const app = useApp();
  const due = app.checkinAt !== null && Date.parse(app.checkinAt) <= Date.now();
  const emergency = advice.triage.urgency === 'emergency';
  // Whom to call before anything else stands above, once.
  const above = new Set(advice.call_now.map(({ kind }) => kind));
  const lines = advice.help.lines.filter(
    ({ kind }) => (emergency || kind !== 'emergency') && !above.has(kind),
  );
  // Under whom to call now nobody reads that nothing was found.
  const step = above.size > 0 && foundNothing(advice) ? undefined : advice.help.steps[0];
  return (
    <section class="next">
      {step && <p class="next-step">{step}</p>}
      {lines.length > 0 && <CallLines lines={lines} />}
      {advice.ask.length > 0 ? (
        <button
          class="first wide"
          onClick={() => void app.beginSitting(app.returning ? 'checkin' : 'interview')}
        >
          {app.t(app.returning ? 'page.next.checkin' : 'page.next.questions')}
        </button>
      ) : (
        <FirstThing advice={advice} due={due} />
      )}
    </section>
  );
}

/**
 * A check-in that is due, or else the first measure that is open: the core's order is the order of what
 * matters.
 */
function FirstThing({ advice, due }: { advice: Advice; due: boolean }) {
  const app = useApp();
  const first = advice.plan.find((item) => item.state === 'open');
  if (due)
    return (
      <button class="first wide" onClick={() => void app.beginSitting('checkin')}>
        {app.t('page.next.checkin')}
      </button>
    );
  if (!first || app.timers.timer) return null;
  return (
    <button class="first wide" onClick={() => app.go('item', first.id)}>
      {first.title}
      {first.minutes !== null && <span>{lengthText(first.minutes * 60, app.t)}</span>}
    </button>
  );
}

function Reasons({ advice }: { advice: Advice }) {
  const steps = advice.help.steps.slice(1);
  return (
    <>
      {advice.triage.rules.map((rule) => (
        <p key={rule.id} class="because">
          {rule.because}
        </p>
      ))}
      {steps.length > 0 && <Watch steps={steps} />}
    </>
  );
}

function Watch({ steps }: { steps: string[] }) {
  const app = useApp();
  return (
    <details class="watch">
      <summary>{app.t('page.watch')}</summary>
      <ul>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
    </details>
  );
}

interface PartProps {
  title: string;
  items: PlanItem[];
  folded: boolean;
  children?: ComponentChildren;
}

function Part({ title, items, folded, children }: PartProps) {
  if (items.length === 0) return null;
  const list = (
    <ul class="plan">
      {children}
      {items.map((item) => (
        <PlanRow key={item.id} item={item} />
      ))}
    </ul>
  );
  if (folded)
    return (
      <details class="folded">
        <summary>{title}</summary>
        {list}
      </details>
    );
  return (
    <section>
      <h2>{title}</h2>
      {list}
    </section>
  );
}

/** The way to "may I take this now?", with what the core says of it in one line. */
function MedicineRow() {
  const app = useApp();
  return (
    <li>
      <a
        class="plan-row plan-may"
        href="#medicine"
        onClick={(event) => {
          event.preventDefault();
          app.go('medicine');
        }}
      >
        <span class="plan-text">
          <span class="plan-title">{app.t('page.medicine.may')}</span>
          <span class="plan-why">{app.medicine?.text}</span>
        </span>
      </a>
    </li>
  );
}

function PlanRow({ item }: { item: PlanItem }) {
  const app = useApp();
  return (
    <li>
      <a
        class={`plan-row plan-${item.kind}`}
        href={`#item/${item.id}`}
        onClick={(event) => {
          event.preventDefault();
          app.go('item', item.id);
        }}
      >
        {DRAWN.includes(item.kind) && <SmallFigure measure={item.id} />}
        <span class="plan-text">
          <span class="plan-head">
            <span class="plan-title">{item.title}</span>
            <StateTag item={item} />
          </span>
          <span class="plan-why">{item.why}</span>
        </span>
      </a>
    </li>
  );
}

export function StateTag({ item }: { item: PlanItem }) {
  const app = useApp();
  if (item.state === 'later' && item.open_at)
    return (
      <span class="tag">
        {app.t('page.state.later', { time: clockText(new Date(item.open_at), new Date(), app.locale) })}
      </span>
    );
  if (item.state === 'check_first') return <span class="tag">{app.t('page.state.check')}</span>;
  if (item.minutes !== null) return <span class="tag">{lengthText(item.minutes * 60, app.t)}</span>;
  return null;
}

function CheckinLine() {
  const app = useApp();
  if (app.advice.ask.length > 0) return null;
  return (
    <section class="checkin">
      <h2>{app.t('page.checkin.title')}</h2>
      {app.checkinAt && (
        <p>
          {app.t('page.checkin.next', { time: clockText(new Date(app.checkinAt), new Date(), app.locale) })}
        </p>
      )}
      <button class="second wide" onClick={() => void app.beginSitting('checkin')}>
        {app.t('page.checkin.now')}
      </button>
    </section>
  );
}

export function Update() {
  const app = useApp();
  if (!app.updateReady || app.timers.timer || app.sitting) return null;
  return (
    <p class="update">
      {app.t('page.update.ready')}
      <button class="link" onClick={() => app.useUpdate()}>
        {app.t('page.update.use')}
      </button>
    </p>
  );
}
