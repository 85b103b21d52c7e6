// Pain and what one can do over time. The two differ in shape as well as in colour, and where they are equal
// both are seen: a thin line on a broad one, a dot in a square.
import type { Mark, Reading } from '../state/course';
import { useApp } from './use';

const WIDTH = 360;
const HEIGHT = 240;
const EDGE = { left: 30, right: 14, top: 14, bottom: 62 };
const SQUARE = 16;
const DAY = 86_400_000;

const y = (value: number) => EDGE.top + ((10 - value) * (HEIGHT - EDGE.top - EDGE.bottom)) / 10;

export function Chart({ readings, marks }: { readings: Reading[]; marks: Mark[] }) {
  const app = useApp();
  const times = [...readings, ...marks].map(({ at }) => at);
  const midnight = new Date(Math.min(...times));
  midnight.setHours(0, 0, 0, 0);
  const from = midnight.getTime();
  const to = Math.max(Math.max(...times), from + DAY);
  const x = (at: number) => EDGE.left + ((at - from) * (WIDTH - EDGE.left - EDGE.right)) / (to - from);
  const days = Math.ceil((to - from) / DAY);
  const every = Math.max(1, Math.ceil(days / 5));
  const labels = Array.from({ length: Math.ceil(days / every) }, (_, n) => from + n * every * DAY);
  const path = (points: { at: number; value: number }[]) =>
    points.map(({ at, value }, n) => `${n ? 'L' : 'M'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`).join('');
  const pain = readings.flatMap(({ at, pain: value }) => (value === null ? [] : [{ at, value }]));
  const able = readings.flatMap(({ at, able: value }) => (value === null ? [] : [{ at, value }]));
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={app.t('page.course.chart')}>
      {[0, 5, 10].map((value) => (
        <g key={value}>
          <line class="grid" x1={EDGE.left} x2={WIDTH - EDGE.right} y1={y(value)} y2={y(value)} />
          <text class="axis" x={EDGE.left - 6} y={y(value) + 5} text-anchor="end">
            {value}
          </text>
        </g>
      ))}
      {labels.map((at) => (
        <text key={at} class="axis" x={x(at)} y={HEIGHT - 6} text-anchor="start">
          {new Date(at).toLocaleDateString(app.locale, { day: 'numeric', month: 'short' })}
        </text>
      ))}
      <path class="line-able" d={path(able)} />
      <path class="line-rim" d={path(pain)} />
      <path class="line-pain" d={path(pain)} />
      {able.map(({ at, value }) => (
        <rect
          key={at}
          class="dot-able"
          x={x(at) - SQUARE / 2}
          y={y(value) - SQUARE / 2}
          width={SQUARE}
          height={SQUARE}
        />
      ))}
      {pain.map(({ at, value }) => (
        <circle key={at} class="dot-pain" cx={x(at)} cy={y(value)} r="5" />
      ))}
      {marks.map(({ at, what }) => (
        <text key={`${at}${what}`} class="mark" x={x(at)} y={HEIGHT - 30} text-anchor="middle">
          {app.t(`page.course.letter_${what}`)}
        </text>
      ))}
    </svg>
  );
}
