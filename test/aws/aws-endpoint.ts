/** Where the AWS APIs are for these tests; without it they do not run, so that they never touch an account by mistake. */
export const awsEndpoint = process.env['AWS_ENDPOINT_URL'];
