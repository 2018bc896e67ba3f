import { defineConfig } from 'vitest/config';

// What stands in for AWS takes any credentials; the variables of whoever runs this go before these.
const credentials = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
const given = Object.fromEntries(
  Object.keys(credentials).flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
);

/** What needs an AWS endpoint, named by AWS_ENDPOINT_URL. */
export default defineConfig({
  test: {
    env: { POWERTOOLS_LOG_LEVEL: 'SILENT', ...credentials, ...given },
    include: ['test/aws/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
