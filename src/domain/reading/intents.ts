/** What a message is for: a table of signs, tried in the order that the rules of precedence give. */
import type { Intent } from './read.ts'

export interface Signs {
  text: string
  role?: string
}

const has =
  (...words: RegExp[]) =>
  ({ text }: Signs) =>
    words.some((w) => w.test(text))

/** Harm that is happening or has happened. */
const HARM =
  /滑坡|塌方|他方|垮塌|坍塌|崩塌|落石|泥石流|塌陷|垮了|塌了|滑下来|冲毁|冲走|决口|溃口|管涌|冒浑水|漫堤|漫坝|倒灌|进水|被淹|受淹|淹了|泡了|山洪|内涝|积水|着火|起火|失火|火灾|冒烟|过火|烧起来|爆炸|泄漏|漏气|被困|被埋|被压|受伤|砸伤|伤亡|遇难|失联|失踪|溺水|落水|掉水里|触电|中毒|翻车|撞车|追尾|车祸|冰雹|掀翻|吹倒|倒塌|倒房|地震|受灾|灾情|险情|断电|停电|路断|堵死|绝收|误报|擦伤|受影响.{0,4}[0-9一二两三四五六七八九十]+\s?[户人]/
/** Not real, not ours, not now. */
const UNREAL =
  /样例|示范|示例|模板|假如|要是|如果|万一|怕是|梦见|听说|转发】|新闻|快讯|外省|辟谣|谣言|真的假的|是不是真|昨天那个|上次那个|电视|开会|会议|动员会|培训|哈哈|😂|太可惜|当年|那年|前年|去年|小时候|冰箱|钱包/
const HAZARD =
  /隐患|裂缝|裂了|开裂|破损|断了|松脱|松动|翘起|老化|裸露|飞线|堵塞|占用|没有?护栏|没护栏|没得围挡|缺失|悬石|鼓肚|外鼓|往外鼓|渗漏|过期|警示牌|警示标志|危房|液化气罐|坑洼|井盖|倾斜|乱拉|私拉/

const RULES: [Intent, (s: Signs) => boolean][] = [
  ['none', has(/填报样|以上仅为示范|^\s*$/)],
  ['none', ({ text }) => /预警/.test(text) && /气象台|气象局|发布|未来\d+小时/.test(text)],
  // a form with nothing filled in
  ['none', ({ text }) => /[:：]\s*(?:\n|$)/.test(text) && !/[:：][ \t]*[^\s:：]/.test(text)],
  // nothing happened, said in so many words
  [
    'patrol',
    ({ text }) =>
      /平安|无险情|无灾情|零报告/.test(text) && text.length < 40 && !/[1-9一二三四五六七八九十]\s?[户人间]/.test(text),
  ],
  ['hazard_report', has(/^\s?【?隐患(?:上报|随手拍|报告|排查)/)],
  ['handover', has(/交接班|交班|接班|交接|→|交给我了/)],
  ['check_out', has(/签退|下班|下岗|撤岗|夜班结束|白班结束/)],
  [
    'check_in',
    ({ text }) => /签到|到岗|上岗打卡|值班打卡|人已到|已到镇上值班室|报到|在岗/.test(text) && !HARM.test(text),
  ],
  [
    'query',
    ({ text }) =>
      /(?:谁|哪个|哪些|多少|几点|怎么|如何|什么时候|有没有|吗|呢|在哪|能不能|是不是)[^。！!]{0,20}[?？]?\s{0,3}$/.test(
        text,
      ) &&
      text.length < 60 &&
      !/被困|起火|滑坡|受伤/.test(text),
  ],
  ['extension_request', has(/延期|宽限|再给\d{0,3}.{0,4}天|延长.{0,6}期限|推迟.{0,6}整改/)],
  [
    'rectification',
    has(
      /整改完成|已整改|整改反馈|修好了|换好了|已更换|已修复|已清理|正在加固|整改中|整改不了|还没开始动|已搬到|整改完|销号/,
    ),
  ],
  ['disaster_report', ({ text }) => HARM.test(text) && !UNREAL.test(text) && !onlyHypothetical(text)],
  [
    'evacuation',
    ({ text }) =>
      /转移|转了|安置|撤离|接到|撤出|返回|回家/.test(text) &&
      /[0-9一二三四五六七八九十两]+\s?[户人口]|[户人]数[:：]\s?\d|到.{1,12}(?:小学|村部|礼堂|敬老院|避灾点|村委会)/.test(
        text,
      ) &&
      !/请各村|立即组织|要求/.test(text),
  ],
  ['hazard_report', ({ text }) => (HAZARD.test(text) && !UNREAL.test(text)) || /^[^。]{0,6}隐患/.test(text)],
  ['patrol', has(/巡查|巡河|巡堤|巡山|巡护|零报告|报平安|水库打卡|一切正常|没见烟|两条线.{0,6}走完/)],
  [
    'ack',
    ({ text }) =>
      text.length < 40 &&
      /^(?:@\S{1,10}\s?)?\s{0,3}(?:收到|好的|好嘞|明白|已通知|通知到|已转移|撤干净|已到位|到位了|已落实|知道了|马上)/.test(
        text,
      ),
  ],
]

/** 雨再下怕是要滑: nothing has happened yet. */
const onlyHypothetical = (text: string) => /怕是|可能会|要是|如果|会不会/.test(text) && !/了|已|被|冒/.test(text)

export function intentOf(signs: Signs): { intent: Intent; rule: string } {
  for (const [i, [intent, fits]] of RULES.entries()) if (fits(signs)) return { intent, rule: `${i + 1} ${intent}` }
  return { intent: 'none', rule: 'otherwise' }
}
