// Which telephone numbers to show, guessed from the browser and always shown as a guess that can be changed.
import type { Locale, Region } from '../core/contract';

const UNION = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');
const US_ZONES = new RegExp(
  '^(America/(New_York|Detroit|Chicago|Denver|Boise|Phoenix|Los_Angeles|Anchorage|Juneau|Adak|Menominee|' +
    'Indiana/.*|Kentucky/.*|North_Dakota/.*)|Pacific/Honolulu|US/.*)$',
);
const UNION_ZONES = new RegExp(
  '^(Europe/(Amsterdam|Athens|Berlin|Bratislava|Brussels|Bucharest|Budapest|Copenhagen|Dublin|Helsinki|' +
    'Lisbon|Ljubljana|Luxembourg|Madrid|Malta|Paris|Prague|Riga|Rome|Sofia|Stockholm|Tallinn|Vienna|' +
    'Vilnius|Warsaw|Zagreb)|Atlantic/(Canary|Madeira|Azores)|Africa/Ceuta|Asia/Nicosia)$',
);

/** The zone says where the device is; the language only where its owner is from. Null: nobody can tell. */
export function guessRegion(zone: string | undefined, languages: readonly string[]): Region | null {
  if (zone) {
    if (US_ZONES.test(zone)) return 'us';
    if (zone === 'Europe/London') return 'uk';
    if (UNION_ZONES.test(zone)) return 'eu';
    if (zone.includes('/') && !zone.startsWith('Etc/')) return null;
  }
  const [language = '', ...parts] = (languages[0] ?? '').split('-');
  const territory = language && parts.at(-1)?.toUpperCase();
  if (territory === 'US') return 'us';
  if (territory === 'GB') return 'uk';
  return territory && UNION.includes(territory) ? 'eu' : null;
}

export function guessLanguage(languages: readonly string[]): Locale {
  for (const language of languages) {
    if (language.toLowerCase().startsWith('es')) return 'es';
    if (language.toLowerCase().startsWith('en')) return 'en';
  }
  return 'en';
}
