import { expect, test } from 'vitest';
import { segmentColour, segmentLabels, segmentName, segmentRank, segments } from './segments.ts';

test('every segment has a name in each language and a colour of its own', () => {
  expect(new Set(segments.map((segment) => segmentName(segment, 'pt-BR'))).size).toBe(segments.length);
  expect(new Set(segments.map(segmentColour)).size).toBe(segments.length);
  expect(segmentLabels('en')['At Risk']).toBe('At Risk');
  expect(segmentLabels('pt-BR')['At Risk']).toBe('Em risco');
});

test('a name that is none of ours stays, and comes last', () => {
  expect(segmentName('VIP', 'pt-BR')).toBe('VIP');
  expect(segmentRank('VIP')).toBeGreaterThan(segmentRank('Hibernating'));
});
