import { describe, expect, test } from 'vitest';
import { correct, providerCorrections } from '../../shared/claims/index.ts';
import { configuration, exampleClaim, exampleEncounter } from './example.ts';

const reyes = { npi: '1679576722', lastName: 'Reyes', firstName: 'Leo', taxonomyCode: '1041C0700X' };
const roster = [...configuration.providers, reyes];
const [firstLine, secondLine] = exampleEncounter.serviceLines;
const asReyes = { npi: reyes.npi, lastNameOrOrganization: 'Reyes', firstName: 'Leo', taxonomyCode: '1041C0700X' };
const okafor = exampleClaim().renderingProvider;
const mistyped = '1679576723';
const toReyes = `renderingProvider.npi=${reyes.npi}`;

/** The rendering provider of an encounter, once his NPI and what else was given is corrected. */
function corrected(renderingProvider: object | undefined, ...corrections: string[]) {
  const claim = exampleClaim({ renderingProvider });
  const result = correct(claim, [...corrections, ...providerCorrections(claim, corrections, roster)]);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value.renderingProvider;
}

describe('at a corrected NPI', () => {
  test.each<[string, object | undefined, string[], object]>([
    ['another provider has the roster’s name and taxonomy', { npi: okafor?.npi }, [toReyes], asReyes],
    ['who had no name but a mistyped NPI too', { npi: mistyped }, [toReyes], asReyes],
    ['and one whom the claim did not name', undefined, [toReyes], asReyes],
    ['no middle name and no organization is left', { npi: '1', organizationName: 'Clinic' }, [toReyes], asReyes],
    [
      'what is given with it stays',
      { npi: okafor?.npi },
      [toReyes, 'renderingProvider.firstName=L', 'renderingProvider.taxonomyCode=103TC0700X'],
      { ...asReyes, firstName: 'L', taxonomyCode: '103TC0700X' },
    ],
    [
      'another name that is given is no part of the roster’s',
      { npi: mistyped, lastName: 'Smyth', firstName: 'Jo' },
      [toReyes, 'renderingProvider.lastNameOrOrganization=Smith'],
      { ...asReyes, lastNameOrOrganization: 'Smith', firstName: 'Jo' },
    ],
    [
      'who is named so already keeps what was said of him',
      { npi: mistyped, lastName: 'REYES', firstName: 'Leo', middleName: 'M', taxonomyCode: '103TC0700X' },
      [toReyes],
      { ...asReyes, lastNameOrOrganization: 'REYES', middleName: 'M', taxonomyCode: '103TC0700X' },
    ],
    [
      'that nobody knows nothing else changes',
      { npi: okafor?.npi },
      ['renderingProvider.npi=1234567802'],
      { ...okafor, npi: '1234567802' },
    ],
  ])('%s', (_what, renderingProvider, corrections, expected) => {
    expect(corrected(renderingProvider, ...corrections)).toEqual(expected);
  });

  test('of a line, another removed beside it, and of who refers', () => {
    const renderingProvider = { npi: mistyped };
    const serviceLines = [firstLine, { ...secondLine, renderingProvider }];
    const claim = exampleClaim({ serviceLines, referringProvider: { npi: mistyped, lastName: 'Smith' } });
    const given = [
      'serviceLines[0]=',
      ...['serviceLines[1].rendering', 'referring'].map((which) => `${which}Provider.npi=${reyes.npi}`),
    ];
    expect(correct(claim, [...given, ...providerCorrections(claim, given, roster)])).toMatchObject({
      ok: true,
      value: { serviceLines: [{ renderingProvider: asReyes }], referringProvider: asReyes },
    });
  });
});
