import assert from 'node:assert/strict';
import test from 'node:test';
import type { LoneQuestion, Question } from '../core/contract';
import { lineFindings } from '../state/answers';

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

test('a yes without more is the first option', () => {
  assert.deepEqual(lineFindings(line, { mark: 'yes', chosen: [] }, facts), {
    leg_weakness: 'one',
    foot_drop: true,
  });
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
