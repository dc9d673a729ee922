/**
 * Whether a text tells that a person died. 死 alone does not: 堵死了, 笑死, 鱼死了, 发动机熄死. A death has a person as its subject,
 * and a verb of dying; where the person is missing it is not sure, and asked.
 */
import { clausesOf } from './clauses.ts'
import { DIED_OF, EITHER, FAST, FELT, NEARLY, NO_DYING, NOBODY } from './lexicon/dying.ts'
import { AGES, KIN, ROLES } from './lexicon/persons.ts'
import { anyOf, listed } from './lexicon/words.ts'
import { NUM } from './numbers.ts'

export type Dying = 'sure' | 'unsure'

const COUNTED = new RegExp(`(?:${NUM}|[几多两俩])(?:个人|名|位|人|口|个(?!小时|月|钟头|星期|村|组))|[俩仨]`)
const PERSON = new RegExp(
  `${anyOf(ROLES, KIN, AGES)}|[老小阿][\\u4e00-\\u9fa5]|[\\u4e00-\\u9fa5](?:大爷|大娘|大妈|婆婆|奶奶|爷爷|叔|婶|嫂|哥|姐)|那个|这个|[他她]|(?<!没)有人|人(?![家次])`,
)
/** 热死人了, 急死个人, 笑死我: said of how it feels. */
const FEELS = /^(?:个?人|我|他|她|你|俺|大家|人家|老子)?[了啦咯喽啊呀]{0,2}$/
const NOT = /(?:没有?|没得|冇|未|不|莫|别|谁说|哪个说|谁讲)(?:得|曾|能|会|有|人|谁|哪个)?$/
const NEAR = new RegExp(`${anyOf(NEARLY)}(?:都|就|把|[\\u4e00-\\u9fa5]{0,2})?$`)
const OF_NOBODY = new RegExp(`${anyOf(NOBODY)}(?:都|也|全|已经?|又|就|给|被|直接|一下|[，\\s]){0,3}[\\u4e00-\\u9fa5]?$`)
const ends = (words: readonly string[]) => new RegExp(`${anyOf(words)}(?:得)?$`)
const [IS_FAST, IS_FELT, IS_EITHER, IS_DEADLY] = [ends(FAST), ends(FELT), ends(EITHER), ends(DIED_OF)]
const GOES_ON = new RegExp(`^${anyOf(NO_DYING)}`)
/** A label and what needs no subject: 死亡1人, 死者. */
const NOUN = /^[亡者伤难]/

/** Of one 死 in a clause. @param before the clause before, which may tell of whom. */
function dyingAt(clause: string, at: number, before: string): Dying | undefined {
  const [head, tail] = [clause.slice(0, at), clause.slice(at + 1)]
  if (NOUN.test(tail)) return 'sure'
  if (GOES_ON.test(tail) || NOT.test(head) || IS_FAST.test(head) || OF_NOBODY.test(head)) return undefined
  const counted = COUNTED.test(head) || COUNTED.test(tail.slice(0, 8))
  if (IS_FELT.test(head)) return counted && !NEAR.test(head.slice(0, -1)) ? 'sure' : undefined
  if (NEAR.test(head) || NEAR.test(head.slice(0, -1))) return undefined
  const whom = counted || PERSON.test(head) || PERSON.test(tail)
  if (IS_EITHER.test(head)) {
    if (/[冻干]$/.test(head) && !counted && FEELS.test(tail) && /^(?:我|[他她]|大家|手|脚|人)?.?$/.test(head))
      return undefined
    return whom ? 'sure' : undefined
  }
  if (whom || IS_DEADLY.test(head)) return whom || PERSON.test(before) || COUNTED.test(before) ? 'sure' : 'unsure'
  return PERSON.test(before) || COUNTED.test(before) ? 'sure' : 'unsure'
}

/** Longer words than these tell a story: every 死 of it is looked at, up to so many. */
const MOST = 40

/** Undefined = no 死 in it is anybody's death; other words (没气了, 遇难) are not looked at. @param said the clause before */
export function dyingIn(text: string, said = ''): Dying | undefined {
  let found: Dying | undefined
  let before = said
  let seen = 0
  for (const { text: clause } of clausesOf(text)) {
    for (let at = clause.indexOf('死'); at >= 0 && seen < MOST; at = clause.indexOf('死', at + 1)) {
      seen++
      const dying = dyingAt(clause, at, before)
      if (dying === 'sure') return dying
      found ??= dying
    }
    before = clause
  }
  return found
}

const OTHERWISE_DEAD = new RegExp(
  anyOf(
    listed(
      '遇难 身亡 丧生 罹难 去世 过世 没气 没了气 没得气 断气 没抢救 没救 抢救无效 溺亡 没了 冇 没留住 亡 走了 牺牲',
    ),
  ),
)
/** 死 is all that it says of a death, and it is nobody's for sure. */
export const nobodyDied = (text: string): boolean =>
  text.includes('死') && !OTHERWISE_DEAD.test(text) && dyingIn(text) !== 'sure'
