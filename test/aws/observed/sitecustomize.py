"""
Python loads this before MiniStack, whose PYTHONPATH names this folder. Each permission that MiniStack judges for one of
our functions is written into the file that OBSERVED_PERMISSIONS names, once: who, action, resource, decision.
"""

import json
import os

from ministack.core import iam_evaluator

judge = iam_evaluator.evaluate
seen = set()

# Only claims wait. MiniStack has no name for what a token belongs to.
waiting = "claimwright-sandbox-claim"


def evaluate(context, *policies):
    # Nothing here is encrypted on its way, and our buckets and queues refuse what is not.
    context.secure_transport = True
    # AWS judges the end of a task by the machine that waits for it, though its reference names no resource.
    if context.action.startswith("states:SendTask"):
        context.resource_arn = f"arn:aws:states:{context.region}:{context.principal_account}:stateMachine:{waiting}"
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
