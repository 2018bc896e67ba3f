#!/bin/sh
# Checks the templates that `npm run synth` has left in cdk.out. Installs its own cfn-lint the first time.
set -eu
cd "$(dirname "$0")/.."
version=1.58.0
home=.tools/cfn-lint-$version

if [ ! -x "$home/bin/cfn-lint" ]; then
  python3 -m venv "$home"
  "$home/bin/pip" install --quiet --disable-pip-version-check "cfn-lint==$version"
fi
if ! ls cdk.out/claimwright-*.template.json >/dev/null 2>&1; then
  echo 'There is nothing in cdk.out: run npm run synth first.' >&2
  exit 1
fi
# W3005: the CDK says of some roles twice that they come first.
exec "$home/bin/cfn-lint" --ignore-checks W3005 --template cdk.out/claimwright-*.template.json
