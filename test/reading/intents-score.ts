/**
 * How well what messages are for is read of authors who were not learned from: `node scripts/run.mjs test/reading/intents-score.ts`.
 * `--curve` learns from 20, 40, … authors and reads the last twenty; `--dump FILE` writes each line as it was read.
 */
import { writeFileSync } from 'node:fs'
import { SPOKEN } from '#domain/nouns.ts'
import { type Likelihoods, likelihoodsOf } from '#domain/reading/learned/intent.ts'
import { type Meant, meant } from '#domain/reading/meant.ts'
import { EMERGENCY, SILENT } from '#domain/reading/reading.ts'
import { spokenIn } from '#domain/reading/spoken.ts'
import { type Line, linesOf, trainFiles } from '../corpus/lines.ts'
import { foldsOf, heardOf, learnIntents, temperatureOf } from './learn-intents.ts'

const FOLDS = 5

const option = (name: string) => {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : (process.argv[at + 1] ?? '')
}

interface Read {
  line: Line
  likely: Likelihoods
  said: Meant
}

/** What becomes of the lines: right without asking, asked with the right choice on the card, wrong. */
function outcomes(all: readonly Read[]) {
  const count = { right: 0, asked: 0, wrong: 0, emergencies: 0, missed: 0, innocent: 0, falsely: 0, askedInnocent: 0 }
  for (const { line, said } of all) {
    const { intent, drill, alt_intents: others = [] } = line.expect
    const fits = (i: string) => i === intent || (others as string[]).includes(i)
    const asked = said.ask.length > 0
    const outcome = asked
      ? said.ask.some(fits) || fits('none')
        ? 'asked'
        : 'wrong'
      : fits(said.intent)
        ? 'right'
        : 'wrong'
    count[outcome] += 1
    if (EMERGENCY.has(intent) && !drill) {
      count.emergencies += 1
      if (outcome === 'wrong' && SILENT.has(said.intent)) count.missed += 1
    }
    if (intent === 'none') {
      count.innocent += 1
      if (asked) count.askedInnocent += 1
      else if (!SILENT.has(said.intent) && !fits(said.intent)) count.falsely += 1
    }
  }
  return count
}

/** How often the likeliest is right, and the mean logarithmic loss. */
function guessed(all: readonly Read[]): string {
  let right = 0
  let loss = 0
  for (const { line, likely } of all) {
    const fits = [line.expect.intent, ...(line.expect.alt_intents ?? [])]
    const best = Object.keys(likely).reduce((a, b) => (likely[b]! > likely[a]! ? b : a))
    if ((fits as string[]).includes(best)) right += 1
    loss -= Math.log(
      Math.max(
        1e-9,
        fits.reduce((sum, i) => sum + (likely[i] ?? 0), 0),
      ),
    )
  }
  return `best guess ${percent(right, all.length)}  loss ${(loss / all.length).toFixed(4)}`
}

const percent = (n: number, of: number) => `${((100 * n) / of).toFixed(1)} %`.padStart(7)
function shown(title: string, all: readonly Read[]): void {
  const c = outcomes(all)
  console.log(
    [
      title.padEnd(22),
      guessed(all),
      `right${percent(c.right, all.length)}`,
      `asked${percent(c.asked, all.length)}`,
      `wrong${percent(c.wrong, all.length)}`,
      `emergencies in silence ${c.missed} of ${c.emergencies}`,
      `innocent: recorded${percent(c.falsely, c.innocent)}, asked${percent(c.askedInnocent, c.innocent)}`,
    ].join('  '),
  )
}

const lines = trainFiles()
  .flatMap(linesOf)
  .map((line) => ({ line, weight: 1 }))
const intents = [...new Set(lines.map(({ line }) => line.expect.intent))].sort()

if (option('--curve') !== undefined) {
  const authors = [...new Set(lines.map(({ line }) => line.author))]
  const unseen = lines.filter(({ line }) => authors.indexOf(line.author) >= authors.length - 20)
  for (let n = 20; n <= authors.length - 20; n += 20) {
    const from = learnIntents(
      lines.filter(({ line }) => authors.indexOf(line.author) < n),
      intents,
    )
    const weights = { ...from, temperature: 0.8 }
    shown(
      `${n} authors`,
      unseen.map(({ line }) => readBy(line, weights)),
    )
  }
} else {
  const folds = foldsOf(lines, intents, FOLDS)
  const temperature = temperatureOf(folds)
  const read = folds.flatMap(({ weights, unseen }) => unseen.map((line) => readBy(line, { ...weights, temperature })))
  shown(`${read.length} lines`, read)
  for (const intent of intents)
    shown(
      intent,
      read.filter(({ line }) => line.expect.intent === intent),
    )
  const file = option('--dump')
  if (file) writeFileSync(file, read.map(({ line, likely }) => `${JSON.stringify({ ...line, likely })}\n`).join(''))
}

function readBy(line: Line, weights: Parameters<typeof likelihoodsOf>[1]): Read {
  const heard = heardOf(line)
  const likely = likelihoodsOf(heard, weights)
  return { line, likely, said: meant(heard, spokenIn(heard.text, SPOKEN), likely) }
}
