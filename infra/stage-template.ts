import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import cdk from '../cdk.json' with { type: 'json' };
import { ClaimsStack } from './claims-stack.ts';
import type { Stage } from './stages.ts';

/** The CloudFormation template of a stage, with one line of code for each function: for whoever looks at it and deploys nothing. */
export function stageTemplate(stage: Stage): Record<string, unknown> {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'claimwright-synth-'));
  const app = new App({ context: cdk.context, outdir: folder.path });
  const { artifactId } = new ClaimsStack(app, stage, () => Code.fromInline('exports.handler = async () => {};'));
  return app.synth().getStackArtifact(artifactId).template as Record<string, unknown>;
}
