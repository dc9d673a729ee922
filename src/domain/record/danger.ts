/** Signs that people should be moved at once, in what was said of a place. */
import type { Rec } from './record.ts'

/** Kinds of hazards that may give way: ground, water and houses. */
export const MAY_GIVE_WAY: ReadonlySet<unknown> = new Set(['地质', '水利', '房屋'])

/**
 * 三个紧急撤离: heavy rain at a danger point, an abnormal sign, or danger that nobody can judge → suggest moving people at
 * once (station plan, flood season). A suggestion to the officer; people are moved by people.
 */
export function evacuationSign(record: Rec): string | null {
  const said = record.text
  if (Number(record.fields.threatened_people ?? 0) > 0 || Number(record.fields.threatened_households ?? 0) > 0)
    return '有群众受威胁'
  if (HEAVY_RAIN.test(said) && DANGER_POINT.test(said)) return '危险点遇强降雨'
  if (ABNORMAL_SIGN.test(said) || (MUDDY.test(said) && HOLDS_WATER.test(said))) return '有异常征兆'
  if (record.kind === 'disaster_report' && UNJUDGED.test(said) && /滑|塌|垮|水库|堤|坝|山/.test(said))
    return '险情难以判断'
  return null
}
const HEAVY_RAIN = /暴雨|大雨|强降雨|雨(?:很|特别|越下越|下得)大|雨(?:一直|还)(?:在)?下|下个不停/
const DANGER_POINT = /地灾点|隐患点|滑坡点|滑坡体|切坡|后山|边坡|屋背|山洪沟|河边|沟口|水库|山塘|低洼|危房|尾矿/
const ABNORMAL_SIGN =
  /管涌|冒浑水|变浑|异响|响声|轰隆|水声不对|水(?:突然|一下子)?(?:断流|变小|变黄)|裂(?:缝|口).{0,8}(?:变宽|加大|扩大|加宽|又宽|宽了|多了)|要(?:塌|垮|滑)|还要垮|怕还要|树.{0,3}(?:歪|斜)|掉(?:土|石)|地(?:面)?鼓|墙.{0,3}歪|井水.{0,4}(?:变|浑|干)/
/** 渗水,浑的: what seeps carries earth with it. */
const MUDDY = /[浑混]的|[浑混黄]水|泥水|水[^，。]{0,4}(?:浑|混|黄)|浑浊|混浊|发浑|带泥|带沙/
const HOLDS_WATER = /渗|漏|坝|堤|水库|山塘|涵管|溢洪/
const UNJUDGED = /不清楚|看不清|判断不了|不晓得还|搞不清|不好判断|说不准|不确定|看不出/
