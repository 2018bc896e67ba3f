export interface PlacedReason {
  /** Where in the file: `transaction set 2`. */
  readonly place?: string;
  /** A sentence or more. */
  readonly reason: string;
}

const mostPlaces = 3;
/** Of one reason, and of all of them: an item of the store holds 400 KB, and a person reads it. */
const mostCharacters = { each: 2000, all: 8000 } as const;

/** Why a file is quarantined, in one text: the same reason once with its first places, and how many there are more. */
export function sayReasons(reasons: readonly PlacedReason[]): string {
  const groups = [...Map.groupBy(reasons, ({ reason }) => reason)];
  const said: string[] = [];
  let characters = 0;
  for (const [reason, same] of groups) {
    const text = placesOf(same) + cut(reason);
    characters += text.length;
    if (characters > mostCharacters.all) break;
    said.push(text);
  }
  const left = groups.length - said.length;
  return [...said, ...(left === 0 ? [] : [`and ${left} more`])].join('; ');
}

function placesOf(reasons: readonly PlacedReason[]): string {
  const places = [...new Set(reasons.flatMap(({ place }) => place ?? []))];
  if (places.length === 0) return '';
  const more = places.length - mostPlaces;
  return `${places.slice(0, mostPlaces).join(', ')}${more > 0 ? ` and ${more} more` : ''}: `;
}

function cut(text: string): string {
  return text.length <= mostCharacters.each ? text : `${text.slice(0, mostCharacters.each)}…`;
}
