/**
 * A second reader 第二判读, off unless READER_URL is set: a language model behind an OpenAI-compatible address is asked what a
 * message may mean that our own reading was not sure of. After the commit, never before it; names and numbers masked. Its
 * answer is somebody else's guess: it may put one more choice on a card that a person presses, and nothing else.
 */
import { unsureUnasked } from '#db/record/unsure.ts'
import { maskText } from '#domain/kernel/privacy.ts'
import type { Roster } from '#domain/kernel/roster.ts'
import type { Intent } from '#domain/reading/reading.ts'
import { RECORD } from '#domain/record/needs.ts'
import { ASKED, guessIn } from '#domain/record/second.ts'
import { seconded } from '#domain/record/unsure.ts'
import { bounded } from './bounded.ts'
import { type DecideDeps, decideNow } from './decide.ts'

interface SecondReader {
  url: string
  model: string
  key?: { reveal(): string }
}

export interface SecondDeps extends DecideDeps {
  reader: SecondReader
  /** How long it may take. */
  withinMs?: number
  log: { warn(f: object, m: string): void }
}

const WITHIN_MS = 10_000
const MOST_BYTES = 64 * 1024

/** Asks about each open message once in the life of the process; what fails is left to the people whom it waits for anyway. */
export function createSecondReader(deps: SecondDeps) {
  /** Those of the last look that may come up again. */
  let asked: ReadonlySet<string> = new Set()
  let running: Promise<void> | undefined
  let woken = false

  async function look(): Promise<void> {
    const { roster, now } = await deps.context()
    const open = await unsureUnasked(deps.db, now)
    const fresh = open.filter((r) => !asked.has(r.id))
    asked = new Set(open.map((r) => r.id))
    for (const { id, text } of fresh) {
      const plain = withoutPeople(text, roster)
      const intent = await guess(deps, plain).catch((err) => {
        deps.log.warn({ err, record: id }, 'the second reader gave no answer')
        return undefined
      })
      if (intent)
        await decideNow(deps, 'anan', {
          needs: { record: RECORD.of(id) },
          decide: (g, { record }) => seconded(g, record, intent),
        })
    }
  }

  async function lookWhileWoken(): Promise<void> {
    while (woken) {
      woken = false
      await look().catch((err) => deps.log.warn({ err }, 'second reader'))
    }
  }

  return {
    /** Looks for what is open; what comes while it looks is looked for next. */
    wake(): void {
      woken = true
      running ??= lookWhileWoken().finally(() => {
        running = undefined
      })
    },
    async idle(): Promise<void> {
      await running
    },
  }
}

/** The text as it leaves the station: nobody of the roster by name, no whole number. */
function withoutPeople(text: string, roster: Roster): string {
  const names = [...roster.people.values()].map((p) => p.name).filter((name) => name.length > 1)
  return maskText(names.sort((a, b) => b.length - a.length).reduce((t, name) => t.replaceAll(name, '某人'), text))
}

/** What it says, where that can be believed: one of ours, by words that are in the message. */
async function guess({ reader, withinMs = WITHIN_MS }: SecondDeps, text: string): Promise<Intent | undefined> {
  const response = await fetch(`${reader.url.replace(/\/$/, '')}/chat/completions`, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(withinMs),
    headers: {
      'content-type': 'application/json',
      ...(reader.key ? { authorization: `Bearer ${reader.key.reveal()}` } : {}),
    },
    body: JSON.stringify({
      model: reader.model,
      temperature: 0,
      messages: [
        { role: 'system', content: ASKED },
        { role: 'user', content: text.slice(0, 2000) },
      ],
    }),
  })
  if (!response.ok) throw new Error(`answered ${response.status}`)
  const bytes = await bounded(response, MOST_BYTES)
  if (!bytes) throw new Error('the answer is too long')
  const answer = JSON.parse(Buffer.from(bytes).toString('utf8'))
  return guessIn(answer.choices?.[0]?.message?.content, text)
}
