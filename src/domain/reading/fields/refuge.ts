/** 避灾安置点: whether it opened or closed, who is in it, what they want. */
import { aboutOf, looseIn } from '../about.ts'
import { clausesOf, pairsIn } from '../clauses.ts'
import { GOODS } from '../lexicon/goods.ts'
import { NEEDED } from '../lexicon/needs.ts'
import { NOT_IN_IT, REFUGE, WANTS } from '../lexicon/refuge.ts'
import { anyOf } from '../lexicon/words.ts'
import type { Fields } from '../reading.ts'
import { type Context, timeOf } from './context.ts'
import { correctionIn, withoutMistaken } from './corrected.ts'
import { type Counted, countedIn } from './heads.ts'
import { kindsBy } from './kind.ts'
import { shelterIn } from './shelter.ts'

const actionIn = kindsBy(REFUGE)

export function refugeFields(c: Context): Fields {
  const text = withoutMistaken(c.text)
  const pairs = pairsIn(text)
  const of = (words: RegExp) => pairs.find((p) => words.test(p.label) && p.value)?.value
  const loose = looseIn(c.spoken)
  const about = (counted: Counted) => loose?.wordsOf(countedIn(loose.plain, counted))
  const closed = /关|撤|闭/.test(actionIn(text) ?? '')
  return {
    village: c.where.village,
    action: actionIn(text)?.replace('?', ''),
    shelter: of(/^(?:名称|点名|地点|安置点|场所)$/) ?? shelterIn(text) ?? c.where.place,
    people: closed ? undefined : countedIn(text, PEOPLE),
    households: closed ? undefined : countedIn(text, HOUSEHOLDS),
    ...(closed ? {} : { [aboutOf('people')]: about(PEOPLE), [aboutOf('households')]: about(HOUSEHOLDS) }),
    needs: needsIn(text, of(/^(?:缺|需求|需要|所需物资|所需)$/)),
    ...timeOf(c, /(?!)/),
    ...correctionIn(c.whole),
  }
}

const NOT = new RegExp(`(?:${anyOf(NOT_IN_IT)})[^，。；\\d]{0,4}$`)
const PEOPLE = {
  behind: '(?:号|个)?(?:人(?!家|次)|口(?!粮)|名(?!单)|位)|个(?=$|[，,。；\\s了啦])',
  before: '在住|现有人数|在住人数|人数|现有|人|住进|总共',
  not: NOT,
}
const HOUSEHOLDS = { behind: '户|家(?=[，,。；\\s]|$|人家|\\d)', before: '户数|户', not: NOT }

const THINGS = new RegExp(anyOf([...NEEDED.filter((n) => n.length > 1), ...GOODS]), 'g')
const WANTED = new RegExp(`(?:${anyOf(WANTS)})`)
const NOTHING = /^(?:无|没有|暂无|无特殊)/

/** What is wanted, named behind the word that says so, or before 不够. */
function needsIn(text: string, labelled: string | undefined): string[] {
  if (labelled) return NOTHING.test(labelled) ? [] : labelled.split(/[、，,\s和及同跟与]+/).filter((n) => n.length > 0)
  const out: string[] = []
  let going = false
  for (const { text: clause, after } of clausesOf(text)) {
    const at = clause.search(WANTED)
    going = at >= 0 || (going && after === '、')
    if (going) out.push(...(clause.match(THINGS) ?? []))
  }
  return [...new Set(out)]
}
