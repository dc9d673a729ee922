/** The words a warning is made of, found in a clause: kinds, colours, levels, verbs. Longest word first, left to right, each character once. */

import { kindNamed, kindNames, type Profile } from './profile.ts'
import type { Colour, WarningAction } from './terms.ts'

export type Verb =
  /** 发布 a signal. */
  | { does: 'issue' | 'update' | 'upgrade' | 'downgrade' | 'lift' }
  /** 升级为, 调整为: what stands before is the old signal, what follows the new. */
  | { does: 'turn' }
  /** 仍有效: a signal stated to be in force. */
  | { does: 'stand' }

interface Spot {
  at: number
  end: number
}
export type Word =
  | (Spot & { type: 'kind'; name: string })
  | (Spot & { type: 'colour'; colour: Colour })
  | (Spot & { type: 'warn' })
  | (Spot & { type: 'verb'; verb: Verb })
  | (Spot & { type: 'other' })

const list = (words: string) => words.split(' ')

const VERBS: [string[], Verb][] = [
  [list('发布 联合发布 首次发布 改发布 签发 启动 发出 改发'), { does: 'issue' }],
  [
    list('继续发布 持续发布 延续发布 再次发布 更新发布 变更发布 续发 更新 变更 调整 维持 延续 延长 确认 扩展 扩大'),
    { does: 'update' },
  ],
  [list('升级发布 升级 上调 提级'), { does: 'upgrade' }],
  [list('降级发布 降级 下调'), { does: 'downgrade' }],
  [list('解除 撤销 取消 终止'), { does: 'lift' }],
  [
    [
      ...['升级', '升格', '提升', '上调', '提高', '降级', '下调', '降低', '调整', '变更', '更改', '更新'].flatMap(
        (w) => [`${w}为`, `${w}至`, `${w}到`, `${w}成`],
      ),
      ...list('升为 升至 降为 降至 转为 改为 升级发布为 变更发布为'),
    ],
    { does: 'turn' },
  ],
  [
    list(
      '仍有效 仍然有效 继续有效 持续有效 仍生效 仍然生效 仍在生效 继续生效 持续生效 生效中 正在生效 已经生效 已生效 均已生效 仍维持 继续维持 保持不变',
    ),
    { does: 'stand' },
  ],
]

/** Words that hold one of ours and mean something else. */
const OTHER = list(
  '发布单位 发布机关 发布机构 发布部门 发布时间 发布人 发布中心 发布系统 发布平台 发布网 信息发布 最新发布 预警发布中心 预警中心 预警信息 预警系统 预警响应 预警类型 预警类别 预警内容 预警区域 预警范围 预警时间 预警短信 预警提示 气象灾害预警中心 灾害预警 监测预警 气象预警中心 风险提示 降级响应 更新时间 解除时间 取消户外 取消一切 取消集会 取消室外',
)

const COLOUR_WORDS: [string, Colour][] = [
  ['红色', 'red'],
  ['橙色', 'orange'],
  ['黄色', 'yellow'],
  ['蓝色', 'blue'],
]

type Entry = [word: string, make: (at: number) => Word]
type Dictionary = Map<string, Entry[]>

function dictionaryOf(profile: Profile): Dictionary {
  const entries: Entry[] = [
    ...kindNames(profile).map(
      (name): Entry => [
        name,
        (at) => ({ type: 'kind', name: kindNamed(profile, name)!.name, at, end: at + name.length }),
      ],
    ),
    ...COLOUR_WORDS.flatMap(([word, colour]): Entry[] => [
      [word, (at) => ({ type: 'colour', colour, at, end: at + 2 })],
      // 橙预警, with the 色 lost
      [`${word[0]}预警`, (at) => ({ type: 'colour', colour, at, end: at + 1 })],
    ]),
    ...['预警信号', '预警', '警报'].map((word): Entry => [word, (at) => ({ type: 'warn', at, end: at + word.length })]),
    ...VERBS.flatMap(([words, verb]) =>
      words.map((word): Entry => [word, (at) => ({ type: 'verb', verb, at, end: at + word.length })]),
    ),
    ...OTHER.map((word): Entry => [word, (at) => ({ type: 'other', at, end: at + word.length })]),
  ]
  const dictionary: Dictionary = new Map()
  for (const entry of entries) dictionary.set(entry[0][0]!, [...(dictionary.get(entry[0][0]!) ?? []), entry])
  for (const own of dictionary.values()) own.sort((a, b) => b[0].length - a[0].length)
  return dictionary
}

const dictionaries = new WeakMap<Profile, Dictionary>()

/** The words of a clause in order. Work is the clause's length times the few words that share a first character. */
export function wordsIn(clause: string, profile: Profile): Word[] {
  let dictionary = dictionaries.get(profile)
  if (!dictionary) {
    dictionary = dictionaryOf(profile)
    dictionaries.set(profile, dictionary)
  }
  const words: Word[] = []
  for (let i = 0; i < clause.length; ) {
    const found = dictionary.get(clause[i]!)?.find(([word]) => clause.startsWith(word, i))
    const word = found?.[1](i)
    if (word) words.push(word)
    i = word ? word.end : i + 1
  }
  return words
}

const ROMAN: Record<string, Colour> = {
  Ⅰ: 'red',
  Ⅱ: 'orange',
  Ⅲ: 'yellow',
  Ⅳ: 'blue',
  I: 'red',
  II: 'orange',
  III: 'yellow',
  IV: 'blue',
  一: 'red',
  二: 'orange',
  三: 'yellow',
  四: 'blue',
}

/** Ⅲ级, III级, 三级 → yellow (突发事件应对法 art 63: one is the highest). */
export function colourOfLevel(text: string): Colour | null {
  const m = /(III|II|IV|I|[ⅠⅡⅢⅣ一二三四])级/.exec(text)
  return m ? (ROMAN[m[1]!] ?? null) : null
}

/** What a turn between two colours is. */
export function turned(profile: Profile, from: Colour | null, to: Colour | null): WarningAction {
  if (!from || !to || from === to) return 'update'
  return profile.colours[to].rank < profile.colours[from].rank ? 'upgrade' : 'downgrade'
}
