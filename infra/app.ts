import { App, Validations } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks, HIPAASecurityChecks, ServerlessChecks } from 'cdk-nag';
import { bundleFunctions, deployable } from './bundle-functions.ts';
import { ClaimsStack } from './claims-stack.ts';
import { stages } from './stages.ts';
import { functionNames } from './wiring.ts';

const app = new App();
await bundleFunctions(functionNames);
for (const stage of stages) new ClaimsStack(app, stage, (name) => Code.fromAsset(deployable(name, stage)));
Validations.of(app).addPlugins(new HIPAASecurityChecks(app), new AwsSolutionsChecks(app), new ServerlessChecks(app));
