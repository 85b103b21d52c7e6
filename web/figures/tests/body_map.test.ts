import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawBodyMap, FINGERTIP, HEIGHT, REGIONS, WIDTH, type Shape } from '../body_map';
import { drawWith, toMarkup, type Node } from '../tree';
import { all, protocolText } from './table';

const sites = /id: pain_sites,.*values: \[([^\]]*)\]/.exec(protocolText('findings.yaml'))![1]!.split(', ');
const labels = {
  title: 'Map',
  sites: Object.fromEntries(sites.map((site) => [site, `name of ${site}`])),
};
const draw = (...chosen: string[]): Node => drawBodyMap(new Set(chosen), { labels });
const regionsOf = (map: Node): Node[] =>
  all(map).filter(({ attributes }) => attributes['role'] === 'checkbox');
const shapes = Object.entries(REGIONS).flatMap(([site, all]) => all.map((shape) => ({ site, shape })));
const covers = (shape: Shape, x: number, y: number): boolean =>
  Math.abs(x - shape.x) <= shape.width / 2 && Math.abs(y - shape.y) <= shape.height / 2;

test('each site of the protocol has one region, and no region is of another', () => {
  assert.equal(sites.length, 19);
  const drawn = regionsOf(draw()).map(({ attributes }) => attributes['data-site']);
  assert.deepEqual([...drawn].sort(), [...sites].sort());
});

test('a region is as large as a fingertip, and inside the map', () => {
  for (const { site, shape } of shapes) {
    assert.ok(shape.width >= FINGERTIP && shape.height >= FINGERTIP, site);
    assert.ok(shape.x - shape.width / 2 >= 0 && shape.x + shape.width / 2 <= WIDTH, site);
    assert.ok(shape.y - shape.height / 2 >= 0 && shape.y + shape.height / 2 <= HEIGHT, site);
  }
  assert.equal(WIDTH, 340);
  assert.ok(FINGERTIP >= 44);
});

test('regions keep out of one another', () => {
  for (const a of shapes)
    for (const b of shapes) {
      if (a === b) continue;
      const apart =
        Math.abs(a.shape.x - b.shape.x) >= (a.shape.width + b.shape.width) / 2 ||
        Math.abs(a.shape.y - b.shape.y) >= (a.shape.height + b.shape.height) / 2;
      assert.ok(apart, `${a.site} and ${b.site}`);
      assert.ok(!covers(a.shape, b.shape.x, b.shape.y), `${a.site} covers the middle of ${b.site}`);
    }
});

test('left is the left of the person: on the right of the front view, on the left of the back view', () => {
  const middle = WIDTH / 2;
  for (const [site, all] of Object.entries(REGIONS)) {
    if (!site.endsWith('_left')) continue;
    const other = REGIONS[site.replace('_left', '_right')]!;
    all.forEach((shape, i) => {
      const isFront = shape.x < middle;
      assert.equal(shape.x > other[i]!.x, isFront, site);
      assert.equal(shape.y, other[i]!.y, site);
    });
  }
});

test('a keyboard and a screen reader reach each region and hear whether it is chosen', () => {
  for (const { attributes } of regionsOf(draw('low_back'))) {
    assert.equal(attributes['tabindex'], 0);
    assert.equal(attributes['aria-label'], `name of ${attributes['data-site']}`);
    assert.equal(attributes['aria-checked'], String(attributes['data-site'] === 'low_back'));
  }
});

test('what is chosen differs by its pattern, not by colour alone', () => {
  const shapesOfSite = (map: Node, site: string): Node[] => {
    const region = regionsOf(map).find(({ attributes }) => attributes['data-site'] === site)!;
    return all(region).filter(({ attributes }) => /^site-(open|chosen)$/.test(String(attributes['class'])));
  };
  for (const site of sites) {
    const chosen = shapesOfSite(draw(site), site);
    assert.equal(chosen.length, REGIONS[site]!.length);
    for (const { attributes } of chosen) assert.match(String(attributes['fill']), /^url\(#.*-hatch\)$/);
    for (const { attributes } of shapesOfSite(draw(), site)) assert.equal(attributes['fill'], undefined);
  }
  const hatch = all(draw()).find(({ tag }) => tag === 'pattern')!;
  assert.ok(hatch.children.length === 2);
});

test('two maps on one page share no id, and every reference finds its own', () => {
  const markup = ['a', 'b']
    .map((prefix) => toMarkup(drawBodyMap(new Set(sites), { labels, prefix })))
    .join('');
  const ids = [...markup.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const [, id] of markup.matchAll(/url\(#([^)]*)\)/g)) assert.ok(ids.includes(id), id);
});

test('no style, no script, and the same bytes for the same choice', () => {
  for (const { tag, attributes } of all(draw('neck')))
    assert.ok(
      tag !== 'style' && Object.keys(attributes).every((name) => name !== 'style' && !name.startsWith('on')),
    );
  assert.equal(toMarkup(draw('neck', 'groin')), toMarkup(draw('groin', 'neck')));
});

test('words cannot break out of the markup, and any h can draw it', () => {
  const hostile = { ...labels, title: '"><b>&' };
  const map = drawBodyMap(new Set(), { labels: hostile });
  assert.ok(toMarkup(map).includes('aria-label="&quot;&gt;&lt;b&gt;&amp;"'));
  const again = drawWith<Node>((tag, attributes, ...children) => ({ tag, attributes, children }), map);
  assert.deepEqual(again, map);
});
