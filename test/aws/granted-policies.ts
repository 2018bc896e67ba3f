import type { SynthesisedStage } from '../infra/templates.ts';

/** As MiniStack has them. */
const account = '000000000000';
const region = 'us-east-1';

type Value = string | readonly Value[] | { readonly [name: string]: Value };
interface Resource {
  readonly Type: string;
  readonly Properties?: { readonly [name: string]: Value };
}

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Value;
}

/** What the attribute `Arn` is made of, by type. What is not here has an ARN of its logical id. */
const arns: Readonly<Record<string, (name: (property: string) => string) => string>> = {
  'AWS::DynamoDB::Table': (name) => `arn:aws:dynamodb:${region}:${account}:table/${name('TableName')}`,
  'AWS::Events::EventBus': (name) => `arn:aws:events:${region}:${account}:event-bus/${name('Name')}`,
  'AWS::Lambda::Function': (name) => `arn:aws:lambda:${region}:${account}:function:${name('FunctionName')}`,
  'AWS::Logs::LogGroup': (name) => `arn:aws:logs:${region}:${account}:log-group:${name('LogGroupName')}:*`,
  'AWS::S3::Bucket': (name) => `arn:aws:s3:::${name('BucketName')}`,
  'AWS::SQS::Queue': (name) => `arn:aws:sqs:${region}:${account}:${name('QueueName')}`,
};

/** What each function's role may do, by the function's name, with the template's references resolved. */
export function grantedPolicies(stage: SynthesisedStage): ReadonlyMap<string, readonly Statement[]> {
  const resources = stage.resources as ReadonlyMap<string, Resource>;
  const arnOf = (id: string): string => {
    const { Type, Properties = {} } = resources.get(id) ?? { Type: '' };
    return arns[Type]?.((property) => textOf(Properties[property] ?? id)) ?? `arn:aws:any:${region}:${account}:${id}`;
  };

  function textOf(value: Value): string {
    if (typeof value === 'string') return value;
    if (Array.isArray(value)) return value.map(textOf).join('');
    const [[how, of] = ['', '']] = Object.entries(value);
    if (how === 'Fn::Join') return textOf((of as readonly [string, readonly Value[]])[1]);
    if (how === 'Fn::GetAtt') {
      const [id, attribute] = of as readonly [string, string];
      return attribute === 'StreamArn' ? `${arnOf(id)}/stream/now` : arnOf(id);
    }
    const known: Readonly<Record<string, string>> = { 'AWS::Region': region, 'AWS::AccountId': account };
    return known[String(of)] ?? arnOf(String(of));
  }

  const many = (value: Value): readonly string[] => [value].flat().map((one) => textOf(one as Value));
  const idOf = (value: unknown): string => (value as { readonly Ref?: string })?.Ref ?? '';

  const functions = [...resources.values()].filter(({ Type }) => Type === 'AWS::Lambda::Function');
  return new Map(
    functions.map(({ Properties = {} }) => {
      const [roleId = ''] = (Properties['Role'] as unknown as { readonly 'Fn::GetAtt': readonly string[] })[
        'Fn::GetAtt'
      ];
      const policies = resources.get(roleId)?.Properties?.['ManagedPolicyArns'] as unknown as readonly unknown[];
      const statements = policies.flatMap((policy) => {
        const document = resources.get(idOf(policy))?.Properties?.['PolicyDocument'];
        return (document as unknown as { readonly Statement: readonly Record<string, Value>[] }).Statement;
      });
      return [
        textOf(Properties['FunctionName'] ?? ''),
        statements.map(({ Effect, Action = [], Resource = [], Condition }) => ({
          Effect: Effect as Statement['Effect'],
          Action: many(Action),
          Resource: many(Resource),
          ...(Condition !== undefined && { Condition }),
        })),
      ];
    }),
  );
}
