import { expect, test } from 'vitest';
import { payerNotConfigured } from '../../shared/claims/payer-not-configured.ts';
import { configuration } from './example.ts';

test.each<[string, string, object, object | undefined]>([
  ['SBX01', 'willow-creek', {}, undefined],
  ['SBX011', 'willow-creek', {}, { near: 'SBX01' }],
  ['sbxO1', 'willow-creek', {}, { near: 'SBX01' }],
  ['SELFPAY', 'willow-creek', {}, { near: undefined }],
  ['', 'willow-creek', {}, undefined],
  ['SELFPAY', 'elsewhere', {}, undefined],
  ['SELFPAY', 'willow-creek', { payers: [] }, undefined],
])('the payer %s of a claim of %s is told as not configured, or not', (payerId, practiceId, change, told) => {
  expect(payerNotConfigured({ ...configuration, ...change }, practiceId, payerId)).toEqual(told);
});
