/**
 * A text that only speaks of warnings (news, a lesson, a question, a summary, 要是…) is no warning: what does not state in full who
 * issued which signal, or states it as asked, supposed, planned, denied or reported, waits for its officer.
 */
import { clausesOf, plain } from '../cap/text-plain.ts'
import type { Warning } from './warning.ts'
import { warningWords } from './words.ts'

const SIGNAL = /[红橙黄蓝]色[^，。\n]{0,16}预警|预警[^，。\n]{0,12}[红橙黄蓝]色|预警信号/
const ISSUES =
  /发布|印发|签发|升级|升为|升格|提升|变更|调整|降级|降为|解除|取消|撤销|继续|维持|更新|更改|改发|延长|生效|发(?:了|出|(?=[^，。；！？\n]{0,8}预警))|挂出|拉响/
const NEAR = 14

/** What a text is, said at its head: 新闻：, 考试题1：, 【学习资料】. */
const HEAD =
  /^[【[（(《\s]{0,2}[^，。：:\n】\])）]{0,8}(?:新闻|快讯|通讯稿?|报道|总结|汇报|简报|月报|年报|周报|试题|考题|考试题?|习题|问答|题目|答案|学习|培训|科普|知识|常识|案例|回顾|故事|小说|作文|日记|预案|方案|计划|台账|纪要|教材|课件|课堂|讲堂|贴士|投诉|来信|信访|模板|样式|范文|格式|样例|示例|链接)[^，。：:\n】\])）]{0,6}(?:[】\])）》：:\n]|$)/
/** 关于举办…培训的通知, 关于…谣言的通报: what a paper is about is no signal. */
const PAPER =
  /^[^，。；！？\n]{0,12}关于[^，。；！？\n]{0,40}(?:培训|讲座|竞赛|比赛|竞答|问答|活动|知识|宣传|学习|测评|考试|考核|征集|调研|谣言|不实|表扬|表彰|批评|问责|通报)[^，。；！？\n]{0,12}(?:通知|通报|通告|公告|公示|函|报告|倡议)/
/** Before the signal: supposed, taught, counted, remembered, heard or denied. */
const LEAD =
  /要是|如果|假如|假使|假若|倘若|若(?!干)|一旦|万一|只要|每当|等到|除非|是否|是不是|有没有|会不会|谁|哪个|哪家|哪一|何时|什么|怎么|为何|为什么|学习|培训|科普|考试|考核|背诵|熟记|含义|意思|解读|新闻|报道|记者|获悉|据悉|据说|听说|听讲|听人说|网传|有人说|都说|传言|谣言|谣传|好像|似乎|以来|累计|总共|一共|共发布|共计|先后|统计|回顾|回忆|记得|曾经|当年|那年|去年|前年|往年|昨[天日晚夜]|前天|上周|上月|上个月|没有|没|未曾|尚未|并未|还未|不会|暂不|计划|打算|准备(?!立即|转移)|即将|将(?:于|会|要|在)|或将|拟|可能(?:要|会)|估计|等着|等(?:气象|县|市|省)|觉得|认为|感觉|老是|总是|经常|常常|往往|天天|动不动|每次|教(?:你|您|大家)|一招|窍门|口诀|请教|请问|[就才便]会/
/** Right behind it: 预警发布后, 预警是什么意思, 预警3次. */
const BEHIND =
  /^(?:信号)?(?:发布|解除|生效)?，?(?:就是|便是|意味着|代表|等于)|^(?:信号)?(?:发布|解除|生效)?(?:的?(?:之?后(?!续)|以后|时(?!间|段|效|限|，)|的话|期间|之?前|时候)|的?(?:含义|意思|标准|定义|区别|防御指南是|图标|颜色)|是(?:什么|谁|哪|不是|否|啥)|是指|指的|怎么|应该?(?:做|如何|怎)|分别|共?\d{1,4}(?:次|条|个|期)|[一二三四五六七八九十两几]{1,3}(?:次|条|个)|的?(?:次数|总数|条数|频次)|那(?:天|晚|夜|年|次|回|时|阵))/
/** Anywhere in the sentence: somebody tells of it afterwards. */
const TOLD = /记者|报道|受访|读者|网友|评论|点赞|本报|通讯员|[×x]{2,4}[年月日时分]/i

interface Sentence {
  text: string
  /** Whether a part of it is a question, and whether the part that names the signal is. */
  asked: boolean
  doubted: boolean
}
function sentencesOf(text: string): Sentence[] {
  const out: (Sentence & { no: number })[] = []
  for (const c of clausesOf(text)) {
    const last = out.at(-1)
    const asked = c.mark === '？' || c.mark === '?' || /[吗呢么]$/.test(c.text)
    if (last?.no === c.sentence) {
      last.text += c.text + c.mark
      last.asked ||= asked
      last.doubted ||= asked && SIGNAL.test(c.text)
    } else out.push({ text: c.text + c.mark, asked, doubted: asked && SIGNAL.test(c.text), no: c.sentence })
  }
  return out
}

/** That it was just now, is to come, or is to be acted on: who only speaks of signals says none of these. */
const NOW = /刚|现已|已经?(?:发布|升级|将)|目前|正在|今[天日晚夜]|预计|预报|未来|小时|即刻起/
const ORDERS = /请|立[即刻]|马上|赶紧|赶快|尽快|迅速|务必|必须|一律|不要|切勿|注意|停止|撤|转移|到岗|就走|快走|往[高山]/

/** @param urgent dated and to be acted on: then a question beside it (名单核好了没有？) asks for something else. */
function talks({ text, asked, doubted }: Sentence, urgent: boolean): boolean {
  const m = SIGNAL.exec(text)
  if (!m) return false
  const end = m.index + m[0].length
  if (doubted || (asked && !urgent)) return true
  return LEAD.test(text.slice(0, m.index)) || BEHIND.test(text.slice(end, end + NEAR)) || TOLD.test(text)
}

/**
 * @returns why it may only speak of a warning, for the officer's card; undefined where it states one. What codes state needs no
 * more words; where all its words are a lesson's, news or a question, codes and words contradict each other.
 */
export function speaksOf(
  w: Pick<Warning, 'original' | 'action' | 'issuer' | 'event' | 'colour' | 'issuedAt' | 'said'>,
) {
  const text = plain(w.original)
  const named = sentencesOf(text).filter((s) => SIGNAL.test(s.text))
  const now = !!w.issuedAt || NOW.test(text)
  const orders = ORDERS.test(text)
  const urgent = !!w.issuedAt && orders
  const stated = named.some((s) => ISSUES.test(s.text) && !(w.action !== 'lift' && talks(s, urgent)))
  if (HEAD.test(text) || PAPER.test(text) || (!stated && named.some((s) => talks(s, urgent))))
    return warningWords.speaksAsNews
  if (w.said?.digest) return undefined
  // 县里刚发了红色预警，沟边的马上走: relayed by word of mouth, and urgent
  const lacks = [...(w.issuer || (stated && now && orders) ? [] : ['发布单位']), ...(w.event ? [] : ['种类'])]
  if (lacks.length) return warningWords.speaksWithout(lacks)
  if (w.issuedAt && (w.colour || w.action === 'lift')) return undefined
  if (!stated && !ISSUES.test(text)) return warningWords.speaksOfNoIssuer
  return now || orders || w.action === 'lift' ? undefined : warningWords.speaksOfNoTime
}
