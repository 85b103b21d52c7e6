// Sound, vibration, a screen that stays on, and a notification: as far as this browser goes. Tones are handed
// to the sound system when a timer starts, because a page in the background is often late.

type Sound = 'on' | 'off';

function tone(context: AudioContext, at: number, hertz: number): void {
  const source = context.createOscillator();
  const volume = context.createGain();
  source.frequency.value = hertz;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.5, at + 0.02);
  volume.gain.setValueAtTime(0.5, at + 0.28);
  volume.gain.linearRampToValueAtTime(0, at + 0.3);
  source.connect(volume).connect(context.destination);
  source.start(at);
  source.stop(at + 0.32);
}

export class Alarm {
  #context: AudioContext | undefined;
  #lock: WakeLockSentinel | undefined;

  /** After a tap. `skin`, `end`: seconds from now; null where there is nothing to sound. */
  arm(skin: number | null, end: number): void {
    this.disarm();
    try {
      const context = new AudioContext();
      this.#context = context;
      if (skin !== null && skin > 0)
        for (let i = 0; i < 2; ++i) tone(context, context.currentTime + skin + i * 0.5, 660);
      for (let i = 0; i < 6; ++i) tone(context, context.currentTime + end + i * 0.5, i % 2 ? 660 : 880);
      void context.resume();
    } catch {
      this.#context = undefined;
    }
  }

  /** Whether tones will be heard; a browser silences a page that was loaded again until somebody taps. */
  get sound(): Sound {
    return this.#context?.state === 'running' ? 'on' : 'off';
  }

  disarm(): void {
    void this.#context?.close().catch(() => undefined);
    this.#context = undefined;
    void this.#lock?.release().catch(() => undefined);
    this.#lock = undefined;
  }

  /** Resolves to whether the screen stays on. */
  async keepScreenOn(): Promise<boolean> {
    try {
      this.#lock = await navigator.wakeLock?.request('screen');
      return this.#lock !== undefined;
    } catch {
      return false;
    }
  }

  vibrate(): void {
    navigator.vibrate?.([400, 200, 400, 200, 400]);
  }
}

export type Notices = 'granted' | 'denied' | 'default' | 'none';

export const notices = (): Notices => ('Notification' in window ? Notification.permission : 'none');

export async function askForNotices(): Promise<void> {
  if (notices() === 'default') await Notification.requestPermission().catch(() => undefined);
}

/** Only where the person allowed it, and looks elsewhere. */
export async function notify(text: string): Promise<void> {
  if (notices() !== 'granted' || document.visibilityState === 'visible') return;
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.showNotification('Springback', { body: text, tag: 'timer', requireInteraction: true });
}
