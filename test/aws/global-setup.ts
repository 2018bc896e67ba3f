import { startMinistack } from './ministack.ts';

/**
 * The tests find AWS as every program does: by the environment. Where that names an endpoint or a profile already it is
 * used; otherwise MiniStack is started for them, and clients of the SDK need no configuration.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['AWS_ENDPOINT_URL'] !== undefined || process.env['AWS_PROFILE'] !== undefined) return undefined;
  const { endpoint, observed, stop } = await startMinistack();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    OBSERVED_PERMISSIONS: observed,
  });
  return stop;
}
