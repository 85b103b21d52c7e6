// Whom to call before anything else: what the core names in `call_now`, first on every screen that tells what
// to do, until it is settled.
import { CallLines, Heading, NoticeLine, TopBar } from './basics';
import { Say } from './say';
import { doseText } from './taken';
import { useApp } from './use';

/** Calm, and above everything else: whom to call, and what to say. */
export function CallNow() {
  const app = useApp();
  return (
    <>
      {app.advice.call_now.map(({ kind, text }) => (
        <section key={kind} class="breach" aria-labelledby={`call-${kind}`}>
          <h2 id={`call-${kind}`}>{text}</h2>
          {kind === 'poison' && <Breaches />}
          <CallLines lines={app.advice.help.lines.filter((line) => line.kind === kind)} />
          {kind === 'poison' && <SayTaken />}
        </section>
      ))}
      {app.advice.call_now.length > 0 && app.advice.say && <Say text={app.advice.say} />}
    </>
  );
}

/** Which doses were too much or too soon. */
function Breaches() {
  const app = useApp();
  const { medicine } = app;
  return (
    <>
      {medicine?.breaches.map(({ entry, text }) => {
        const dose = medicine.taken.find((one) => one.entry === entry);
        return (
          <p key={entry}>
            {dose && `${dose.when} ${doseText(app, dose)}. `}
            {text}
          </p>
        );
      })}
    </>
  );
}

function SayTaken() {
  const app = useApp();
  return (
    <button class="second wide" onClick={() => app.tellTaken()}>
      {app.t('page.call.took')}
    </button>
  );
}

/** Between two questions, as soon as an answer or a dose wants it; then on with the questions. */
export function CallFirst() {
  const app = useApp();
  const { advice } = app;
  const wanted = new Set(advice.call_now.flatMap(({ rules }) => rules));
  return (
    <div class="screen ask-call">
      <TopBar back={() => void app.stepBack()} />
      <main>
        <NoticeLine />
        <Heading screen="call-now">{app.t('page.call.title')}</Heading>
        {advice.triage.rules
          .filter(({ id }) => wanted.has(id))
          .map(({ id, because }) => (
            <p key={id} class="because">
              {because}
            </p>
          ))}
        <CallNow />
      </main>
      <footer class="foot">
        <button class="second wide" onClick={() => app.seeCalls()}>
          {app.t('page.next.questions')}
        </button>
      </footer>
    </div>
  );
}
