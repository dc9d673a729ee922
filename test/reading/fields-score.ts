/**
 * How well the fields are read where the intent is known: `node scripts/run.mjs test/reading/fields-score.ts [FILE…]`, each a
 * file of labelled lines, all of `test/corpus/train` where none is named. `--held-out` learns without a quarter of the authors
 * at a time what it then reads of them, `--unseen` from all lines but those of the files named. `--errors` lists what is wrong
 * or missing, `--intent X` and `--field Y` keep to one.
 */
import { basename } from 'node:path'
import { SPOKEN } from '#domain/nouns.ts'
import { fieldsOf, isOurs } from '#domain/reading/fields/of.ts'
import { toldFields } from '#domain/reading/fields/told.ts'
import type { Learned } from '#domain/reading/learned/learned.ts'
import { type Line, linesOf, trainFiles } from '../corpus/lines.ts'
import { CASUALTY, cmpFields, num, pr } from '../corpus/score.mjs'
import { learnedFrom, messageOf } from './learn.ts'

type Verdict = [is: 'tp' | 'fp' | 'fn', field: string, gold: unknown, said: unknown]

class Count {
  tp = 0
  fp = 0
  fn = 0
  n = 0
  add([is, , , said]: Verdict) {
    this[is] += 1
    if (is === 'fn' && said !== undefined) this.fp += 1
  }
  toString() {
    const { P, R, F } = pr(this.tp, this.fp, this.fn)
    const percent = (x: number) => (100 * x).toFixed(1).padStart(6)
    return `${percent(P)} ${percent(R)} ${percent(F)}   ${this.tp} right, ${this.fp} wrong or too much, ${this.fn} missed`
  }
}

const counted = (counts: Record<string, Count>, key: string): Count => (counts[key] ??= new Count())
const args = process.argv.slice(2)
const option = (name: string) => (args.includes(name) ? args.splice(args.indexOf(name), 2)[1] : undefined)
const [onlyIntent, onlyField] = [option('--intent'), option('--field')]
const errors = args.includes('--errors')
const held = args.includes('--held-out')
const unseen = args.includes('--unseen')
const named = args.filter((a) => !a.startsWith('--'))
const files = named.length ? named : trainFiles()

const byIntent: Record<string, Count> = {}
const byField: Record<string, Count> = {}
const byFile: Record<string, Count> = {}
const all = new Count()
const casualties = { stated: 0, wrong: 0, invented: 0, left: 0, asked: 0 }
let asked = 0
const ms: number[] = []

const FOLDS = 4
const authors = [...new Set(files.flatMap(linesOf).map((l) => l.author))]
const foldOf = (line: Line) => (held ? authors.indexOf(line.author) % FOLDS : 0)
const folds: Learned[] = unseen
  ? [
      learnedFrom(
        trainFiles()
          .flatMap(linesOf)
          .filter((l) => !authors.includes(l.author)),
      ),
    ]
  : held
    ? Array.from({ length: FOLDS }, (_, fold) => learnedFrom(files.flatMap(linesOf).filter((l) => foldOf(l) !== fold)))
    : []
const weightsFor = (line: Line) => folds[foldOf(line)]

for (const file of files)
  for (const line of linesOf(file)) {
    const { intent, fields, alt = {} } = line.expect
    // another value may stand alone
    for (const [field, values] of Object.entries(alt)) if (!Array.isArray(values)) alt[field] = [values]
    if (intent === 'none' || (onlyIntent && intent !== onlyIntent)) continue
    const message = messageOf(line)
    const from = performance.now()
    const { fields: said, questions } = isOurs(intent)
      ? fieldsOf(intent, message, weightsFor(line))
      : { fields: toldFields(intent, SPOKEN[intent]!, message, weightsFor(line)), questions: [] }
    ms.push(performance.now() - from)
    asked += questions.filter((q) => CASUALTY.includes(q)).length
    const { det } = cmpFields(line, fields, said, undefined, intent) as { det: Verdict[] }
    const shown: string[] = []
    for (const verdict of det) {
      const [is, field, gold, value] = verdict
      if (onlyField && field !== onlyField) continue
      for (const count of [all, counted(byIntent, intent), counted(byField, field), counted(byFile, basename(file))])
        count.add(verdict)
      if (CASUALTY.includes(field)) {
        if (is !== 'fp') casualties.stated += 1
        if (is === 'fn' && value === undefined) casualties[questions.includes(field) ? 'asked' : 'left'] += 1
        else if (is === 'fn') casualties.wrong += 1
        else if (is === 'fp' && (num(value) > 0 || field !== 'deaths')) casualties.invented += 1
      }
      if (is === 'tp') continue
      const mark = is === 'fp' ? '+' : value === undefined ? '-' : '≠'
      shown.push(`   ${mark}${field}: ${JSON.stringify(gold)} read ${JSON.stringify(value)?.slice(0, 90)}`)
    }
    if (errors && shown.length)
      console.log(`${line.id} [${intent}] ${line.text.replace(/\n/g, '⏎')}\n${shown.join('\n')}`)
  }

const table = (title: string, counts: Record<string, Count>) => {
  console.log(`\n${title.padEnd(28)}     P      R      F`)
  for (const [key, c] of Object.entries(counts).sort(([, a], [, b]) => b.fp + b.fn - a.fp - a.fn))
    console.log(`${key.padEnd(28)}${c}`)
}
table('intent', byIntent)
table('field', byField)
table('file', byFile)
console.log(`\n${'all'.padEnd(28)}${all}`)
console.log(`casualty values: ${JSON.stringify(casualties)}; ${asked} figures of people worth asking`)
ms.sort((a, b) => a - b)
console.log(`${ms.length} messages, median ${ms[ms.length >> 1]?.toFixed(3)} ms`)
