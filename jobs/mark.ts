/** Marks what was kept before a word came to the list of sensitive matter, or before records were looked at for it. */
import { isMarked, markOnce } from '#db/flow/heartbeats.ts'
import { sensitiveAmong } from '#db/record/marks.ts'
import type { Change } from '#domain/nouns.ts'
import { UNMARKED } from '#domain/record/needs.ts'
import { hashOf } from './context.ts'
import { type DecideDeps, decideNow } from './decide.ts'

/** Records looked at in one read; what is found is marked in one transaction. */
const SLICE = 1_000
/** Under this name, with the list's hash, stands when everything had been looked at by that list. */
const MARKED = 'marked'

/**
 * Looks at every record once a list of words, in slices; each that speaks of one, in its words or its fields, is amended, with
 * its line in the ledger. What comes later is looked at when it is said. Several processes take turns.
 */
export async function markSensitive(deps: DecideDeps): Promise<void> {
  const { settings, now } = await deps.context()
  const words = [...new Set(settings.sensitive_words)].sort()
  const list = hashOf(JSON.stringify(words)).slice(0, 16)
  if (await isMarked(deps.db, MARKED, list)) return
  for (let after: string | undefined, more = words.length > 0; more; more = after !== undefined) {
    const { found, last } = await sensitiveAmong(deps.db, words, SLICE, after)
    after = last
    if (found.length)
      await decideNow(deps, 'anan', {
        needs: { rows: UNMARKED.of(found) },
        decide: (_, { rows }) =>
          rows.map(
            ({ id, message }): Change => ({
              type: 'record.amended',
              id,
              fields: { restricted: true },
              was: {},
              text: '',
              messageId: message ?? '',
            }),
          ),
      })
  }
  await markOnce(deps.db, MARKED, list, now)
}
