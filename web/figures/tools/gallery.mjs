// node web/figures/tools/gallery.mjs [FOLDER] [PICTURE]: draws all figures and the map, light and dark, with
// Chromium. FOLDER is where protocolc wrote its files for the page. For looking at: a drawing is right when a
// stranger says what it shows.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const page = resolve(process.argv[2] ?? here('../../../build/release/generated/page'));
const picture = resolve(process.argv[3] ?? here('../../../docs/screens/figures.png'));
const json = (name) => JSON.parse(readFileSync(join(page, name), 'utf8'));

const work = mkdtempSync(join(tmpdir(), 'figures-'));
const contents = ['figure', 'body_map', 'tree'].map((file) => `export * from './${file}';`).join('');
const outfile = join(work, 'figures.mjs');
await build({ stdin: { contents, resolveDir: here('..') }, bundle: true, format: 'esm', outfile });
const { drawFigure, drawBodyMap, toMarkup } = await import(pathToFileURL(outfile));

const poses = json('poses.json');
const words = json('figures.en.json');
const say = (key) => words[key] ?? key;
const cells = poses.figures.flatMap((figure) =>
  drawFigure(poses, figure, { say, motion: false }).map(
    (drawn, i) => `<figure>${toMarkup(drawn)}<figcaption>${figure.id} ${i + 1}</figcaption></figure>`,
  ),
);
const label = (name) => say(`figures.body_map.${name}`);
const labels = { title: label('alt'), sites: {} };
const map = (prefix) =>
  toMarkup(drawBodyMap(new Set(['low_back', 'buttock_left', 'thigh_left', 'neck']), { labels, prefix }));

const css = readFileSync(here('../figures.css'), 'utf8');
const dark = /dark\) \{\s*:root (\{[^}]*\})/.exec(css)[1];
const look = `body { margin: 0; font: 10px sans-serif; width: 1280px }
  section { display: flex; gap: 16px; padding: 12px; background: #fff; color: #26323c }
  .dark { background: #14181c; color: #e6ebef }
  .dark ${dark}
  div { flex: 1; display: flex; flex-wrap: wrap; align-content: start; align-items: end; gap: 12px }
  figure { margin: 0; width: 160px }
  aside { width: 340px }`;
const section = (name) =>
  `<section class="${name}"><div>${cells.join('')}</div><aside>${map(name)}</aside></section>`;
const html = join(work, 'gallery.html');
writeFileSync(
  html,
  `<meta charset="utf-8"><style>${css}${look}</style>${section('light')}${section('dark')}`,
);
execFileSync(
  'chromium',
  [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    '--window-size=1280,1690',
    `--screenshot=${picture}`,
    pathToFileURL(html).href,
  ],
  { stdio: 'ignore' },
);
rmSync(work, { recursive: true });
console.log(`${cells.length} pictures and the map, twice: ${picture}`);
