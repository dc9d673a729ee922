/**
 * Learns what `src/domain/reading/learned` reads by weights: `node scripts/run.mjs scripts/train-fields.ts FILE…`, files of
 * labelled lines. The same lines give the same weights.
 */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { type LabelledLine, learnedFrom, packedModel } from '../test/reading/learn.ts'

const files = process.argv.slice(2)
const texts = files.map((f) => readFileSync(f, 'utf8'))
const lines = texts.flatMap((t) =>
  t
    .trim()
    .split('\n')
    .map((l) => JSON.parse(l) as LabelledLine),
)
const corpus = createHash('sha256').update(texts.join('')).digest('hex').slice(0, 16)
const model = packedModel(learnedFrom(lines), corpus)
const json = JSON.stringify(model, null, 2)
writeFileSync('src/domain/reading/learned/model.json', `${json}\n`)
console.log(`${lines.length} lines → ${(json.length / 1024).toFixed(0)} KB`)
