import type { RemovalPolicy } from 'aws-cdk-lib';
import {
  type Attribute,
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableClass,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledged.ts';
import type { IndexName } from '../wiring.ts';

const text = (name: string): Attribute => ({ name, type: AttributeType.STRING });
const indexNames: readonly IndexName[] = ['status', 'ready', 'due'];

export interface ClaimsTableProps {
  readonly name: string;
  readonly key: IKey;
  readonly removalPolicy: RemovalPolicy;
  /** For years: protected from being deleted, and cheaper to keep than to use. */
  readonly isKept: boolean;
}

/** The one table. Its stream carries keys alone: no item leaves the table by it. */
export function claimsTable(scope: Construct, { name, key, removalPolicy, isKept }: ClaimsTableProps): Table {
  const table = new Table(scope, 'Table', {
    tableName: name,
    partitionKey: text('pk'),
    sortKey: text('sk'),
    billingMode: BillingMode.PAY_PER_REQUEST,
    tableClass: isKept ? TableClass.STANDARD_INFREQUENT_ACCESS : TableClass.STANDARD,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    timeToLiveAttribute: 'ttl',
    stream: StreamViewType.KEYS_ONLY,
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: key,
    deletionProtection: isKept,
    removalPolicy,
  });
  for (const index of indexNames) {
    table.addGlobalSecondaryIndex({
      indexName: index,
      partitionKey: text(`${index}Pk`),
      sortKey: text(`${index}Sk`),
      projectionType: ProjectionType.ALL,
    });
  }
  acknowledge(table, 'table');
  return table;
}
