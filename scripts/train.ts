/**
 * Learns from all labelled lines there are what messages are for (`intents.json`) and what their fields say (`model.json`):
 * `npm run train [intents|fields]`, two minutes on two cores. The same lines give the same weights.
 */
import { writeFileSync } from 'node:fs'
import { fieldsHash, intentsHash, linesOf, ownLines, taughtLines, trainFiles } from '../test/corpus/lines.ts'
import { learnedFrom, packedModel } from '../test/reading/learn.ts'
import { foldsOf, learnIntents, packedIntents, temperatureOf, type Weighed } from '../test/reading/learn-intents.ts'

const written = trainFiles().flatMap(linesOf)

function write(file: string, model: unknown, what: string): void {
  const json = JSON.stringify(model)
  writeFileSync(`src/domain/reading/learned/${file}.json`, `${json}\n`)
  console.log(`${file}: ${what} → ${(json.length / 1024).toFixed(0)} KB`)
}

/** What people are taught to say has to be understood whatever else is learned. */
const TAUGHT = 6
function intents(): void {
  const lines: Weighed[] = [
    ...written.map((line) => ({ line, weight: 1 })),
    ...ownLines().map((line) => ({ line, weight: 3 })),
    ...taughtLines().map((line) => ({ line, weight: TAUGHT })),
  ]
  const names = [...new Set(lines.map(({ line }) => line.expect.intent))].sort()
  const judged = lines.filter(({ weight }) => weight === 1)
  const temperature = temperatureOf(foldsOf(judged, names, 5))
  const weights = { ...learnIntents(lines, names), temperature }
  write('intents', packedIntents(weights, intentsHash()), `${lines.length} lines, temperature ${temperature}`)
}

function fields(): void {
  const lines = [...written, ...ownLines()]
  write('model', packedModel(learnedFrom(lines), fieldsHash()), `${lines.length} lines`)
}

const MAKES: Record<string, () => void> = { intents, fields }
const [only] = process.argv.slice(2)
for (const [name, make] of Object.entries(MAKES)) if (!only || only === name) make()
