"""
Python loads this before MiniStack, whose PYTHONPATH names this folder. Each permission that MiniStack judges for one of
our functions is written into the file that OBSERVED_PERMISSIONS names, once: who, action, resource, decision.

What MiniStack judges otherwise than AWS is put right here, so that a role that holds here holds there.
"""

import json
import os

from ministack.core import iam_actions, iam_evaluator

judge = iam_evaluator.evaluate
seen = set()

# Only claims wait. MiniStack has no name for what a token belongs to.
waiting = "claimwright-sandbox-claim"


class OnKey(str):
    """A table's ARN, with the kind of partition that one operation on it is about: `AUDIT#`."""

    kind = ""


def each_item(action, body, region, account):
    """Each item that a request names is judged by itself, with its partition key, which MiniStack does not look at."""
    request = json.loads(body or b"{}")
    alone = action.removeprefix("dynamodb:").removesuffix("Item")
    judged = []
    for operations in request.get("TransactItems", [{alone: request}]):
        for name, operation in operations.items():
            key = operation.get("Key") or operation.get("Item")
            if key is not None:
                table = OnKey(f"arn:aws:dynamodb:{region}:{account}:table/{operation['TableName']}")
                table.kind = key["pk"]["S"].partition("#")[0] + "#" if "pk" in key else ""
                judged.append((f"dynamodb:{name}Item", table))
    return judged


def evaluate(context, *policies):
    # Nothing here is encrypted on its way, and our buckets and queues refuse what is not.
    context.secure_transport = True
    # AWS has no permission of its own for messages that are sent together.
    if context.action == "sqs:SendMessageBatch":
        context.action = "sqs:SendMessage"
    # AWS judges the end of a task by the machine that waits for it, though its reference names no resource.
    if context.action.startswith("states:SendTask"):
        context.resource_arn = f"arn:aws:states:{context.region}:{context.principal_account}:stateMachine:{waiting}"
    kind = context.resource_arn.kind if isinstance(context.resource_arn, OnKey) else ""
    if kind != "":
        context.service_context["dynamodb:leadingkeys"] = [kind]
    # A function's session has its name. The others are those of the CDK, which deploys.
    if "/claimwright-" not in context.principal_arn.partition(":assumed-role/")[2]:
        return iam_evaluator.EvalResult("Allow", context.principal_arn)
    result = judge(context, *policies)
    # The role's policies come first; those of the bucket or queue that are judged after them are not its own.
    asked = (context.principal_arn, context.action, context.resource_arn, kind)
    if asked not in seen:
        seen.add(asked)
        with open(os.environ["OBSERVED_PERMISSIONS"], "a") as file:
            line = dict(zip(("principal", "action", "resource", "partition"), asked), decision=result.decision)
            file.write(json.dumps(line) + "\n")
    return result


iam_evaluator.evaluate = evaluate
iam_actions.dynamodb_transaction_checks = each_item
