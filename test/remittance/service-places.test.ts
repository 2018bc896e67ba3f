import { describe, expect, test } from 'vitest';
import { asCents } from '../../shared/money.ts';
import { type LinePayment, servicePlaces } from '../../shared/remittance/index.ts';
import { claimOf } from './claim-of.ts';

/** `73030 RT 100`: procedure, modifiers, charge. */
type Service = string;

function partsOf(service: Service) {
  const [procedureCode = '', ...rest] = service.split(' ');
  return { procedureCode, procedureModifiers: rest.slice(0, -1), charge: asCents(Number(rest.at(-1))) };
}

const answerOf = (service: Service): LinePayment => ({
  ...partsOf(service),
  paid: asCents(0),
  adjustments: [],
  remarkCodes: [],
});

function claimOfServices(services: readonly Service[]) {
  const claim = claimOf(...services.map((service) => [partsOf(service).procedureCode, '2026-03-03'] as const));
  const serviceLines = claim.serviceLines.map((line, place) => ({ ...line, ...partsOf(services[place] ?? '') }));
  return { ...claim, serviceLines };
}

const sides = ['73030 RT 100', '73030 LT 60'];

describe('the line that an answer without our number is for', () => {
  test.each<[string, readonly Service[], readonly Service[], readonly (number | undefined)[]]>([
    ['has its modifiers, in whatever order they come', sides, ['73030 LT 60', '73030 RT 100'], [1, 0]],
    ['has them in any order', ['99213 25 59 100', '99213 100'], ['99213 100', '99213 59 25 100'], [1, 0]],
    ['has them, though it names a part of the charge', sides, ['73030 LT 30'], [1]],
    ['has its charge, where the modifiers were dropped', sides, ['73030 60', '73030 100'], [1, 0]],
    ['has its charge, where the modifiers are others', sides, ['73030 50 60'], [1]],
    ['has none, like it', ['99213 25 100', '99213 60'], ['99213 40'], [1]],
    ['is the first, where nothing tells', sides, ['73030 10'], [0]],
    ['is another for each answer', ['71046 60', '71046 60'], ['71046 60', '71046 60', '71046 60'], [0, 1, undefined]],
    ['is none of another procedure', sides, ['99213 RT 100'], [undefined]],
  ])('%s', (_name, services, answers, places) => {
    const claim = claimOfServices(services);
    expect(
      servicePlaces(
        claim,
        answers.map(answerOf),
        () => undefined,
        () => true,
      ),
    ).toEqual(places);
  });

  test('is one that is still open, of two that are alike', () => {
    const claim = claimOfServices(['71046 60', '71046 60']);
    expect(
      servicePlaces(
        claim,
        [answerOf('71046 60')],
        () => undefined,
        (place) => place === 1,
      ),
    ).toEqual([1]);
  });

  test('is not one that another answer names by our number', () => {
    const claim = claimOfServices(['71046 60', '71046 60']);
    const answers = [answerOf('71046 60'), { ...answerOf('71046 60'), providerControlNumber: 'first' }];
    const positionOf = ({ providerControlNumber }: LinePayment) => (providerControlNumber === 'first' ? 0 : undefined);
    expect(servicePlaces(claim, answers, positionOf, () => true)).toEqual([1, 0]);
  });
});
