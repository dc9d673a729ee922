/**
 * Learns what messages are for from all labelled lines there are: `npm run train`, about two minutes on two cores. The same
 * lines give the same weights; `--held-out` only says how well lines of authors who were left out are read.
 */
import { writeFileSync } from 'node:fs'
import { corpusHash, linesOf, ownLines, taughtLines, trainFiles } from '../test/corpus/lines.ts'
import { foldsOf, learnIntents, packedIntents, temperatureOf, type Weighed } from '../test/reading/learn-intents.ts'

/** What people are taught to say has to be understood whatever else is learned. */
const TAUGHT = 6
const lines: Weighed[] = [
  ...trainFiles()
    .flatMap(linesOf)
    .map((line) => ({ line, weight: 1 })),
  ...ownLines().map((line) => ({ line, weight: 3 })),
  ...taughtLines().map((line) => ({ line, weight: TAUGHT })),
]
const intents = [...new Set(lines.map(({ line }) => line.expect.intent))].sort()
const judged = lines.filter(({ weight }) => weight === 1)
const temperature = temperatureOf(foldsOf(judged, intents, 5))
const weights = { ...learnIntents(lines, intents), temperature }
const json = JSON.stringify(packedIntents(weights, corpusHash()))
writeFileSync('src/domain/reading/learned/intents.json', `${json}\n`)
console.log(`${lines.length} lines, temperature ${temperature} → ${(json.length / 1024).toFixed(0)} KB`)
