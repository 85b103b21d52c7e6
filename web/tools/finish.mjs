// After Vite: writes the service worker with the list of files that it keeps, compresses every file beside
// itself, and holds the page to its budgets.
import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { transform } from 'esbuild';

const dist = new URL('../dist/', import.meta.url);
const COMPRESSED = /\.(html|js|css|json|svg|txt|wasm|webmanifest)$/;
const KIB = 1000;

async function files(folder = '') {
  const all = [];
  for (const one of await readdir(new URL(folder || '.', dist), { withFileTypes: true }))
    if (one.isDirectory()) all.push(...(await files(`${folder}${one.name}/`)));
    else all.push(folder + one.name);
  return all.sort();
}

const kept = (await files()).filter((name) => !/\.(gz|br)$/.test(name) && name !== 'sw.js');
const digest = createHash('sha256');
for (const name of kept) digest.update(name).update(await readFile(new URL(name, dist)));
const version = digest.digest('hex').slice(0, 16);

const worker = await readFile(new URL('../worker/service.ts', import.meta.url), 'utf8');
const { code } = await transform(worker, {
  loader: 'ts',
  format: 'iife',
  minify: true,
  define: {
    VERSION: JSON.stringify(version),
    // The bare address stands for the page itself.
    FILES: JSON.stringify(['./', ...kept.filter((name) => name !== 'index.html')]),
  },
});
await writeFile(new URL('sw.js', dist), code);

/** Windows, blocks and distances: none of these is best for tables, code and text alike. */
const WAYS = [{}, { LGWIN: 18, LGBLOCK: 19 }, { LGWIN: 18, LGBLOCK: 19, NPOSTFIX: 2, NDIRECT: 16 }, { LGWIN: 16 }];

function smallest(bytes) {
  const tried = WAYS.map((way) => {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    for (const [name, value] of Object.entries(way)) params[constants[`BROTLI_PARAM_${name}`]] = value;
    return brotliCompressSync(bytes, { params });
  });
  return tried.reduce((least, one) => (one.length < least.length ? one : least));
}

// Both are written; what a browser of today gets, and what counts, is Brotli at its best.
const sizes = {};
for (const name of await files()) {
  if (!COMPRESSED.test(name)) continue;
  const bytes = await readFile(new URL(name, dist));
  const gzip = gzipSync(bytes, { level: 9 });
  const brotli = smallest(bytes);
  sizes[name] = { gzip: gzip.length, brotli: brotli.length };
  await writeFile(new URL(`${name}.gz`, dist), gzip);
  await writeFile(new URL(`${name}.br`, dist), brotli);
}

const sum = (pattern, way) =>
  Object.entries(sizes).reduce((total, [name, size]) => total + (pattern.test(name) ? size[way] : 0), 0);
const text = (bytes) => (bytes / KIB).toFixed(1);
let over = false;
function budget(what, pattern, limit) {
  const bytes = sum(pattern, 'brotli');
  const line = `${what}: ${text(bytes)} of ${limit} kB (gzip: ${text(sum(pattern, 'gzip'))})`;
  console.log(line);
  if (bytes > limit * KIB) {
    console.error(`over its budget: ${line}`);
    over = true;
  }
}
const own = (language) => `springback.*\\.wasm$|words\\.${language}.*\\.txt$|page\\.${language}.*\\.json$`;
const CODE = '^assets/.*\\.(js|css)$';
// Drawings and the medicine screens are fetched when they are wanted.
const CODE_AT_FIRST = '^assets/(?!draw-|medicine-).*\\.(js|css)$';
for (const language of ['en', 'es']) budget(`core and words (${language})`, new RegExp(own(language)), 100);
budget('script and style', new RegExp(CODE), 40);
budget('first load', new RegExp(`${CODE_AT_FIRST}|${own('en')}|index\\.html$|\\.svg$|webmanifest$`), 150);
process.exit(over ? 1 : 0);
