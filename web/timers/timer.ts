// A countdown that is right after sleep, reload and a changed clock. What is kept is when it began and when
// it ends; time that has passed is the greater of two clocks, so that cold never stays on longer than
// planned.

export interface Timer {
  /** The id of the entry that it will write, so that two tabs write one. */
  entry: string;
  item: string;
  measure: string;
  title: string;
  watch: string;
  minutes: number;
  startedAt: number;
  endsAt: number;
  /** Seconds that had passed when this was kept last. */
  passed: number;
  /** The skin is to be looked at after these seconds; null where there is nothing to look at. */
  skinAfter: number | null;
  looked: boolean;
  /** It was said that its time is up. */
  rung?: boolean;
}

/** What lies on the skin does harm there when it is forgotten: only the person can say when it came off. */
export const isOnSkin = (timer: Timer): boolean => timer.measure === 'cold' || timer.measure === 'heat';

/** Skin under cold or warmth is looked at after five minutes: the plan's own `watch` says the same. */
export const SKIN_SECONDS = 5 * 60;

export interface Clocks {
  /** Milliseconds of the wall clock, which can be changed. */
  wall(): number;
  /** Milliseconds of a clock that only goes forward, but may stand still while the device sleeps. */
  steady(): number;
}

export const CLOCKS: Clocks = { wall: () => Date.now(), steady: () => performance.now() };

/** How far a timer is, seen from a page that began to look at it at some moment. */
export class Watch {
  readonly #timer: Timer;
  readonly #clocks: Clocks;
  readonly #from: number;
  readonly #passedThen: number;

  constructor(timer: Timer, clocks: Clocks = CLOCKS) {
    this.#timer = timer;
    this.#clocks = clocks;
    this.#from = clocks.steady();
    this.#passedThen = Math.max(timer.passed, (clocks.wall() - timer.startedAt) / 1000, 0);
  }

  /** Since it began, also after its end. */
  get passed(): number {
    const steady = this.#passedThen + (this.#clocks.steady() - this.#from) / 1000;
    const wall = (this.#clocks.wall() - this.#timer.startedAt) / 1000;
    return Math.max(steady, wall, 0);
  }

  get seconds(): number {
    return Math.min(this.passed, this.#timer.minutes * 60);
  }

  /** Seconds since its end. */
  get late(): number {
    return Math.max(0, this.passed - this.#timer.minutes * 60);
  }

  get left(): number {
    return Math.max(0, Math.ceil(this.#timer.minutes * 60 - this.seconds));
  }

  get over(): boolean {
    return this.seconds >= this.#timer.minutes * 60;
  }

  get lookAtSkin(): boolean {
    const { skinAfter, looked } = this.#timer;
    return skinAfter !== null && !looked && !this.over && this.seconds >= skinAfter;
  }
}

/** When it ended: at its time, or now where the clock was moved back before that. */
export function endedAt(timer: Timer, now: number): number {
  return Math.min(timer.endsAt, now);
}

export function minutesAndSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
