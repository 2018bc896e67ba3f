import * as z from 'zod';
import { mayTouch } from '../../../shared/access/index.ts';
import { type ListPlace, type PracticeScope, practiceScopes } from '../../../shared/repositories/index.ts';
import type { Acting } from '../access/acting.ts';
import { type Problem, problem } from '../problem.ts';
import type { Answer, Asked } from '../route.ts';
import { cursorsOf } from './cursor.ts';

const mostEntries = 200;
const limitError = `must be a whole number from 1 to ${mostEntries}`;

/** What every list can be asked for. */
export const paging = {
  limit: z.coerce
    .number(limitError)
    .int(limitError)
    .min(1, limitError)
    .max(mostEntries, limitError)
    .default(50)
    .meta({ description: 'How many at most; a page may hold fewer' }),
  cursor: z.string().min(1, 'must not be empty').max(1000, 'is no cursor of ours').optional().meta({
    pattern: '^[\\w-]+\\.[A-Z2-7]{26}$',
    description: 'The `nextCursor` of the page before, with the same other parameters',
  }),
};

/** The list under its name, and where it goes on. */
export function pageOf<Entry extends z.ZodType>(name: string, entry: Entry, id: string) {
  return z
    .object({
      [name]: z.array(entry),
      nextCursor: z
        .string()
        .optional()
        .meta({ description: 'There may be more: ask again with this as `cursor`. Absent on the last page' }),
    })
    .meta({ id });
}

const placeSchema = z.object({ at: z.string(), after: z.string().optional() });

/** One page of a list: `read` is given where it begins, and answers its entries and where it ends. */
export async function page<Entry>(
  { caller, services, query, params }: Asked<unknown, { limit: number; cursor?: string | undefined }, unknown>,
  name: string,
  read: (limit: number, from?: ListPlace) => Promise<{ readonly entries: readonly Entry[]; readonly next?: ListPlace }>,
): Promise<Answer | Problem> {
  const { limit, cursor, ...filters } = query;
  const cursors = cursorsOf(services.ids, name, caller.kind, caller.subject, JSON.stringify([params ?? {}, filters]));
  const place = cursor === undefined ? undefined : cursors.read(cursor);
  if (cursor !== undefined && place === undefined) {
    return problem(
      'cursor-invalid',
      'Give a cursor with the parameters that it was answered to, or begin anew without.',
      {
        errors: [{ parameter: 'cursor', detail: 'is none of this list' }],
      },
    );
  }
  const from = place === undefined ? undefined : (placeSchema.parse(JSON.parse(place)) as ListPlace);
  const { entries, next } = await read(limit, from);
  const more = next === undefined ? {} : { nextCursor: cursors.write(JSON.stringify(next)) };
  return { status: 200, body: { [name]: entries, ...more } };
}

/** The practices that the caller may see: of all, or of the one that he asks for. */
export async function scopesOf(
  { caller, services }: Acting,
  practiceId: string | undefined,
): Promise<readonly PracticeScope[]> {
  if (practiceId !== undefined) return mayTouch(caller.practices, practiceId) ? [{ practiceId }] : [];
  if (caller.practices === 'all') return practiceScopes(services.items);
  return caller.practices.map((id) => ({ practiceId: id }));
}
