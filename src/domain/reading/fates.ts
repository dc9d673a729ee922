/**
 * What became of people who were told of before, in a few words that mean nothing without them: 那个老人找到了, 都出来了, 还差一个,
 * 送医院的那个没抢救过来, 多报了一个, 包扎一下回去了. What they move is for whoever knows the figures that stand.
 */
import { asksIn } from './asked.ts'
import { dyingIn } from './dying.ts'
import { LIVES } from './lexicon/dying.ts'
import {
  ALL_THERE,
  DIED,
  GOT_OUT,
  LEFT_OVER,
  MAY_HAVE_DIED,
  THE_ONE,
  TOO_FEW,
  TOO_MANY,
  TREATED,
  TURNED_UP,
  WELL,
  WHO_WAS_CAUGHT,
  WHO_WAS_HURT,
  WHO_WAS_MISSING,
} from './lexicon/fates.ts'
import { AGES, KIN, ROLES } from './lexicon/persons.ts'
import { SAFE_PLACES } from './lexicon/unmoved.ts'
import { anyOf } from './lexicon/words.ts'
import { NUM, numberOf } from './numbers.ts'
import { houseByHouse, livingThere } from './unmoved.ts'

type Was = 'missing' | 'injured' | 'trapped'
/** A number; one who is known; all of them; `some` = it is not said how many. */
type Many = number | 'one' | 'all' | 'some'

export type Fate =
  /** @param rescued they were got out, and did not come by themselves */
  | { does: 'out'; many: Many; rescued: boolean }
  | { does: 'found'; many: Many }
  /** @param sure the words say nothing else */
  | { does: 'died'; many: Many; was?: Was; sure: boolean }
  /** @param surely 还差一个: nobody more than before; 还有一个 may be one more. */
  /** Nobody is dead, or not whoever was told of. @param sure it is said of a death; 抢救过来了 may be of whoever was hurt */
  | { does: 'alive'; many: Many; sure: boolean }
  /** Household by household, or who lives there: so many may be in there. @param sure they are counted one by one */
  | { does: 'counted'; n: number; sure: boolean }
  | { does: 'left'; n: number; of?: Was; surely: boolean }
  /** 多报了一个: of what was told last. */
  | { does: 'misnumbered'; by: number }
  /** So many, or all, are well. */
  | { does: 'well'; many: number | 'all' }
  /** Hurt as before. */
  | { does: 'treated' }

/** Longer words tell a story of their own. */
const MOST = 40

const PERSON = anyOf(ROLES, KIN, AGES)
const ONE = `(?:${anyOf(THE_ONE)}|${PERSON}|[老小阿][\\u4e00-\\u9fa5]|[\\u4e00-\\u9fa5]{1,3}(?:大爷|大娘|大妈|婆婆|奶奶|爷爷|叔|婶|嫂|哥|姐))`
const COUNT = `(${NUM}|俩|仨)\\s?(?:个人|个|名|位|人|(?=${PERSON}|，|,|。|$))`
const NOT = '(?<!没|没有|还没|未|冇|不|没能|还未|尚未)'
const CUT = '[^，。；！!？?\\n]'

const OUT = new RegExp(`${NOT}${anyOf(GOT_OUT)}(?!没)`)
const FOUND = new RegExp(`${NOT}${anyOf(TURNED_UP)}(?!没)`)
const DEAD = new RegExp(anyOf(DIED))
const MAY_BE_DEAD = new RegExp(`${anyOf(MAY_HAVE_DIED)}[，。！!…\\s]{0,3}$|${anyOf(MAY_HAVE_DIED)}(?=[，。])`)
const LAST = /最后(?:一|那|1)个(?!还|没)|(?:剩下?|其余|余下|其他)的?(?:人)?(?:[两三四五六七八九\d]{1,2}个)?(?:也|都|全)/
const ALL = /[都全齐](?!没|冇|未|不)/
/** 十几, 四五: no number. */
const LOOSE = /几|[一二三四五六七八九]{2}/
const RESCUED = /[救挖扒刨捞接抬背拉拖掏弄]|获救|脱困|脱险/
const MISNUMBERED = new RegExp(`(${anyOf(TOO_MANY)}|${anyOf(TOO_FEW)})了?(${NUM})\\s?(?:个|名|位|人)`)
const MANY_SAID = new RegExp(anyOf(TOO_MANY))
const LEFT = new RegExp(
  `(?:${anyOf(LEFT_OVER)})了?(?:最后)?${COUNT}(?:人)?(?:的)?${CUT}{0,3}(?:没|未|冇|在|被|困|埋|压|不见|失踪|失联|下落|$|[，。！!])`,
)
const MAY_BE_MORE = /^(?:还有|仍有|尚有)/
/** 还有5个在小学: they are safe. */
const IN_SHELTER = new RegExp(`(?:在|住)[^，。]{0,4}${anyOf(SAFE_PLACES)}(?!.{0,4}[困埋压])`)
const LEFT_MISSING = /在找|没看到|没见|没消息|找到|不见|失踪|失联|没回|联系/
const LEFT_CAUGHT = /出来|里面|里头|底下|困|埋|压|上来|下来/
const IS_TREATED = new RegExp(`${anyOf(TREATED)}|轻伤${CUT}{0,6}(?:走|回)|伤口${CUT}{0,6}(?:处理|包)`)
const IS_WELL = new RegExp(`(?:${COUNT}(?:都|全)?|都|全|人)(?:${anyOf(WELL)}|${anyOf(ALL_THERE)})|${anyOf(ALL_THERE)}`)
const THERE = new RegExp(anyOf(ALL_THERE))
const THE_HURT = new RegExp(anyOf(WHO_WAS_HURT))
const THE_CAUGHT = new RegExp(anyOf(WHO_WAS_CAUGHT))
const THE_MISSING = new RegExp(anyOf(WHO_WAS_MISSING))
const BEAST = /[猪牛羊鸡鸭鹅鱼狗]/
/** Who is not people: 车出来了, 水下来了. */
const THING =
  /(?:车|船|路|水|泥|石头|烟|火|电|数据|结果|通知|名单|照片|文件|报告|机器|货|雨|太阳|树|粮)(?:都|也|已经?|刚)?(?:已|被)?$/

