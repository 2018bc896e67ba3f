import { readFileSync } from 'node:fs';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import * as z from 'zod';
import type { Statement } from './granted-policies.ts';

/** What a function asked for, as MiniStack understood and judged it (test/aws/observed/). */
export interface Asked {
  readonly functionName: string;
  readonly action: string;
  readonly resource: string;
  /** The kind of partition, as `AUDIT#`, where it is about one item of the table; else empty. */
  readonly partition: string;
  readonly decision: string;
}

const lineSchema = z.object({
  ...{ principal: z.string(), action: z.string(), resource: z.string() },
  ...{ partition: z.string(), decision: z.string() },
});

/** What functions of the stage asked for; a function's session has its name. */
export function observedPermissions(path: string): readonly Asked[] {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.flatMap((line) => {
    const { principal, ...asked } = lineSchema.parse(JSON.parse(line));
    const functionName = /:assumed-role\/[^/]+\/(claimwright-.+)$/.exec(principal)?.[1];
    return functionName === undefined ? [] : [{ functionName, ...asked }];
  });
}

/**
 * AWS judges the end of a task by the machine that waits for it (as tried in https://github.com/aws/aws-cdk/pull/8486). Its
 * reference, which the library follows, names no resource: another action on machines stands in for it.
 */
const standIn = (action: string): string =>
  action.startsWith('states:SendTask') ? 'states:DescribeStateMachine' : action;

/** Whether AWS would allow it by the role's own policy: a second opinion, on the template and not on what was deployed. */
export async function isAllowed(statements: readonly Statement[], asked: Omit<Asked, 'decision'>): Promise<boolean> {
  const { functionName, action, resource, partition } = asked;
  const [, , , , accountId = ''] = resource.split(':');
  const known = statements.map((statement) => ({ ...statement, Action: statement.Action.map(standIn) }));
  const simulated = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::000000000000:role/${functionName}`,
        action: standIn(action),
        resource: { resource, accountId: accountId === '' ? '000000000000' : accountId },
        contextVariables: partition === '' ? {} : { 'dynamodb:LeadingKeys': [partition] },
      },
      identityPolicies: [{ name: functionName, policy: { Version: '2012-10-17', Statement: known } }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (simulated.resultType === 'error') throw new Error(`${action} on ${resource}: ${simulated.errors.message}`);
  return simulated.overallResult === 'Allowed';
}

export interface Grant {
  readonly functionName: string;
  readonly action: string;
  readonly resource: string;
}

/** One action on one resource each: what could be taken away. */
export function grantsOf(policies: ReadonlyMap<string, readonly Statement[]>): readonly Grant[] {
  return [...policies].flatMap(([functionName, statements]) =>
    statements.flatMap(({ Effect, Action, Resource }) =>
      (Effect === 'Allow' ? Action : []).flatMap((action) =>
        Resource.map((resource) => ({ functionName, action, resource })),
      ),
    ),
  );
}

function covers({ action, resource, functionName }: Grant, asked: Asked): boolean {
  const isResource = resource.endsWith('*')
    ? asked.resource.startsWith(resource.slice(0, -1))
    : asked.resource === resource;
  return asked.functionName === functionName && asked.action === action && isResource;
}

/** Grants that nobody asked for. */
export function unused(grants: readonly Grant[], asked: readonly Asked[]): readonly Grant[] {
  return grants.filter((grant) => !asked.some((one) => covers(grant, one)));
}
