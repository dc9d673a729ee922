/**
 * What a message says to a warning, by the whole of it: every clause is one of a few things, and only what says in full that
 * the warning arrived, or is being seen to by whoever writes, answers. Pure; nothing is looked up.
 */

import { normalise } from '../reading/normalise.ts'
import { type Token, tokensOf, type Word, type Words } from './answer-words.ts'

/**
 * `yes`         it arrived, or is being seen to
 * `denial`      it did not arrive
 * `difficulty`  something that keeps people from acting, or help that is wanted
 * `question` · `order` · `call` (an answer is asked for) · `drill` (the drill mark alone) · `calm` (courtesy, all quiet)
 * `urge`        立即落实: a promise or an order, by what stands beside it
 * `name`        暴雨预警: only what is spoken of
 * `proxy`       我是他儿子, 替老陈收到: not the person who is asked
 * `other`       anything else
 */
type Sense =
  | 'yes'
  | 'denial'
  | 'difficulty'
  | 'question'
  | 'order'
  | 'call'
  | 'drill'
  | 'calm'
  | 'urge'
  | 'name'
  | 'proxy'
  | 'other'

export interface ClauseSaid {
  said: string
  sense: Sense
  /** Of how things were before: 刚才没收到. */
  past: boolean
  /** It asks or tells of the arriving itself. */
  ofArrival: boolean
  /** It speaks of one warning among others: 地灾那条没看到. */
  ofOne: boolean
  /** It calls for help. */
  help: boolean
}

/**
 * What the officer must hear of at once: it did not arrive, something keeps people from acting, who answers asks something, or
 * nobody can read what is said.
 */
export type Trouble = 'denial' | 'difficulty' | 'question' | 'unclear'

export interface Said {
  /** Whether the message answers. */
  answers: boolean
  /** What the officer must hear of at once, answered or not. */
  trouble: Trouble | null
  /** Something is asked of the station, and not whether it arrived. */
  asks: boolean
  /** Nothing in it could be read as any of these: only a person can say what it means. */
  unclear: boolean
  /** Help is called for: more than a difficulty, and heard alone. */
  help: boolean
  /** Why, clause by clause: kept for whoever asks. */
  clauses: ClauseSaid[]
}

/** Longer texts are forwarded or told; only their beginning could be an answer. */
const MOST = 240
const MARKS = /[，,。.！!；;：:、\n…~～|【】[\]（）()《》<>“”"‘’'—@]+/

const SIGNS: [RegExp, string][] = [
  [/[👌👍🫡🙆✅✔☑💪]\p{Emoji_Modifier}?\uFE0F?/gu, '，OK，'],
  [/[🙏🌹🤝]\p{Emoji_Modifier}?\uFE0F?/gu, '，谢谢，'],
  [/1\uFE0F?\u20E3/gu, '，1，'],
  // 回复：收到 does what was asked
  [/^\s*回复[：:]/u, ''],
]

/** @param words the lexicon with this station's places. @param name whoever writes. */
export function saidIn(text: string, words: Words, name = ''): Said {
  const plain = normalise(SIGNS.reduce((t, [sign, word]) => t.replace(sign, word), text.slice(0, MOST)))
    .replaceAll('？', '?')
    .replace(/\?+/g, '?，')
    .replaceAll('@安安', '，')
    .replace(/@\S{1,12}(?=\s|$)/g, '，')
  const clauses = unlisted(plain, name)
    .split(MARKS)
    .flatMap(spaced)
    .flatMap((c) => subareasOf(tokensOf(c, words)))
    .map((tokens) => clauseOf(tokens, name))
  const has = (sense: Sense) => clauses.some((c) => c.sense === sense)
  const last = clauses.findLastIndex((c) => c.sense === 'yes')
  // 暴雨的收到了，地灾那条没看到 denies another than it answers
  const oneByOne = clauses.some((c) => c.sense === 'yes' && c.ofOne)
  const denied = clauses.some((c, i) => c.sense === 'denial' && !(c.past && i < last) && !(c.ofOne && oneByOne))
  // 收到没有？ and 收到请回复 ask for what 收到 would give
  const asked = has('call') || clauses.some((c) => c.sense === 'question' && c.ofArrival)
  const asks = !has('call') && clauses.some((c) => c.sense === 'question' && !c.ofArrival && c.said !== '?')
  const answers = last >= 0 && !denied && !asked && !has('proxy')
  return {
    answers,
    trouble: asked
      ? null
      : denied
        ? 'denial'
        : has('difficulty') || has('denial') || has('proxy')
          ? 'difficulty'
          : answers && has('question')
            ? 'question'
            : null,
    asks,
    unclear:
      clauses.some((c) => c.sense === 'other' && c.said.length > 1) &&
      clauses.every((c) => (c.sense === 'other' || c.sense === 'name' || c.sense === 'calm') && !c.ofArrival),
    help: clauses.some((c) => c.help),
    clauses,
  }
}

const ITEM = /(?<![\d第])\d{1,2}\s?[.、．)）]\s?(?=[\p{Script=Han}])/gu

