import assert from 'node:assert/strict';
import test from 'node:test';
import type { LoneQuestion, Question } from '../core/contract';
import { lacksOption, lineFindings, markedFindings } from '../state/answers';

const fact = (finding: string, none: LoneQuestion['none'], values: string[] = []): [string, LoneQuestion] => [
  finding,
  {
    finding,
    covers: [finding],
    type: values.length ? 'choice' : 'bool',
    text: '',
    help: '',
    options: values.map((value) => ({ value, text: value })),
    again: null,
    none,
  },
];
const facts = new Map([
  fact('leg_weakness', 'none', ['none', 'one', 'both']),
  fact('foot_drop', false),
  fact('gave_birth_weeks_ago', null),
]);
const line: Question = {
  finding: 'leg_weakness',
  covers: ['leg_weakness', 'foot_drop', 'gave_birth_weeks_ago'],
  type: 'bool',
  text: '',
  help: '',
  options: [
    { text: 'foot', sets: { foot_drop: true, leg_weakness: 'one' } },
    { text: 'both', sets: { leg_weakness: 'both' } },
    { text: 'one', sets: { leg_weakness: 'one' } },
  ],
};

test('a no records what the protocol says, and nothing where it says nothing', () => {
  assert.deepEqual(lineFindings(line, { mark: 'no', chosen: [] }, facts), {
    leg_weakness: 'none',
    foot_drop: false,
  });
});

test('not sure is told of everything that the line stands for', () => {
  assert.deepEqual(lineFindings(line, { mark: 'unsure', chosen: [] }, facts), {
    leg_weakness: null,
    foot_drop: null,
    gave_birth_weeks_ago: null,
  });
});

test('a yes that does not say which tells nothing of any option, and denies none', () => {
  const bare = { mark: 'yes', chosen: [] } as const;
  assert.ok(lacksOption(line, { ...bare, chosen: [] }));
  assert.deepEqual(lineFindings(line, { ...bare, chosen: [] }, facts), {
    leg_weakness: null,
    foot_drop: null,
    gave_birth_weeks_ago: null,
  });
});

test('"not sure" among the options leaves the others unknown', () => {
  assert.ok(!lacksOption(line, { mark: 'yes', chosen: [], restUnsure: true }));
  assert.deepEqual(lineFindings(line, { mark: 'yes', chosen: [2], restUnsure: true }, facts), {
    leg_weakness: 'one',
    foot_drop: null,
    gave_birth_weeks_ago: null,
  });
});

test('before the card is done only what was marked is told', () => {
  const marked = (mark: 'no' | 'yes' | 'unsure', chosen: number[] = []) =>
    markedFindings(line, { mark, chosen }, facts);
  assert.deepEqual(marked('no'), {});
  assert.deepEqual(marked('yes', [2]), { leg_weakness: 'one' });
  assert.deepEqual(marked('yes'), { leg_weakness: null, foot_drop: null, gave_birth_weeks_ago: null });
  assert.deepEqual(marked('unsure'), marked('yes'));
});

test('a line with one option needs no more than a yes', () => {
  const one: Question = { ...line, options: [line.options![0]!] };
  assert.ok(!lacksOption(one, { mark: 'yes', chosen: [] }));
  assert.equal(lineFindings(one, { mark: 'yes', chosen: [] }, facts)['foot_drop'], true);
});

test('of two values the later one in the protocol counts, in whatever order they were tapped', () => {
  for (const chosen of [
    [1, 2],
    [2, 1],
    [0, 1],
    [1, 0],
  ])
    assert.equal(lineFindings(line, { mark: 'yes', chosen }, facts)['leg_weakness'], 'both');
});

test('a line without options is a plain yes, no or not sure', () => {
  const plain: Question = { finding: 'fever', covers: ['fever'], type: 'bool', text: '', help: '' };
  assert.deepEqual(lineFindings(plain, { mark: 'yes', chosen: [] }, facts), { fever: true });
  assert.deepEqual(lineFindings(plain, { mark: 'no', chosen: [] }, facts), { fever: false });
  assert.deepEqual(lineFindings(plain, { mark: 'unsure', chosen: [] }, facts), { fever: null });
});
