import { describe, expect, test } from 'vitest';
import { clientScopes, resourceServer, roles } from '../../infra/access.ts';
import { roleNames, scopes, clientScopes as scopesOfClients } from '../../shared/access/index.ts';
import { type Resource, synthesised } from './templates.ts';

const text = (value: unknown): string => JSON.stringify(value) ?? '';
const only = (found: readonly Resource[]): Resource['Properties'] => {
  const [one, ...more] = found;
  if (one === undefined || more.length > 0) throw new Error(`there are ${found.length}`);
  return one.Properties;
};

test('the user pool knows the scopes and the roles that the API knows', () => {
  expect(Object.keys(clientScopes)).toEqual(scopesOfClients);
  for (const scope of scopesOfClients) expect(clientScopes[scope as keyof typeof clientScopes]).toBe(scopes[scope]);
  expect(Object.keys(roles)).toEqual(roleNames);
  // As functions/adapters/cognito-tokens.ts reads them.
  expect(resourceServer).toBe('claimwright');
});

describe.each(synthesised)('$stage.name', ({ stage, all }) => {
  test('people are let in by an administrator alone, with a password and a second thing', () => {
    expect(only(all('Cognito::UserPool'))).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      Policies: { PasswordPolicy: { MinimumLength: 14 } },
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
      DeletionProtection: stage.onRemoval === 'keep' ? 'ACTIVE' : 'INACTIVE',
    });
    expect(
      all('Cognito::UserPoolGroup')
        .map(({ Properties }) => Properties['GroupName'])
        .sort(),
    ).toEqual([...roleNames].sort());
  });

  test('a program has a secret and gets tokens for its own scopes; people’s tokens have none', () => {
    const clients = all('Cognito::UserPoolClient').map(({ Properties }) => Properties);
    expect(clients.map(({ ClientName }) => ClientName).sort()).toEqual(
      ['staff', ...stage.programs.map(({ name }) => name)].sort(),
    );
    for (const client of clients) {
      expect(client).toMatchObject({ AccessTokenValidity: 60, TokenValidityUnits: { AccessToken: 'minutes' } });
      const program = stage.programs.find(({ name }) => name === client['ClientName']);
      if (program === undefined) {
        expect(client).toMatchObject({ AllowedOAuthFlowsUserPoolClient: false });
        expect(text(client['ExplicitAuthFlows'])).not.toMatch(/ALLOW_USER_PASSWORD_AUTH|ALLOW_CUSTOM_AUTH/);
        continue;
      }
      expect(client).toMatchObject({ GenerateSecret: true, AllowedOAuthFlows: ['client_credentials'] });
      expect(text(client['AllowedOAuthScopes']).match(/\w+:\w+(?="])/g)).toEqual(program.scopes);
    }
  });

  test('no function takes anything out of the audit record, and only the API adds to it', () => {
    const policies = all('IAM::ManagedPolicy').filter(({ Properties }) =>
      text(Properties).includes('"dynamodb:PutItem"'),
    );
    expect(policies.length).toBeGreaterThan(5);
    for (const { id, Properties } of policies) {
      const { Statement } = Properties['PolicyDocument'] as unknown as { Statement: { Effect: string }[] };
      const denied = Statement.filter(({ Effect }) => Effect === 'Deny');
      const puts = id.startsWith('Functionsapi') ? [] : ['dynamodb:PutItem'];
      expect(denied).toEqual([
        {
          Effect: 'Deny',
          Action: puts.length === 0 ? 'dynamodb:DeleteItem' : ['dynamodb:DeleteItem', ...puts],
          Resource: expect.anything(),
          Condition: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': ['AUDIT#*'] } },
        },
      ]);
    }
  });
});