/**
 * 1.王婶 2.李叔: who has entered themselves so far. The numbers are no answer, and each entry is for whoever it names; whoever
 * passes it on answers where their own name is on it.
 */
function unlisted(text: string, name: string): string {
  const starts = [...text.matchAll(ITEM)]
  if (starts.length < 2) return text
  const items = starts.map((m, i) => text.slice(m.index + m[0].length, starts[i + 1]?.index))
  const own = items.some((item) => isOwn(item.replace(/[\s，。]/g, '').replace(/(?:已|也)?收到了?$/, ''), name))
  return [text.slice(0, starts[0]!.index).replace('接龙', ''), ...(own ? ['收到'] : []), ...items].join('，')
}

/** Spaces part clauses, but not the single characters of 收 到. */
function spaced(part: string): string[] {
  const pieces = part.split(/\s+/).filter(Boolean)
  return pieces.length > 1 && pieces.every((p) => p.length === 1) ? [pieces.join('')] : pieces
}

/** What begins something new after 收到: 收到马上去, 收到请回复. */
const BEGINS: ReadonlySet<Word | null> = new Set(['now', 'urge', 'deed', 'thanks', 'all', 'help', 'trouble', 'ack'])

/** Clauses that nothing parts: before 但是, and after an 收到 that something new follows. */
function subareasOf(tokens: Token[]): Token[][] {
  const parts: Token[][] = [[]]
  for (const token of tokens) {
    const part = parts.at(-1)!
    const negated = part.some((t) => t.as === 'not')
    if (token.as === 'but') parts.push([])
    else if (
      !negated &&
      BEGINS.has(token.as) &&
      part.some((t) => t.as === 'ack') &&
      !part.some((t) => t.as === 'if') &&
      !(token.as === 'ack' && part.at(-1)?.as === 'ack')
    )
      parts.push([token])
    else part.push(token)
  }
  return parts.filter((p) => p.length)
}

const DRILL = /^(?:的|紧急|应急|本次|消防)?(?:演练|演习|拉练|推演)(?:的)?$/

function clauseOf(tokens: Token[], name: string): ClauseSaid {
  const said = tokens.map((t) => t.said).join('')
  const is = (...as: (Word | null)[]) => tokens.some((t) => as.includes(t.as))
  const ofArrival = is('missed') || tokens.some((t) => ARRIVAL.has(t.said))
  const sense = DRILL.test(said) ? 'drill' : senseOf(tokens, is, name)
  const help = sense === 'difficulty' && (is('help') || wants(tokens))
  const ofOne = tokens.some((t) => t.as === 'noun' && !ANY_WARNING.has(t.said))
  return { said, sense, past: is('before'), ofArrival, ofOne, help }
}

/** What says no more than that it is a warning. */
const ANY_WARNING = new Set(
  '预警 预警信号 预警信息 信号 信息 消息 短信 通知 文件 指令 要求 任务 电话 内容 警报 警 预报 微信 飞书 级'.split(' '),
)

/** 是小学还是村部: a choice is put. 还是没电 is none. */
const CHOICE = /是.{1,20}还是/

