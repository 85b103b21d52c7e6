// What to say on the telephone.
import { useEffect, useState } from 'preact/hooks';
import { useApp } from './use';

/** What to tell the operator or the clinic: to read, to show, to have read aloud. */
export function Say({ text }: { text: string }) {
  const app = useApp();
  const [speaking, setSpeaking] = useState(false);
  useEffect(() => () => globalThis.speechSynthesis?.cancel(), []);
  const speak = () => {
    speechSynthesis.cancel();
    if (speaking) {
      setSpeaking(false);
      return;
    }
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = app.locale;
    utterance.rate = 0.9;
    utterance.onend = utterance.onerror = () => setSpeaking(false);
    setSpeaking(true);
    speechSynthesis.speak(utterance);
  };
  return (
    <section class="say" aria-labelledby="say-title">
      <h2 id="say-title">{app.t('page.say.title')}</h2>
      <blockquote>{text}</blockquote>
      {'speechSynthesis' in globalThis && (
        <button class="second" aria-pressed={speaking} onClick={speak}>
          {app.t(speaking ? 'page.say.stop' : 'page.say.aloud')}
        </button>
      )}
    </section>
  );
}
