// How it goes: a picture, and the same as a table.
import { Heading, NoticeLine, Tabs, TopBar } from '../parts/basics';
import { Chart } from '../parts/chart';
import { useApp } from '../parts/use';
import { course, type Deed } from '../state/course';
import { dayAndClock } from '../words/clock';

const DEEDS: Deed[] = ['cold', 'heat', 'walk', 'dose'];

export function Course() {
  const app = useApp();
  const { readings, marks } = course(app.entries);
  const present = DEEDS.filter((what) => marks.some((mark) => mark.what === what));
  const time = (at: number) => dayAndClock(new Date(at), app.locale);
  const rows = [
    ...readings.map((reading) => ({ ...reading, did: '' })),
    ...marks.map(({ at, what }) => ({ at, pain: null, able: null, did: app.t(`page.course.${what}`) })),
  ].sort((a, b) => b.at - a.at);
  return (
    <div class="screen">
      <TopBar />
      <main>
        <NoticeLine />
        <Heading screen="course">{app.t('page.tab_course')}</Heading>
        {readings.length === 0 ? (
          <p>{app.t('page.course.nothing')}</p>
        ) : (
          <>
            <Chart readings={readings} marks={marks} />
            <ul class="legend">
              <li class="legend-pain">{app.t('page.course.pain')}</li>
              <li class="legend-able">{app.t('page.course.able')}</li>
              {present.map((what) => (
                <li key={what}>
                  <b>{app.t(`page.course.letter_${what}`)}</b> {app.t(`page.course.${what}`)}
                </li>
              ))}
            </ul>
          </>
        )}
        <button class="first wide" onClick={() => void app.beginSitting('checkin')}>
          {app.t('page.checkin.now')}
        </button>
        {rows.length > 0 && (
          <details class="table">
            <summary>{app.t('page.course.table')}</summary>
            <table>
              <thead>
                <tr>
                  <th scope="col">{app.t('page.course.when')}</th>
                  <th scope="col">{app.t('page.course.pain_short')}</th>
                  <th scope="col">{app.t('page.course.able_short')}</th>
                  <th scope="col">{app.t('page.course.did')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={`${row.at}${row.did}`}>
                    <th scope="row">{time(row.at)}</th>
                    <td>{row.pain ?? '–'}</td>
                    <td>{row.able ?? '–'}</td>
                    <td>{row.did || '–'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        )}
        <h2>{app.t('page.recovered.title')}</h2>
        <button class="second wide" onClick={() => void app.recovered()}>
          {app.t('page.recovered.button')}
        </button>
      </main>
      <Tabs />
    </div>
  );
}
