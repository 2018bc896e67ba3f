import { acknowledgement999 } from '../../shared/guides/acknowledgement-999.ts';
import type { AcknowledgeFile } from '../records.ts';
import type { Work } from '../work.ts';
import { nextControlNumber, offer, writeAnswers } from './answer-file.ts';

/** Answers an interchange: with a TA1 where one is due and a 999 for each of its groups. */
export async function acknowledgeFile(work: Work, job: AcknowledgeFile): Promise<void> {
  const { due, route, interchange, groups } = job;
  const controlNumber = await nextControlNumber(work);
  const moment = new Date(due);
  const text = writeAnswers({
    route,
    moment,
    controlNumber,
    interchange,
    guide: acknowledgement999,
    transactions: groups,
  });
  offer(work, groups.length === 0 ? 'TA1' : '999', due, text);
}
