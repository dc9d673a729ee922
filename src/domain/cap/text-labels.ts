/** Warnings written as a form: 预警类型：暴雨 / 预警级别：橙色（Ⅱ级） / 发布单位：… / 发布时间：…. */

import { COLOURS, kindNamed, type Profile } from './profile.ts'
import type { Colour, WarningAction } from './terms.ts'
import { areaIn, type WrittenArea } from './text-area.ts'
import { type Clock, timesIn } from './text-time.ts'
import { colourOfLevel, wordsIn } from './text-words.ts'

export interface Labels {
  kind: string | null
  colour: Colour | null
  action: WarningAction | null
  area: WrittenArea | null
  issuer: string | null
  issuedAt: Date | null
}

const LABELS: [keyof Labels, RegExp][] = [
  ['kind', /^(?:预警|灾害|事件)(?:类型|类别|种类|名称)$|^灾种$|^预警信号$/],
  ['colour', /^(?:预警)?(?:级别|等级|颜色)$/],
  ['action', /^(?:预警状态|信息类型|发布类型|变更类型|状态)$/],
  ['area', /^(?:可能)?(?:影响|预警|发布|覆盖|受影响)(?:的)?(?:范围|区域|地区)$/],
  ['issuer', /^(?:发布|签发|预警)(?:单位|机关|机构|部门)$|^发布者$/],
  ['issuedAt', /^(?:发布|签发|预警)(?:日期|时间)$/],
]

/** Each label's value as read; null where there is no such line or its value says nothing. */
export function labelsIn(text: string, clock: Clock, profile: Profile): Labels {
  const labels: Labels = { kind: null, colour: null, action: null, area: null, issuer: null, issuedAt: null }
  for (const line of text.split('\n')) {
    const m = /^\s{0,8}[【[]?([\u4e00-\u9fa5]{2,8})[】\]]?\s?[:：】]\s?(\S.{0,200})$/.exec(line.slice(0, 220))
    const label = m && LABELS.find(([, form]) => form.test(m[1]!))?.[0]
    if (!m || !label || labels[label]) continue
    Object.assign(labels, { [label]: readLabel(label, m[2]!.trim(), clock, profile) })
  }
  return labels
}

function readLabel(label: keyof Labels, said: string, clock: Clock, profile: Profile): Labels[keyof Labels] {
  const words = wordsIn(said, profile)
  switch (label) {
    case 'kind':
      return words.find((w) => w.type === 'kind')?.name ?? kindNamed(profile, said)?.name ?? said.slice(0, 20)
    case 'colour':
      return (
        words.find((w) => w.type === 'colour')?.colour ??
        COLOURS.find((c) => said.startsWith(profile.colours[c].name[0]!)) ??
        colourOfLevel(said)
      )
    case 'action': {
      const does = words.find((w) => w.type === 'verb')?.verb.does
      return !does ? null : does === 'turn' || does === 'stand' ? 'update' : does
    }
    case 'area':
      return areaIn(said) ?? { text: said, places: [], rest: false }
    case 'issuer':
      return said.slice(0, 60)
    case 'issuedAt':
      return timesIn(said, clock)[0]?.value ?? null
  }
}