const COUNTED = new RegExp(COUNT)
const IS_ONE = new RegExp(ONE)

/** How many a stretch of words is about. */
function manyIn(clause: string): Many {
  if (LAST.test(clause)) return 'all'
  const said = COUNTED.exec(clause)?.[1]
  const n = numberOf(said ?? '')
  if (n !== undefined && n >= 1 && n % 1 === 0 && !LOOSE.test(said!)) return n
  if (ALL.test(clause)) return 'all'
  return IS_ONE.test(clause) ? 'one' : 'some'
}

const wasOf = (text: string): Was | undefined =>
  THE_HURT.test(text) ? 'injured' : THE_MISSING.test(text) ? 'missing' : THE_CAUGHT.test(text) ? 'trapped' : undefined

/** Everything that a few words say of them, in order; [] where they are a story, a question or of something else. */
const OF_PEOPLE = '(?:死亡|遇难|受伤|轻伤|重伤|失踪|失联|被困|救出|获救)'
/** 受伤2人 死亡1人: how many there are of each, and nothing that became of anybody. */
const FIGURES_ONLY = new RegExp(
  `^(?:[A-Z]{2,8}-\\d{8}-\\d{3,5}|0\\d{2})?[\\s，,：:；;、]{0,3}(?:(?:更正|现|目前|共|累计|已|造成|是|为|：|:){0,2}${OF_PEOPLE}(?:人数)?(?:为|是)?[:：]?\\s?\\d{1,4}\\s?(?:人|名)?[\\s，,；;、。]{0,3}){1,6}$`,
)

export function fatesIn(message: string): Fate[] {
  // 喊回来哒: 了 as it is said between the lakes
  const text = message.trim().replace(/(?<=[来到回走出着好完见])哒/g, '了')
  if (!text || text.length > MOST) return []
  if (FIGURES_ONLY.test(text)) return []
  const counted = houseByHouse(text)
  if (counted) return [{ does: 'counted', n: counted, sure: true }]
  const living = livingThere(text)
  if (living) return [{ does: 'counted', n: living, sure: false }]
  const alive = aliveIn(text)
  if (alive) return [alive]
  if (asksIn(text) || BEAST.test(text)) return []
  const wrong = MISNUMBERED.exec(text)
  if (wrong) {
    const n = numberOf(wrong[2]!)
    return n ? [{ does: 'misnumbered', by: MANY_SAID.test(wrong[1]!) ? -n : n }] : []
  }
  const fates = text
    .split(/[，,。；;！!\n]|\s(?=\S)/)
    .flatMap((clause, i, all) => fateOf(clause.trim(), all[i - 1] ?? ''))
  // 找到了，没气了: one fate, told in two breaths
  const died = fates.find((f) => f.does === 'died')
  const before = fates.find((f) => f.does === 'found' || f.does === 'out')
  if (!died || !before) return fates
  const was = before.does === 'found' ? 'missing' : 'trapped'
  return [
    { ...died, was: died.was ?? was, many: died.many === 'some' ? before.many : died.many },
    ...fates.filter((f) => f !== died && f !== before),
  ]
}

