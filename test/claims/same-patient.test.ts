import { expect, test } from 'vitest';
import { isSamePatient } from '../../shared/claims/index.ts';
import { exampleClaim } from './example.ts';

const claim = exampleClaim();
const { subscriber } = claim;
const member = (change: object) => exampleClaim({ subscriber: { ...subscriber, ...change } });
const child = (change: object) =>
  exampleClaim({
    dependent: {
      relationshipToSubscriberCode: '19',
      lastName: 'Santos',
      firstName: 'Leo',
      dateOfBirth: '2015-05-05',
      ...change,
    },
  });
const spelt = { lastName: ` ${subscriber.lastName.toLowerCase()}-`, memberId: `${subscriber.memberId} ` };

test.each([
  ['the same', claim, claim, true],
  ['spelt otherwise', claim, member(spelt), true],
  ['another member id', claim, member({ memberId: 'OTHER1' }), true],
  ['a corrected last name', claim, member({ lastName: 'Married' }), true],
  ['a corrected date of birth', claim, member({ dateOfBirth: '1999-09-09' }), true],
  ['another last name and member id', claim, member({ lastName: 'Beta', memberId: 'OTHER1' }), false],
  ['another date of birth and member id', claim, member({ dateOfBirth: '1999-09-09', memberId: 'OTHER1' }), false],
  ['another first name', claim, member({ firstName: 'Otherwise' }), false],
  ['the member and a child', claim, child({}), false],
  ['twins', child({}), child({ firstName: 'Mia' }), false],
])('%s', (_name, one, other, expected) => {
  expect([isSamePatient(one, other), isSamePatient(other, one)]).toEqual([expected, expected]);
});
