/** A unit's name as its lists know it: without blanks, full-width letters plain. The database keeps the same of each record. */
export const unitKey = (said: string): string =>
  Array.from(said.normalize('NFKC').replace(/\s/g, '')).slice(0, 80).join('')
