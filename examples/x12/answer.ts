import { readFileSync } from 'node:fs';
import { acknowledge, interchangeAcknowledgement } from '../../shared/guides/acknowledge.ts';
import { acknowledgement999 } from '../../shared/guides/acknowledgement-999.ts';
import { claim837p } from '../../shared/guides/claim-837p/index.ts';
import { readFile, write } from '../../shared/x12/index.ts';

const came = readFileSync('examples/claims/surgical-group.837', 'utf8').replace('*11:B:1*', '*11:B:*');
const [interchange] = readFile(came, [claim837p]).interchanges;
const [group] = interchange?.groups ?? [];
if (!interchange || !group) throw new Error('the file holds no group');

// What the 999 says follows from the issues; a TA1 answers the envelope, where it is at fault or asks for it (ISA14).
const answer = acknowledge(group);
const note = interchangeAcknowledgement(interchange);
const { sender, receiver, ...header } = interchange.header;
const text = write({
  header: { ...header, sender: receiver, receiver: sender },
  delimiters: { lineEnd: '\n' },
  acknowledgements: note ? [note] : [],
  groups: [
    {
      header: { ...group.header, functionalId: 'FA', agency: 'X', version: acknowledgement999.version },
      transactions: [{ guide: acknowledgement999, controlNumber: '0001', value: answer }],
    },
  ],
});
console.log(text.split('\n').slice(2, 8).join('\n'));
