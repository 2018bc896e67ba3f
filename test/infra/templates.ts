import { Template } from 'aws-cdk-lib/assertions';
import { stageTemplate } from '../../infra/stage-template.ts';
import { type Stage, stages } from '../../infra/stages.ts';

export type Properties = { readonly [name: string]: never };
export interface Resource {
  readonly id: string;
  readonly Properties: Properties;
  readonly DeletionPolicy?: string;
}

export interface SynthesisedStage {
  readonly stage: Stage;
  readonly resources: ReadonlyMap<string, { readonly Type: string; readonly Properties?: Properties }>;
  /** Resources of a type, `Lambda::Function` for `AWS::Lambda::Function`. */
  all(type: string): readonly Resource[];
}

/** A stage's template, with one line of code for each function. */
export function synthesise(stage: Stage): SynthesisedStage {
  const template = Template.fromJSON(stageTemplate(stage));
  return {
    stage,
    resources: new Map(Object.entries(template.toJSON()['Resources'])),
    all: (type) =>
      Object.entries(template.findResources(`AWS::${type}`)).map(([id, resource]) => ({
        id,
        ...(resource as Omit<Resource, 'id'>),
      })),
  };
}

export const synthesised: readonly SynthesisedStage[] = stages.map(synthesise);

export const stageNamed = (name: Stage['name']): Stage => {
  const stage = stages.find((one) => one.name === name);
  if (stage === undefined) throw new Error(`there is no stage ${name}`);
  return stage;
};