/** 需要冲锋舟, 需要3个人: a thing or people are wanted; 需要转移 is an order. */
function wants(tokens: Token[]): boolean {
  const at = tokens.findIndex((t) => t.said === '需要')
  const next = at < 0 ? undefined : tokens.slice(at + 1).find((t) => t.as !== 'glue')
  return !!next && (next.as === null || next.as === 'people' || next.as === 'place' || next.as === 'help')
}

/** 没看到泄漏, 没看到险情: not the warning but something else was not seen; undefined for 没看到预警 and 没看到. */
function notThere(tokens: Token[], from: number): Sense | undefined {
  const next = tokens.slice(from + 1).find((t) => t.as !== 'glue' && t.as !== 'done')
  if (tokens.slice(from).some((t) => t.as === 'noun')) return undefined
  return next?.as === 'trouble' ? 'calm' : next?.as === null ? 'difficulty' : undefined
}
const SEEN = new Set(['没看到', '没见到', '看到', '看见'])

const ARRIVED = ['收到', '收悉', '看到', '看见', '看过', '接到']
const GRASPED = ['知道', '晓得', '知悉', '明白', '清楚', '了解', '懂', '看懂', '听懂']
const ARRIVAL = new Set([...ARRIVED, ...GRASPED, '收', '收没收到', '通知到'])
/** 没, 未: it has not come; 不能, 没法 say that somebody cannot. */
const HAS_NOT = /^(?:没有?|没得|还没有?|还未|未曾?|尚未|冇得?|莫|一直没|根本没|从没)$/

function senseOf(tokens: Token[], is: (...as: (Word | null)[]) => boolean, name: string): Sense {
  const at = (as: Word) => tokens.findIndex((t) => t.as === as)
  if (ofProxy(tokens)) return 'proxy'
  const end = tokens.findLast((t) => t.as !== 'glue' && t.as !== 'done')
  // 收到没有, 通知到没: a question by its end
  const asksByEnd = end?.as === 'not' && tokens.length > 1 && is('ack', 'deed', 'reach')
  if (tokens.some((t) => t.said === '?' || t.said === '吗') || asksByEnd) return 'question'
  if (is('what') && !(at('not') >= 0 && at('not') < at('what'))) return 'question'
  if (CHOICE.test(tokens.map((t) => t.said).join(''))) return 'question'
  if (is('own') && !is('missed')) return 'calm'
  // 收到请回复, 收到请签字: asked of whoever receives
  if (is('reply') || (at('please') > at('ack') && at('ack') >= 0)) return 'call'
  const elsewhere = SEEN.has(tokens[at('missed')]?.said ?? '') ? notThere(tokens, at('missed')) : undefined
  if (elsewhere) return elsewhere
  if (is('missed')) return somebodyElse(tokens, at('missed'), name) ? 'difficulty' : 'denial'
  if (is('help') || wants(tokens)) return 'difficulty'
  if (is('not')) return negated(tokens, at('not'), name)
  if (is('cannot') || is('trouble')) return 'difficulty'
  if (is('please', 'if')) return 'order'
  const first = tokens.find((t) => t.as !== 'glue')
  if (first?.as === 'all' && !is('done')) return 'order'
  return affirmed(tokens, name)
}

/** 没有收到, 还没通知到3组, 没有异常, 没吃饭. */
function negated(tokens: Token[], at: number, name: string): Sense {
  const rest = tokens.slice(at + 1)
  const seen = rest.findIndex((t) => SEEN.has(t.said))
  const elsewhere = seen >= 0 ? notThere(rest, seen) : undefined
  if (elsewhere) return elsewhere
  // 电都冇得了, 冇得电: what everything hangs on is gone
  if ([...tokens.slice(0, at), ...rest.slice(0, 1)].some((t) => SUPPLY.test(t.said))) return 'difficulty'
  const arrives = rest.find((t) => t.as === 'ack' || t.as === 'reach')
  if (arrives && GRASPED.includes(arrives.said)) return 'difficulty'
  if (arrives && (ARRIVED.includes(arrives.said) || arrives.as === 'reach'))
    return HAS_NOT.test(tokens[at]!.said) && arrives.said !== '通知到' && !somebodyElse(tokens, at, name)
      ? 'denial'
      : 'difficulty'
  // 没有人员受伤, 无异常: what might be wrong is not
  const wrong = rest.findIndex((t) => t.as === 'trouble')
  if (wrong >= 0 && wrong <= 2) return 'calm'
  if (wrong >= 0 || rest.some((t) => t.as === 'deed' || t.as === 'cannot' || t.as === 'people')) return 'difficulty'
  return /^(?:没法|无法|没办法|不能|不敢)$/.test(tokens[at]!.said) ||
    /^不(?:知道|晓得|清楚|明白|懂)$/.test(tokens[at]!.said)
    ? 'difficulty'
    : 'other'
}

