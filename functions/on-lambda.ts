import type { Handler } from './middleware.ts';
import { type AwsServices, awsServices } from './services.ts';

let services: Promise<AwsServices> | undefined;

/** A function as Lambda runs it: its services are built once a process, before its first call. */
export function onLambda<Answer>(createHandler: (services: AwsServices) => Handler<Answer>): Handler<Answer> {
  let handler: Handler<Answer> | undefined;
  return async (event, context) => {
    services ??= awsServices(process.env, import.meta.dirname);
    const ready = await services.catch((problem: unknown) => {
      // A secret that could not be read now may be readable at the next call.
      services = undefined;
      throw problem;
    });
    await ready.refresh();
    handler ??= createHandler(ready);
    return handler(event, context);
  };
}
