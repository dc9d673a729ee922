/** Where people were taken to. */
import { HOUSES, TOWARDS } from '../lexicon/shelters.ts'
import { anyOf } from '../lexicon/words.ts'

const HOUSE = anyOf(HOUSES)
const TOWARD = `(?:${anyOf(TOWARDS)}|去(?!向)|去向[:：]?|安置(?:点|地点|于|在)?[:：]?)`
const TO = new RegExp(
  String.raw`${TOWARD}\s?(?:了)?((?:(?![户人])[\u4e00-\u9fa50-9]){0,10}?(?:${HOUSE})(?:避灾点|安置点|操场|二楼|三楼|一楼)?)`,
)
const KIN =
  /投亲靠友|投靠亲友|投亲|亲戚家|亲友家|邻居家|隔壁[^，。]{0,3}家|儿子家|女儿家|亲戚(?:那|朋友)|[\u4e00-\u9fa5]{1,3}家(?:里)?(?=暂住|借住|躲|住)|我家/
const LABELLED =
  /(?:去向|安置地点|安置点|安置场所|安置在|安置方式|转移地点|转移去向|转往)[:：]\s?([^\s，,；;。、/|\n]{2,16})/
const AT = new RegExp(String.raw`([\u4e00-\u9fa5]{0,8}?(?:${HOUSE}))(?:安置|集中安置|收容|接收|住了|目前|现有|内)`)

/** The place people were sheltered in, in the sender's words. */
export function shelterIn(text: string): string | undefined {
  const labelled = LABELLED.exec(text)?.[1]
  if (labelled && !/^(?:无|没有|暂无)/.test(labelled)) return labelled
  const to = TO.exec(text)?.[1]
  if (to) return clean(to)
  const kin = KIN.exec(text)?.[0]
  if (kin) return clean(kin)
  const at = AT.exec(text)?.[1]
  return at ? clean(at) : undefined
}

const clean = (s: string) => s.replace(/^(?:向|了|的|在|到|就近的?|附近的?|旁边的?|我们|他们|高处的?)/, '')
