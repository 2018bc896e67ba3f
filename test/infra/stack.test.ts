import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { alarmKinds, anchor } from '../../infra/constructs/alarms.ts';
import { type Resource, stageNamed, synthesise, synthesised } from './templates.ts';

const runbook = readFileSync('docs/runbook.md', 'utf8');
const headings = [...runbook.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading);
const isAccessLogs = ({ id }: Resource): boolean => id.startsWith('FilesAccessLogs');
const text = (value: unknown): string => JSON.stringify(value) ?? '';
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

interface Statement {
  readonly Effect: string;
  readonly Action: unknown;
  readonly Resource?: unknown;
  readonly Condition?: unknown;
}
const statementsOf = ({ Properties }: Resource): readonly Statement[] =>
  (Properties['PolicyDocument'] as unknown as { Statement: Statement[] }).Statement;

describe.each(synthesised)('$stage.name', ({ stage, all }) => {
  const [key] = all('KMS::Key');
  const isOurKey = (value: unknown): boolean => {
    const { 'Fn::GetAtt': [id] = [], Ref } = (value ?? {}) as { 'Fn::GetAtt'?: string[]; Ref?: string };
    return key !== undefined && (id ?? Ref) === key.id;
  };

  test('there is one key, and it is turned', () => {
    expect(all('KMS::Key')).toHaveLength(1);
    expect(key?.Properties).toMatchObject({ EnableKeyRotation: true });
  });

  const encrypted: [type: string, path: readonly string[]][] = [
    ['DynamoDB::Table', ['SSESpecification', 'KMSMasterKeyId']],
    ['SQS::Queue', ['KmsMasterKeyId']],
    ['SNS::Topic', ['KmsMasterKeyId']],
    ['Logs::LogGroup', ['KmsKeyId']],
    ['Events::EventBus', ['KmsKeyIdentifier']],
    ['SecretsManager::Secret', ['KmsKeyId']],
  ];
  test.each(encrypted)('every %s is under our key', (type, path) => {
    if (type !== 'SecretsManager::Secret') expect(all(type)).not.toEqual([]);
    const bare = all(type).filter(
      ({ Properties }) => !isOurKey(path.reduce<unknown>((at, name) => (at as never)?.[name], Properties)),
    );
    expect(bare.map(({ id }) => id)).toEqual([]);
  });

  test('every bucket is versioned, private, under our key, logs who reads it and forgets in time', () => {
    const days = { inbox: stage.inboxDays, edi: stage.retentionYears.edi * 365 };
    const documents = stage.retentionYears.documents * 365;
    const files = all('S3::Bucket').filter((bucket) => !isAccessLogs(bucket));
    expect(files).toHaveLength(3);
    for (const { id, Properties } of files) {
      expect(Properties).toMatchObject({
        VersioningConfiguration: { Status: 'Enabled' },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } },
          ],
        },
        LoggingConfiguration: { DestinationBucketName: expect.anything() },
        LifecycleConfiguration: {
          Rules: [
            {
              ExpirationInDays: id.startsWith('Filesinbox')
                ? days.inbox
                : id.startsWith('Filesedi')
                  ? days.edi
                  : documents,
            },
          ],
        },
      });
      expect(text(Properties['BucketEncryption'])).toContain(`"${key?.id}"`);
    }
    // Practices name what they put there.
    const logs = all('S3::Bucket').find(isAccessLogs);
    expect(logs?.Properties['LifecycleConfiguration']).toMatchObject({
      Rules: [{ ExpirationInDays: stage.logRetentionDays }, { ExpirationInDays: days.inbox, Prefix: 'inbox/' }],
    });
    for (const { Properties } of all('S3::Bucket')) {
      expect(Properties['PublicAccessBlockConfiguration']).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
    }
  });

  test.each([
    ['S3::Bucket', 'S3::BucketPolicy'],
    ['SQS::Queue', 'SQS::QueuePolicy'],
    ['SNS::Topic', 'SNS::TopicPolicy'],
  ])('every %s refuses what does not come over TLS', (type, policyType) => {
    const policies = all(policyType).filter((policy) =>
      statementsOf(policy).some(
        ({ Effect, Condition }) => Effect === 'Deny' && text(Condition).includes('"aws:SecureTransport":"false"'),
      ),
    );
    const named = text(policies.map(({ Properties }) => Properties));
    const open = all(type).filter(({ id }) => !named.includes(`"${id}"`));
    expect(open.map(({ id }) => id)).toEqual([]);
  });

  test('logs are kept for as long as the stage says', () => {
    const retained = new Set(all('Logs::LogGroup').map(({ Properties }) => Properties['RetentionInDays']));
    expect([...retained]).toEqual([stage.logRetentionDays]);
  });

  test('the table can be restored, forgets what is past, and its stream carries keys alone', () => {
    expect(all('DynamoDB::Table').map(({ Properties }) => Properties)).toEqual([
      expect.objectContaining({
        BillingMode: 'PAY_PER_REQUEST',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
        StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
        DeletionProtectionEnabled: stage.name === 'production',
      }),
    ]);
  });

  test('what holds PHI outlives the stack in production alone', () => {
    const kept = [...all('DynamoDB::Table'), ...all('S3::Bucket'), ...all('KMS::Key'), ...all('Logs::LogGroup')];
    // Except on create: a first deployment that fails leaves nothing in the way of the second.
    const policy = stage.name === 'production' ? 'RetainExceptOnCreate' : 'Delete';
    const others = kept.filter(({ DeletionPolicy }) => DeletionPolicy !== policy).map(({ id }) => id);
    // S3 brings access logs when the stack may be gone.
    expect(others.filter((id) => !id.includes('AccessLogs'))).toEqual([]);
    expect(others).toHaveLength(stage.name === 'production' ? 0 : 1);
  });

  test('whatever can fail has a place for what failed', () => {
    const isDeadLetters = ({ Properties }: Resource): boolean => text(Properties['QueueName']).includes('dead-letters');
    const queues = all('SQS::Queue').filter((queue) => !isDeadLetters(queue));
    expect(queues).toHaveLength(11);
    for (const { Properties } of queues) {
      // A person's look at a message is a delivery, too.
      const maxReceiveCount = text(Properties['QueueName']).includes('arrivals') ? 5 : 1000;
      expect(Properties['RedrivePolicy']).toMatchObject({ maxReceiveCount });
    }
    for (const { Properties } of all('Scheduler::Schedule')) {
      expect(Properties['Target']).toHaveProperty(['DeadLetterConfig', 'Arn']);
    }
    const scheduled = [
      'transmit-claims',
      'collect-files',
      'end-due-waits',
      'reconcile-remittances',
      'dispatch-outbox',
      'deliver-webhooks',
    ];
    const functions = all('Lambda::Function').filter(({ Properties }) => Properties['DeadLetterConfig'] !== undefined);
    expect(functions.map(({ Properties }) => Properties['FunctionName']).sort()).toEqual(
      scheduled.map((name) => `claimwright-${stage.name}-${name}`).sort(),
    );
    const fromStream = all('Lambda::EventSourceMapping').filter(({ Properties }) => 'StartingPosition' in Properties);
    expect(fromStream).toHaveLength(2);
    for (const { Properties } of fromStream) {
      expect(Properties).toMatchObject({ DestinationConfig: { OnFailure: { Destination: {} } } });
    }
    for (const { Properties } of all('Lambda::EventSourceMapping')) {
      expect(Properties['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
    }
  });

  test('dead letters of every queue are told of', () => {
    const deadLetters = all('SQS::Queue').filter(({ Properties }) =>
      text(Properties['QueueName']).includes('dead-letters'),
    );
    const watched = text(all('CloudWatch::Alarm').map(({ Properties }) => Properties['Dimensions']));
    expect(deadLetters.filter(({ id }) => !watched.includes(`"${id}"`)).map(({ id }) => id)).toEqual([]);
  });

  test('CloudWatch may tell of an alarm', () => {
    const statements = all('SNS::TopicPolicy').flatMap(statementsOf);
    const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
    expect(text(allowed)).toContain('cloudwatch.amazonaws.com');
    expect(text(allowed)).toContain('sns:Publish');
  });

  test('every alarm tells somebody, says whom it hurts and leads to its section of the runbook', () => {
    for (const { Properties } of all('CloudWatch::Alarm')) {
      const description = String(Properties['AlarmDescription']);
      const [, section] = /^.+ Hurts: .+\. What to do: .*docs\/runbook\.md#([a-z-]+)$/.exec(description) ?? [];
      expect(headings.map(anchor)).toContain(section);
      expect(Properties['AlarmActions']).toHaveLength(1);
    }
  });

  test('what functions count is told from what those of another stage count', () => {
    const own = all('CloudWatch::Alarm').filter(({ Properties }) => text(Properties['Namespace']) === '"Claimwright"');
    const service = `claimwright-${stage.name}`;
    expect(own.map(({ Properties }) => Properties['Dimensions'])).toEqual(
      own.map(() => [{ Name: 'service', Value: service }]),
    );
    const counting = all('Lambda::Function').map(({ Properties }) => Properties['Environment']);
    expect(counting).toEqual(
      counting.map(() => ({ Variables: expect.objectContaining({ POWERTOOLS_SERVICE_NAME: service }) })),
    );
    expect(own).not.toEqual([]);
  });

  test('no policy names all actions, and all resources only where a service names none', () => {
    const ofServices =
      /^(xray:|logs:(\w*LogDelivery|ListLogDeliveries|PutResourcePolicy|Describe\w+)$|dynamodb:ListStreams$)/;
    const statements = all('IAM::ManagedPolicy').flatMap(statementsOf);
    expect(statements).not.toEqual([]);
    for (const { Action, Resource } of statements) {
      for (const action of list(Action)) expect(action).not.toContain('*');
      const onAll = list(Resource).includes('*') ? list(Action) : [];
      expect(onAll.filter((action) => !ofServices.test(String(action)))).toEqual([]);
    }
    expect(all('IAM::Policy')).toEqual([]);
  });

  test('machines log no execution data and are traced', () => {
    expect(all('StepFunctions::StateMachine')).toHaveLength(2);
    for (const { Properties } of all('StepFunctions::StateMachine')) {
      expect(Properties).toMatchObject({
        LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
        TracingConfiguration: { Enabled: true },
      });
    }
  });

  test('every placeholder of a machine is filled in, and nothing else is', () => {
    for (const { Properties } of all('StepFunctions::StateMachine')) {
      const definition = String(Properties['DefinitionString']);
      const placeholders = new Set([...definition.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name));
      expect(Object.keys(Properties['DefinitionSubstitutions'] ?? {}).sort()).toEqual([...placeholders].sort());
    }
  });

  test('the API leaves it to its function who calls, and its log names no path and no query', () => {
    for (const { Properties } of all('ApiGatewayV2::Route')) expect(Properties['AuthorizationType']).toBe('NONE');
    const answering = all('Lambda::Function').find(
      ({ Properties }) => Properties['FunctionName'] === `claimwright-${stage.name}-api`,
    );
    expect(text(answering?.Properties['Environment'])).toContain('"USER_POOL_ID"');
    const { requestsPerSecond, callerRequestsPerSecond } = stage.apiThrottle;
    expect(callerRequestsPerSecond).toBeLessThanOrEqual(requestsPerSecond / 2);
    expect(answering?.Properties['Environment']).toMatchObject({
      Variables: { CALLER_REQUESTS_PER_SECOND: String(callerRequestsPerSecond) },
    });
    const [api] = all('ApiGatewayV2::Stage');
    expect(api?.Properties).toMatchObject({
      DefaultRouteSettings: {
        ThrottlingRateLimit: stage.apiThrottle.requestsPerSecond,
        ThrottlingBurstLimit: stage.apiThrottle.burst,
      },
    });
    const { Format } = (api?.Properties['AccessLogSettings'] ?? {}) as { Format: string };
    expect(Object.keys(JSON.parse(Format))).toContain('routeKey');
    expect(Format).not.toMatch(/\$context\.(path|resourcePath|requestOverride|identity\.userAgent)|query|header|body/i);
  });

  test('no resource is made by code of the CDK', () => {
    expect(all('CloudFormation::CustomResource')).toEqual([]);
    const ours = new RegExp(`^claimwright-${stage.name}-`);
    const others = all('Lambda::Function').filter(({ Properties }) => !ours.test(String(Properties['FunctionName'])));
    expect(others.map(({ id }) => id)).toEqual([]);
  });
});

