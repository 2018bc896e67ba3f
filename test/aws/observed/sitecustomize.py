"""
Python loads this before MiniStack, whose PYTHONPATH names this folder. Each permission that MiniStack judges for one of
our functions is written into the file that OBSERVED_PERMISSIONS names, once: who, action, resource, decision.
"""

import json
import os

from ministack.core import iam_evaluator

judge = iam_evaluator.evaluate
seen = set()


def evaluate(context, *policies):
    # Nothing here is encrypted on its way, and our buckets and queues refuse what is not.
    context.secure_transport = True
    # A function's session has its name. The others are those of the CDK, which deploys.
    if "/claimwright-" not in context.principal_arn.partition(":assumed-role/")[2]:
        return iam_evaluator.EvalResult("Allow", context.principal_arn)
    result = judge(context, *policies)
    # The role's policies come first; those of the bucket or queue that are judged after them are not its own.
    asked = (context.principal_arn, context.action, context.resource_arn)
    if asked not in seen:
        seen.add(asked)
        with open(os.environ["OBSERVED_PERMISSIONS"], "a") as file:
            line = dict(zip(("principal", "action", "resource"), asked), decision=result.decision)
            file.write(json.dumps(line) + "\n")
    return result


iam_evaluator.evaluate = evaluate
