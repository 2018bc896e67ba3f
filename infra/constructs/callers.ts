import { Aws, Duration, type RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
  UserPoolGroup,
  type UserPoolResourceServer,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { clientScopes, resourceServer, roles } from '../access.ts';
import type { Stage } from '../stages.ts';

export interface CallersProps {
  readonly stage: Stage;
  readonly prefix: string;
  readonly removalPolicy: RemovalPolicy;
}

const tokenLifetime = { accessTokenValidity: Duration.hours(1), enableTokenRevocation: true };

/** Who may call the API: people, whom an administrator lets in, and programs, which the stage names. */
export class Callers extends Construct {
  readonly userPool: UserPool;
  /** Where programs get their tokens. */
  readonly tokenUrl: string;
  readonly staff: UserPoolClient;
  readonly programs: ReadonlyMap<string, UserPoolClient>;

  constructor(scope: Construct, id: string, { stage, prefix, removalPolicy }: CallersProps) {
    super(scope, id);
    this.userPool = new UserPool(this, 'UserPool', {
      userPoolName: prefix,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      mfa: Mfa.REQUIRED,
      // A text message can be taken by whoever takes the number.
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        ...{ minLength: 14, requireLowercase: true, requireUppercase: true, requireDigits: true, requireSymbols: true },
        tempPasswordValidity: Duration.days(3),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: stage.onRemoval === 'keep',
      removalPolicy,
    });
    for (const [groupName, description] of Object.entries(roles)) {
      new UserPoolGroup(this, `Role-${groupName}`, { userPool: this.userPool, groupName, description });
    }
    const domain = this.userPool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `${prefix}-${Aws.ACCOUNT_ID}` },
    });
    this.tokenUrl = `${domain.baseUrl()}/oauth2/token`;
    this.staff = this.userPool.addClient('Staff', {
      userPoolClientName: 'staff',
      // By password never in the clear, or on behalf of somebody by whoever IAM lets.
      authFlows: { userSrp: true, adminUserPassword: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
      refreshTokenValidity: Duration.hours(12),
      ...tokenLifetime,
    });

    const scopes = Object.entries(clientScopes).map(
      ([scopeName, scopeDescription]) => new ResourceServerScope({ scopeName, scopeDescription }),
    );
    const server = this.userPool.addResourceServer('Api', { identifier: resourceServer, scopes });
    this.programs = new Map(stage.programs.map((program) => [program.name, this.#program(server, scopes, program)]));
  }

  #program(
    server: UserPoolResourceServer,
    scopes: readonly ResourceServerScope[],
    { name, scopes: granted }: Stage['programs'][number],
  ): UserPoolClient {
    const isGranted = ({ scopeName }: ResourceServerScope): boolean => granted.some((each) => each === scopeName);
    return this.userPool.addClient(`Program-${name}`, {
      userPoolClientName: name,
      generateSecret: true,
      authFlows: {},
      oAuth: {
        flows: { clientCredentials: true },
        scopes: scopes.filter(isGranted).map((each) => OAuthScope.resourceServer(server, each)),
      },
      ...tokenLifetime,
    });
  }
}