function fateOf(clause: string, before: string): Fate[] {
  if (!clause) return []
  const left = LEFT.exec(clause)
  const n = numberOf(left?.[1] ?? '')
  if (left && n && !IN_SHELTER.test(clause)) {
    const of = LEFT_MISSING.test(clause) ? 'missing' : LEFT_CAUGHT.test(clause) ? 'trapped' : undefined
    return [{ does: 'left', n, ...(of ? { of } : {}), surely: !MAY_BE_MORE.test(left[0]) }]
  }
  const dying = DEAD.test(clause.replaceAll('死了', '')) ? 'sure' : dyingIn(clause, before)
  if (dying) return [{ does: 'died', many: manyIn(clause), ...was(clause, before), sure: dying === 'sure' }]
  if (
    MAY_BE_DEAD.test(clause) &&
    (THE_HURT.test(clause) || IS_ONE.test(clause) || /^人/.test(clause)) &&
    !IS_TREATED.test(clause)
  )
    return [{ does: 'died', many: manyIn(clause), ...was(clause, before), sure: false }]
  if (IS_TREATED.test(clause)) return [{ does: 'treated' }]
  const found = FOUND.exec(clause)
  if (found && !THING.test(clause.slice(0, found.index))) return [{ does: 'found', many: manyIn(clause) }]
  const out = OUT.exec(clause)
  if (out && !THING.test(clause.slice(0, out.index)))
    return [{ does: 'out', many: manyIn(clause), rescued: RESCUED.test(clause) }]
  if (IS_WELL.test(clause)) {
    const many = THERE.test(clause) ? 'all' : manyIn(clause)
    return [{ does: 'well', many: typeof many === 'number' ? many : 'all' }]
  }
  return []
}

/** 没死人, 没有人死亡, 死亡0人, 死亡更正为0. */
const NO_DEATH = '(?:没有?|没得|冇得?|并未|未|无)(?:谁|哪个|人|人员)?(?:死(?!活|角|路|心|透)|遇难)'
const DEATHS_NOUGHT = '(?:死亡|遇难)(?:人数)?(?:更正|改|应该?|核实|订正)?(?:为|是|成)?[:：]?\\s?[0０零〇无](?!\\d)'
const WRONG_DEATH = '(?:不是|算错|搞错|误报)[^，。]{0,4}死[亡人了]'
const NONE_DIED = new RegExp(`${NO_DEATH}|${DEATHS_NOUGHT}|${WRONG_DEATH}`)
const ALL_NONE_DIED = new RegExp(NONE_DIED, 'g')
const IS_ALIVE = new RegExp(`(?<!没|没有|未|冇|没能|不)(?:${anyOf(LIVES)})`)
/** 生不见人, 也没死心: no news; of those who die all the same it is told. */
function aliveIn(text: string): Extract<Fate, { does: 'alive' }> | undefined {
  if (BEAST.test(text)) return undefined
  const said = NONE_DIED.exec(text)
  const rest = withoutHearsay(text.replaceAll(ALL_NONE_DIED, ''))
  // 老张没死，老李死了
  if (DEAD.test(rest.replaceAll('死了', '')) || dyingIn(rest) === 'sure') return undefined
  if (said && !asksIn(text)) {
    const clause = text.split(/[，,。；;！!？?\s]/).find((c) => c.includes(said[0])) ?? text
    const many = /(?:没|冇|无|未)(?:有|得)?(?:谁|哪个|人|人员)?死[人亡]|人死|[0０零〇无]/.test(clause)
      ? 'all'
      : manyIn(clause)
    return { does: 'alive', many, sure: true }
  }
  if (IS_ALIVE.test(text) && !asksIn(text)) return { does: 'alive', many: manyIn(text), sure: false }
  return undefined
}
/** Without what others are said to have said: 哪个说死人了. */
const withoutHearsay = (text: string) =>
  text.replace(/(?:谁|哪个|哪|咋|怎么|为啥|为什么|听)[^，。？?！!]{0,4}[说讲写报记传][^，。？?！!]{0,8}/g, '')

const was = (clause: string, before: string): { was?: Was } => {
  const of = wasOf(clause) ?? wasOf(before)
  return of ? { was: of } : {}
}

const UNCOUNTED = `(?:[一二两三四五六七八九]?十(?:几|多|来|好几)|大?几十|好几十|[一两二三四五六七八][两二三四五六七八九](?=个|名|人|口)|好几|几|不少|上百|百把|百十来)`
const ABOUT_ALONE = new RegExp(
  `^(?:好像|大概|大约|可能|估计|应该|约|有|差不多|怕是|怕|听说|说是|一共|总共|[，,\\s]){0,4}${UNCOUNTED}号?(?:个|名|位|口)?人?(?:吧|哦|的样子|左右|上下|[。！!]){0,2}$`,
)
const OWN_IN_THERE =
  /(?:家里|屋里|一家|全家|老小|老老小小|大人小孩|一屋子?|全|人){1,3}[^，。]{0,4}(?:都|全|还)在(?:里面|里头|屋里|底下)/
/** 好像二十来号人, 家里老小都在里面: how many, or that some are, of those told of before. */
export const tellsAbout = (message: string): boolean => {
  const text = message.trim()
  return text.length <= MOST && (ABOUT_ALONE.test(text) || OWN_IN_THERE.test(text)) && !asksIn(text)
}
