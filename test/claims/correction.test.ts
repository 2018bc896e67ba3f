import { describe, expect, test } from 'vitest';
import { correct, fieldsToCorrect } from '../../shared/claims/correction.ts';
import type { Claim } from '../../shared/claims/index.ts';
import { exampleClaim } from './example.ts';

const claim = exampleClaim({ payerClaimControlNumber: 'OLD' });

function corrected(...corrections: string[]): Claim {
  const result = correct(claim, corrections);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

describe('corrections that are made', () => {
  test.each<[string, object]>([
    ['subscriber.memberId=W123', { subscriber: { memberId: 'W123' } }],
    ['serviceLines[0].charge=99.50', { serviceLines: [{ charge: 9950 }, {}] }],
    ['totalCharge=280', { totalCharge: 28000 }],
    ['diagnoses[0].code=f33.1', { diagnoses: [{ code: 'F331', codeSystem: 'icd-10-cm' }, {}] }],
    ['serviceLines[1].procedureModifiers=95, 59', { serviceLines: [{}, { procedureModifiers: ['95', '59'] }] }],
    ['serviceLines[1].procedureModifiers=', { serviceLines: [{}, { procedureModifiers: [] }] }],
    ['serviceLines[1].diagnosisCodePointers=2,1', { serviceLines: [{}, { diagnosisCodePointers: [2, 1] }] }],
    ['serviceLines[1].units=2.5', { serviceLines: [{}, { units: 2.5 }] }],
    ['signatureOnFile=false', { signatureOnFile: false }],
    ['subscriber.address.postalCode=12180-9999', { subscriber: { address: { postalCode: '121809999' } } }],
    ['referringProvider.lastNameOrOrganization=A = B', { referringProvider: { lastNameOrOrganization: 'A = B' } }],
  ])('%s', (correction, expected) => {
    expect(corrected(correction)).toMatchObject(expected);
  });

  test('nothing after the sign removes', () => {
    expect(corrected('payerClaimControlNumber=')).not.toHaveProperty('payerClaimControlNumber');
    expect(corrected('subscriber.address=').subscriber).not.toHaveProperty('address');
    expect(corrected('serviceLines[0]=', 'serviceLines[1].units=3').serviceLines).toEqual([
      { ...claim.serviceLines[1], units: 3 },
    ]);
    expect(corrected('diagnoses[1]=', 'diagnoses[0]=').diagnoses).toEqual([]);
  });

  test('a changed charge leaves the total for the scrub to find', () => {
    expect(corrected('serviceLines[0].charge=1.00').totalCharge).toBe(claim.totalCharge);
  });

  test('an address moves abroad, where there may be no state', () => {
    const moved = ['address1=Hauptstr 4', 'city=Berlin', 'state=', 'postalCode=10115', 'country=de'];
    const { subscriber } = corrected(...moved.map((field) => `subscriber.address.${field}`));
    const address = { address1: 'Hauptstr 4', city: 'Berlin', state: '', postalCode: '10115', country: 'DE' };
    expect(subscriber.address).toEqual(address);
  });

  test('a part is added when all of it is given', () => {
    const accident = corrected('accident.causes=AA', 'accident.state=ny', 'accident.date=2026-03-01').accident;
    expect(accident).toEqual({ causes: ['AA'], state: 'NY', date: '2026-03-01' });
    expect(corrected('diagnoses[2].codeSystem=icd-10-cm', 'diagnoses[2].code=Z00.00').diagnoses[2]?.code).toBe('Z0000');
  });

  test('a new part is as most are where it does not say', () => {
    expect(corrected('diagnoses[2].code=Z00.00').diagnoses[2]).toEqual({ codeSystem: 'icd-10-cm', code: 'Z0000' });
    const line = ['serviceDate=2026-03-01', 'procedureCode=99213', 'charge=1.00', 'units=1'];
    const [, , third] = corrected(...line.map((field) => `serviceLines[2].${field}`)).serviceLines;
    expect(third).toMatchObject({ procedureQualifier: 'HC', unitCode: 'UN', diagnosisCodePointers: [] });
  });

  test.each([
    ['subscriber.memberId', ['subscriber.memberId']],
    ['diagnoses[2].code', ['diagnoses[2].code']],
    ['accident.state', ['accident.state', 'accident.causes']],
    ['dependent.relationshipToSubscriberCode', ['dependent.relationshipToSubscriberCode', 'dependent.lastName']],
    ['serviceLines[0]', ['serviceLines[0]']],
  ])('to correct %s, %j are given', (field, needed) => {
    expect(fieldsToCorrect(claim, field)).toEqual(needed);
  });

  test('none changes nothing', () => {
    expect(corrected()).toEqual(claim);
  });
});

describe('corrections that are refused', () => {
  test.each<[string, string, string]>([
    ['subscriber.memberID=X', 'subscriber.memberID', 'did you mean memberId?'],
    ['memberId=X', 'memberId', 'did you mean subscriber.memberId?'],
    ['serviceLines[0].chrge=1', 'serviceLines[0].chrge', 'did you mean charge?'],
    ['subscriber.shoeSize=1', 'subscriber.shoeSize', 'there are lastName, firstName'],
    ['subscriber.constructor=1', 'subscriber.constructor', 'is not a field'],
    ['subscriber=1', 'subscriber', 'name one of its fields: lastName'],
    ['subscriber=', 'subscriber', 'name one of its fields'],
    ['subscriber.memberId=', 'subscriber.memberId', 'cannot be empty'],
    ['subscriber.memberId.x=1', 'subscriber.memberId.x', 'goes no deeper than subscriber.memberId'],
    ['subscriber.gender=female', 'subscriber.gender', 'must be one of F, M, U'],
    ['subscriber.dateOfBirth=1984-02-30', 'subscriber.dateOfBirth', 'must be a date'],
    ['signatureOnFile=constructor', 'signatureOnFile', 'must be true or false'],
    ['serviceLines.charge=1', 'serviceLines.charge', 'say which one, counted from 0: serviceLines[0]'],
    ['serviceLines=', 'serviceLines', 'say which one'],
    ['serviceLines[0]=1', 'serviceLines[0]', 'name one of its fields'],
    ['serviceLines[3].charge=1', 'serviceLines[3].charge', 'there are 2 of them'],
    ['serviceLines[2]=', 'serviceLines[2]', 'there are 2 of them'],
    ['serviceLines[0].charge=12.345', 'serviceLines[0].charge', 'must be dollars and cents'],
    ['serviceLines[0].units=two', 'serviceLines[0].units', 'must be a number'],
    ['serviceLines[0].units=12345678901234567', 'serviceLines[0].units', 'at most 15 digits'],
    ['serviceLines[0].procedureModifiers[0]=59', 'serviceLines[0].procedureModifiers[0]', 'give its whole value'],
    ['serviceLines[0].diagnosisCodePointers=1,b', 'serviceLines[0].diagnosisCodePointers', 'such as 1,2'],
    ['diagnoses[0]=', 'diagnoses[0]', 'remove the last ones first'],
    ['dependent.firstName=Ana', 'dependent.lastName', 'is needed too'],
    ['sourceId=X', 'sourceId', 'cannot be corrected'],
    ['subscriber.address.country=Canada', 'subscriber.address.country', 'the two letters of a country'],
    ['accident.causes=AA,EM,OA', 'accident.causes', 'two of them'],
    ['no sign', 'corrections[0]', 'write field=value'],
    ['=W123', 'corrections[0]', 'write field=value'],
  ])('%s', (correction, field, sentence) => {
    const result = correct(claim, [correction]);
    const said = expect.objectContaining({ field, message: expect.stringContaining(sentence) });
    expect(result.ok || result.problem).toContainEqual(said);
  });

  test('none is made when one is refused, and every problem is said', () => {
    const result = correct(claim, ['subscriber.memberId=W1', 'totalCharge=x', 'nothing=1']);
    expect(result.ok || result.problem.map(({ field }) => field)).toEqual(['totalCharge', 'nothing']);
  });

  test('a removed line cannot be corrected', () => {
    const result = correct(claim, ['serviceLines[1]=', 'serviceLines[1].units=1']);
    expect(result.ok || result.problem[0]?.message).toBe('is removed by another correction');
  });
});
