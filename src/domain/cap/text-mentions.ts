/** Signals named in a clause: 暴雨橙色预警信号, 橙色地质灾害气象风险预警, 暴雨Ⅱ级预警, or a colour alone after 升级为. */
import type { Colour } from './terms.ts'
import { areaIn, namesPart, type WrittenArea } from './text-area.ts'
import type { Word } from './text-words.ts'
import { colourOfLevel } from './text-words.ts'

export interface Mention {
  /** The profile's name, or as written where it knows none; null for a colour alone. */
  kind: string | null
  colour: Colour | null
  /** Named as a warning, not only as a colour. */
  warn: boolean
  at: number
  end: number
  /** Where a colour alone is for: 石岭村发布红色. */
  own?: WrittenArea
}

/** What joins signals that are named one after the other, and kinds that share what follows: 暴雨、雷电黄色. */
export const JOINT = /^(?:、|和|及|与|以及)$/
/** What may stand between a place and its colour. */
const GIVES = /(?:继续发布|发布|维持|启动|升级为|降级为|调整为|为)?$/

/** 石岭村发布红色, 其余各村橙色: a clause that gives the kind named before it a colour for some places. */
export function colourOfPlace(clause: string, words: readonly Word[], kind: string | null): Mention[] {
  const colours = words.filter((w) => w.type === 'colour')
  const [word] = colours
  if (!kind || colours.length !== 1 || word?.type !== 'colour') return []
  if (!/^(?:预警)?(?:信号)?$/.test(clause.slice(word.end))) return []
  // 其中石岭村为暴雨橙色: its own kind once more, right before its colour
  const kinds = words.filter((w) => w.type === 'kind')
  const [again] = kinds
  if (kinds.length && !(kinds.length === 1 && again?.type === 'kind' && again.name === kind && /^其中/.test(clause)))
    return []
  const own = areaIn(clause.slice(0, again?.at ?? word.at).replace(GIVES, ''))
  return namesPart(own) ? [{ kind, colour: word.colour, warn: true, at: word.at, end: clause.length, own }] : []
}

/** What may stand between the kind, the colour and the word 预警 of one signal. */
const BETWEEN = /^[气象风险灾害预警信号等级别事件短临天准备立即转移由从为是（）()[\]/:：ⅠⅡⅢⅣIV一二三四\s]{0,16}$/
/** After 预警 these make it something else: a response, a standard, a condition. */
const NOT_A_SIGNAL = /^(?:信号)?(?:应急响应|响应|防御指南|标准|期间|条件|指标|区域|以上|及以上|等级标准|演练方案)/
const PLACE_END = /[县市区镇乡道州省村]$/

/** In the order written. `turned` is where 升级为 ends, after which a bare colour is a signal too. */
export function mentionsIn(clause: string, words: readonly Word[], turned = Number.POSITIVE_INFINITY): Mention[] {
  const used = new Set<Word>()
  const mentions: Mention[] = []
  const between = (from: number, to: number) => from <= to && BETWEEN.test(clause.slice(from, to))
  const warnAfter = (end: number) =>
    words.find((w) => w.type === 'warn' && !used.has(w) && w.at >= end && between(end, w.at))
  words.forEach((word, i) => {
    if (word.type !== 'colour') return
    const before = words.slice(0, i).findLast((w) => w.type !== 'warn')
    const next = words[i + 1]
    let kind: Word | undefined
    if (before?.type === 'kind' && !used.has(before) && between(before.end, word.at)) kind = before
    else if (next?.type === 'kind' && next.at - word.end <= 1 && warnAfter(next.end)) kind = next
    const end = Math.max(word.end, kind?.end ?? 0)
    // 暴雨预警等级为橙色: named as a warning before its colour
    const warn =
      warnAfter(end) ?? (kind && words.find((w) => w.type === 'warn' && w.at >= kind.end && w.end <= word.at))
    const unknown = kind || !warn ? null : unknownKind(clause, words, word.at)
    const at = Math.min(kind?.at ?? word.at, word.at - (unknown?.length ?? 0))
    const named = Math.max(end, warn?.end ?? 0)
    if (NOT_A_SIGNAL.test(clause.slice(named))) return
    if (!kind && !warn && word.at < turned) return
    for (const w of words) if (w === kind || w === warn || (w.at >= at && w.end <= end)) used.add(w)
    mentions.push({
      kind: kind?.type === 'kind' ? kind.name : unknown,
      colour: word.colour,
      warn: !!warn,
      at,
      end: named,
    })
  })
  for (const word of words) {
    if (word.type !== 'kind' || used.has(word)) continue
    const warn = warnAfter(word.end)
    if (!warn || mentions.some((m) => m.at < warn.end && word.at < m.end)) continue
    if (NOT_A_SIGNAL.test(clause.slice(warn.end))) continue
    used.add(warn)
    const level = colourOfLevel(clause.slice(Math.max(0, word.at - 3), warn.end + 6))
    mentions.push({ kind: word.name, colour: level, warn: true, at: word.at, end: warn.end })
  }
  // 暴雨、雷电黄色: from the last one back, each takes the colour of the kind it is joined to
  for (let i = words.length - 2; i >= 0; i--) {
    const word = words[i]!
    const next = words[i + 1]!
    if (word.type !== 'kind' || next.type !== 'kind' || used.has(word)) continue
    const shared = mentions.find((m) => m.at === next.at)
    if (!shared || !JOINT.test(clause.slice(word.end, next.at))) continue
    mentions.push({ kind: word.name, colour: shared.colour, warn: shared.warn, at: word.at, end: word.end })
  }
  return mentions.sort((a, b) => a.at - b.at)
}

/** A kind no table knows, as written right before its colour: 发布电力气象灾害橙色预警 → 电力气象灾害. */
function unknownKind(clause: string, words: readonly Word[], colourAt: number): string | null {
  const verb = words.findLast((w) => w.type === 'verb' && w.end <= colourAt)
  const run = /[\u4e00-\u9fa5（）()]{1,16}$/.exec(clause.slice(verb?.end ?? 0, colourAt))?.[0] ?? ''
  const own = run
    .split(/[将把对的为和及与由从新]/)
    .at(-1)!
    .replace(/^.{0,12}[县市区镇乡道州省村](?=.{2})/, '')
  return own.length >= 1 && own.length <= 10 && !PLACE_END.test(own) ? own : null
}