test('production uses every kind of alarm', () => {
  const production = synthesised.find(({ stage }) => stage.name === 'production');
  const descriptions = text(
    production?.all('CloudWatch::Alarm').map(({ Properties }) => Properties['AlarmDescription']),
  );
  for (const { heading } of Object.values(alarmKinds)) expect(descriptions).toContain(`#${anchor(heading)}"`);
});

test('production has neither the simulator nor a clock to move, and sandbox no secret', () => {
  const [sandbox, production] = synthesised;
  const names = text(production?.all('Lambda::Function').map(({ Properties }) => Properties['FunctionName']));
  expect(names).not.toMatch(/simulate-clearinghouse|advance-clock/);
  expect(sandbox?.all('SecretsManager::Secret')).toEqual([]);
  expect(production?.all('SecretsManager::Secret')).toHaveLength(1);
});

test('files and documents can be locked', () => {
  const { all } = synthesise({ ...stageNamed('production'), objectLock: { mode: 'compliance', years: 7 } });
  const locked = all('S3::Bucket').filter(({ Properties }) => Properties['ObjectLockEnabled'] === true);
  expect(locked.map(({ id }) => id.slice(0, 9)).sort()).toEqual(['Filesdocu', 'Filesedi5']);
  for (const { Properties } of locked) {
    expect(Properties['ObjectLockConfiguration']).toMatchObject({
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 7 * 365 } },
    });
  }
});

test('whoever is to get alarms is asked to confirm', () => {
  const { all } = synthesise({ ...stageNamed('sandbox'), alarmRecipients: ['billing@example.com'] });
  expect(all('SNS::Subscription').map(({ Properties }) => Properties)).toEqual([
    expect.objectContaining({ Protocol: 'email', Endpoint: 'billing@example.com' }),
  ]);
});
