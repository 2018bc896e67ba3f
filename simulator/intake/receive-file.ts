import { interchangeAcknowledgement } from '../../shared/guides/acknowledge.ts';
import type { Acknowledgement999 } from '../../shared/guides/acknowledgement-999.ts';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import {
  type Interchange,
  type InterchangeAcknowledgement,
  type Reading,
  readFile,
  readValues,
} from '../../shared/x12/index.ts';
import { afterMinutes } from '../calendar.ts';
import { derive } from '../choice.ts';
import type { Context } from '../context.ts';
import { keys } from '../keys.ts';
import type { Job, Route } from '../records.ts';
import { report } from '../reports.ts';
import { routeOf } from '../route.ts';
import { beginWork, type Work } from '../work.ts';
import { examineGroups, rejectsAny } from './examine.ts';
import { takeInClaims } from './take-in-claims.ts';

interface Arrival {
  readonly now: Date;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Takes a file of claims in: what will be answered, and when, is in the store when this resolves. */
export async function receiveFile(context: Context, arrival: Arrival): Promise<void> {
  const { name, bytes } = arrival;
  const { interchanges } = readClaims(context, bytes);
  let outcome: 'done' | 'taken';
  do {
    const work = beginWork(context.store);
    if (interchanges.length === 0) report(work, 'unreadableFiles', name, { name });
    for (const [index, interchange] of interchanges.entries()) {
      await receiveInterchange(context, work, arrival, interchange, index + 1);
    }
    outcome = await work.commit();
  } while (outcome === 'taken');
}

/** Where the 999 is to tell a fault it asks how its segment stood. */
function readClaims(context: Context, bytes: Uint8Array): Reading {
  const reading = readValues(bytes, [claim837p]);
  const isRight = reading.issues.length === 0 && !rejectsAny(context, reading);
  return isRight ? reading : readFile(bytes, [claim837p]);
}

async function receiveInterchange(
  context: Context,
  work: Work,
  arrival: Arrival,
  interchange: Interchange,
  ordinal: number,
): Promise<void> {
  const { now, name, bytes } = arrival;
  const { senderQualifier, sender, controlNumber: isa13, date, time } = interchange.header;
  /** Stands for the content. */
  const file = derive(20, bytes, ordinal);
  const route = routeOf(interchange);
  const key = keys.interchange(senderQualifier, sender, isa13);
  const known = await work.get<{ file: string; name: string }>(key);
  if (known?.file === file) {
    report(work, 'resentIdenticalFiles', `${isa13} ${name}`, { isa13, names: [known.name, name] });
    return;
  }
  if (known) {
    report(work, 'duplicateIsa13OtherContent', `${isa13} ${file}`, { isa13, names: [known.name, name] });
    // TA105 025: the control number is another interchange's.
    plan(work, now, file, route, [{ controlNumber: isa13, date, time, code: 'R', note: '025' }], []);
    return;
  }
  work.putIfAbsent(key, { file, name });
  const fault = interchangeAcknowledgement(interchange);
  if (fault?.code === 'R') {
    plan(work, now, file, route, [fault], []);
    return;
  }
  const groups = await examineGroups(context, bytes, interchange, ordinal);
  const answers = groups.map(({ answer }) => answer);
  plan(work, now, file, route, fault ? [fault] : [], answers);
  const accepted = groups.flatMap((group) => group.accepted);
  const rejected = groups.flatMap((group) => group.rejected);
  await takeInClaims(context, work, { now, file, route, accepted, rejected });
}

function plan(
  work: Work,
  now: Date,
  file: string,
  route: Route,
  interchange: readonly InterchangeAcknowledgement[],
  groups: readonly Acknowledgement999[],
): void {
  if (interchange.length === 0 && groups.length === 0) return;
  const job: Job = { kind: 'acknowledge-file', due: afterMinutes(now, 60), file, route, interchange, groups };
  work.put(keys.due(job.due, job.kind, file), job);
}
