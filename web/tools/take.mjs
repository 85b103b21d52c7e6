// Brings what other parts of the repository make into web/generated: the core's module and words, the page's
// words and those of its drawings, what each source is and which the ledger's rows rest on, and the poses of the drawings. `npm run build` begins with it.
import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';

const root = new URL('../../', import.meta.url);
const to = new URL('../generated/', import.meta.url);
const page = 'build/release/generated/page/';
const wanted = {
  'springback.wasm': 'build/wasm/src/wasm/springback.wasm',
  'words.en.txt': `${page}words.en.txt`,
  'words.es.txt': `${page}words.es.txt`,
  'page.en.json': `${page}page.en.json`,
  'page.es.json': `${page}page.es.json`,
  'figures.en.json': `${page}figures.en.json`,
  'figures.es.json': `${page}figures.es.json`,
  'sources.json': `${page}sources.json`,
  'rows.json': `${page}rows.json`,
  'poses.json': `${page}poses.json`,
};

await mkdir(to, { recursive: true });
for (const [name, from] of Object.entries(wanted)) {
  const there = await stat(new URL(from, root)).catch(() => null);
  if (!there) {
    console.error(`take: ${from} is missing. Build the core first: src/wasm/README.md says how.`);
    process.exit(1);
  }
  await copyFile(new URL(from, root), new URL(name, to));
}
// The keys of the page's words, so that a wrong one does not compile.
const keys = Object.keys(JSON.parse(await readFile(new URL('page.en.json', to), 'utf8')));
await writeFile(
  new URL('keys.ts', to),
  `export type Key =\n${keys.map((key) => `  | '${key}'`).join('\n')};\n`,
);
