import { acknowledge, interchangeAcknowledgement } from '../../guides/acknowledge.ts';
import { claim837p } from '../../guides/claim-837p/index.ts';
import type { Group, Interchange, Issue } from '../../x12/index.ts';

type Codes = Readonly<Record<string, string>>;

const known = new Map<string, Codes>();

/** What a 999 or TA1 says of an issue: by what it is, where it stands, and what mends it. */
export function acknowledgementCodes(issue: Issue): Codes {
  const { transaction, group, segmentId = '', element, component } = issue.place;
  const where = transaction !== undefined ? 'transaction' : group !== undefined ? 'group' : 'interchange';
  const ordinal = /^(ISA|GS|ST|SE|GE|IEA)$/.test(segmentId) ? `${segmentId}${element}` : element !== undefined;
  const remedy = issue.remedy && [issue.remedy.must, issue.remedy.what.element !== undefined];
  const key = [issue.code, issue.level, where, ordinal, component !== undefined, remedy].join(' ');
  const codes = known.get(key);
  if (codes) return codes;
  const made = { transaction: ofTransaction, group: ofGroup, interchange: ofInterchange }[where](issue);
  known.set(key, made);
  return made;
}

const header = {
  functionalId: 'HC',
  sender: '',
  receiver: '',
  date: '',
  time: '',
  controlNumber: '1',
  agency: 'X',
  version: '',
};

function ofTransaction(issue: Issue): Codes {
  const set = {
    set: '837',
    version: '',
    controlNumber: '0001',
    clean: false,
    guide: claim837p,
    value: {},
  } as const;
  const group: Group = { header, issues: [], transactions: [{ ...set, issues: [issue] }] };
  const [answer] = acknowledge(group)?.transactions ?? [];
  const [first] = answer?.segmentErrors ?? [];
  const element = first?.elementErrors[0]?.element.error;
  const whole = answer?.result.errors[0];
  return {
    ...(first?.segment.error && { IK304: first.segment.error }),
    ...(element && { IK403: element }),
    ...(whole && { IK502: whole }),
  };
}

function ofGroup(issue: Issue): Codes {
  const group: Group = { header, issues: [issue], transactions: [] };
  const [error] = acknowledge(group)?.groupResult.errors ?? [];
  return error ? { AK905: error } : noteOf({ groups: [group], issues: [] });
}

function ofInterchange(issue: Issue): Codes {
  return noteOf({ groups: [], issues: [issue] });
}

function noteOf(parts: Pick<Interchange, 'groups' | 'issues'>): Codes {
  const ofIsa = { controlNumber: '000000001', date: '260101', time: '0000', acknowledgementRequested: '0' };
  const interchange = { header: ofIsa, acknowledgements: [], ...parts };
  const answer = interchangeAcknowledgement(interchange as unknown as Interchange);
  return answer ? { TA105: answer.note } : {};
}