/** 我是他儿子, 机主不在, 替老陈收到; 老婆不肯走 only speaks of them. */
function ofProxy(tokens: Token[]): boolean {
  const at = tokens.findIndex((t) => t.as === 'kin')
  if (at < 0) return false
  const said = tokens[at]!.said
  if (/^(?:机主|替|代收)$/.test(said)) return said !== '替' || at === 0 || tokens[at - 1]!.as === 'self'
  return tokens.slice(0, at).some((t) => t.said.endsWith('是'))
}

const SUPPLY = /^(?:电|水|网|网络|信号|油|路)$/

/** Says nothing of who or when. */
const FREE: ReadonlySet<Word | null> = new Set([
  'self',
  'place',
  'now',
  'glue',
  'done',
  'noun',
  'people',
  'thanks',
  'before',
  'all',
])

const SHORT: ReadonlySet<Word | null> = new Set(['done', 'glue', 'ack', 'thanks', 'calm'])

function affirmed(tokens: Token[], name: string): Sense {
  const first = tokens.findIndex(
    (t) => t.as === 'ack' || t.as === 'deed' || t.as === 'go' || t.as === 'reach' || t.as === 'urge',
  )
  // 嗯收到了那个我马上去: what is said in full counts, not the sound before it
  const full = tokens[first]?.said.length === 1 ? tokens.findIndex((t) => t.as === 'ack' && t.said.length > 1) : -1
  const from = full < 0 ? first : full
  if (from < 0) {
    const only = (...as: (Word | null)[]) => tokens.every((t) => as.includes(t.as))
    return only('noun', 'glue') ? 'name' : only('thanks', 'calm', 'glue', 'done', 'place') ? 'calm' : 'other'
  }
  const before = tokens.slice(0, from)
  const rest = tokens.slice(from + 1)
  if (somebodyElse(tokens, from, name)) return 'other'
  const act = tokens[from]!
  // 行, not 行人
  if (act.as === 'ack' && act.said.length === 1) return rest.every((t) => SHORT.has(t.as)) ? 'yes' : 'other'
  if (act.as === 'ack')
    return rest.every((t) => FREE.has(t.as) || t.as === 'ack' || t.as === 'calm' || t.said === '通知') ? 'yes' : 'other'
  if (act.as === 'urge')
    return rest.some((t) => t.as === 'deed' || t.as === 'go' || t.as === 'reach')
      ? before.some((t) => t.as === 'self')
        ? 'yes'
        : 'urge'
      : 'other'
  const says = [...before, ...rest].some((t) => t.as === 'now' || t.as === 'done' || t.as === 'self')
  if (!says) return 'other'
  // 马上去 and 马上去敲门, not 马上去吃饭
  if (act.as === 'go')
    return rest.every((t) => t.as !== null) || rest[0]?.as === 'place' || rest[0]?.as === 'deed' ? 'yes' : 'other'
  return 'yes'
}

/** Whether a clause is about somebody who is not the writer: 王婶收到了. Own names and titles are one's own: 小王收到. */
function somebodyElse(tokens: Token[], to: number, name: string): boolean {
  return tokens
    .slice(0, to)
    .filter((t) => t.as === null)
    .some((t) => !isOwn(t.said, name))
}

const isOwn = (said: string, name: string) =>
  !!name &&
  (said.includes(name) ||
    said === name.slice(1) ||
    (said.length <= 2 && /^[小老]/.test(said) && said.slice(1) === name[0]) ||
    (said.length === 1 && said === name[0]))
