import * as z from 'zod';
import { clientScopes } from '../../shared/access/index.ts';
import { putGrant } from '../../shared/repositories/index.ts';
import { awsFetch } from './aws-fetch.ts';
import type { Deployment } from './deployment.ts';

const secretSchema = z.object({ UserPoolClient: z.object({ ClientSecret: z.string() }) });
const tokenSchema = z.object({ access_token: z.string(), token_type: z.literal('Bearer') });

/** Grants a program of the stage all that programs may, as an administrator does, and gets it a token, as it does itself. */
export async function programToken(deployment: Deployment, program: string): Promise<string> {
  const { userPoolId, programs, tokenUrl, services } = deployment;
  const clientId = programs[program] ?? '';
  const grant = { subject: clientId, kind: 'client', name: program, practices: 'all', scopes: clientScopes } as const;
  await putGrant(services.items, { ...grant, grantedAt: '2026-11-25T10:00:00Z' });
  const secret = await clientSecret(userPoolId, clientId);
  const answer = await fetch(endpointOf(tokenUrl), {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: clientScopes.map((scope) => `claimwright/${scope}`).join(' '),
    }),
  });
  return tokenSchema.parse(await answer.json()).access_token;
}

async function clientSecret(userPoolId: string, clientId: string): Promise<string> {
  const region = process.env['AWS_REGION'] ?? 'us-east-1';
  const url = process.env['AWS_ENDPOINT_URL'] ?? `https://cognito-idp.${region}.amazonaws.com`;
  const answer = await awsFetch('cognito-idp', `${url}/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.DescribeUserPoolClient',
    },
    body: JSON.stringify({ UserPoolId: userPoolId, ClientId: clientId }),
  });
  return secretSchema.parse(await answer.json()).UserPoolClient.ClientSecret;
}

/** What stands in for AWS has one address, also for the domain of the user pool. */
function endpointOf(tokenUrl: string): string {
  const endpoint = process.env['AWS_ENDPOINT_URL'];
  return endpoint === undefined ? tokenUrl : `${endpoint}${new URL(tokenUrl).pathname}`;
}
