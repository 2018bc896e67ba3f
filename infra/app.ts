import { App, Validations } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks, HIPAASecurityChecks, ServerlessChecks } from 'cdk-nag';
import { bundleFunctions } from './bundle-functions.ts';
import { ClaimsStack } from './claims-stack.ts';
import { functionsOf } from './constructs/function-set.ts';
import { stages } from './stages.ts';

const app = new App();
for (const stage of stages) {
  const folders = await bundleFunctions(functionsOf(stage), stage);
  new ClaimsStack(app, stage, (name) => Code.fromAsset(folders(name)));
}
Validations.of(app).addPlugins(new HIPAASecurityChecks(app), new AwsSolutionsChecks(app), new ServerlessChecks(app));
