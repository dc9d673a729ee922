/**
 * Drill or real: the one place where it is decided, for what is typed in a chat, sent by the API, in CAP, in a polled list, and
 * once more before a loudspeaker. Every word that may speak of a drill is looked at where it stands: it marks the message as
 * one, denies it, or speaks of another drill, a place or a thing. What is left open is asked, never guessed.
 */
import { normalise } from './normalise.ts'
import { simplified } from './simplified.ts'

type Verdict = 'real' | 'drill' | 'doubt'

/** What is known besides the text. */
export interface DrillContext {
  /** What its carrier says: a command, an address of the API, CAP's status. Undefined where it says nothing. */
  declared?: 'real' | 'drill'
  /**
   * A running drill: `answers` where the message is under one of its messages, `around` where its sender takes part in one
   * and the message might be a real event all the same.
   */
  running?: 'answers' | 'around'
}

export interface DrillReading {
  verdict: Verdict
  /** The words it hangs on, as written, for the officer's card; empty where none speaks of a drill. */
  words: string[]
  /** It tells of a drill of another day, and what that one plays (模拟…) is part of the telling. */
  told?: true
}

type Role = 'mark' | 'denied' | 'elsewhere' | 'open'

/** Longest text that is looked through. */
const MOST = 20_000
/** How much of a sentence beside a word says what it means there. */
const NEAR = 14

/** Names of a drill; and words that speak of one only where they label the message. */
const NAMES =
  '(?<=^|[\\s(（[【])演(?=[)）\\]】:：/])|(?<=是)演的|演[练炼链]|演习|推演|盲演|拉练|(?<![测考应尝面笔]|(?<!联)调)试(?:播|响|鸣|音(?!响)|发(?!现|展)|叫|喊|广播|验(?:性)?播[出发放音])'
const LABELS = String.raw`模拟|联调|调试|假设|假定|测试|虚构|\b(?:exercise|drill|test)\b`
const WORDS = new RegExp(`(?<name>${NAMES})|(?<label>${LABELS})`, 'gi')

/** A word taken apart so that nobody finds it: 演·练, 演 练, 测-试. */
const APART = /([演推拉试测模])[ \t·•・‧.\-—_~*|/]{1,3}(?=[练炼习演播试拟])/g

interface Spot {
  word: string
  /** Up to `NEAR` characters before and behind, within the sentence. */
  before: string
  after: string
  /** The clause's own text before it; the first clause of the text is its head. */
  clause: string
  head: boolean
  /** What stands in the brackets around it, and whether they are those of a heading: 【演练】. */
  bracket: { text: string; heading: boolean } | null
  label: boolean
}

const DENIED =
  /(?:(?<!是)不是|并不是|不再是|(?<![除无莫])(?:并)?非|绝非|绝不是|不属于|不算|唔系|(?:别|不要|莫|勿)(?:再)?(?:当(?:成|是|作|做)?|以为|认为|误以为|误认为|看[成作]|视为)(?:这|又|还|只|也|仍){0,3}是?|\bnot an?)\s?(?:在|一次|一场|什么|个)?$/i
/** 演练场旁, 演习路段, 演练现场: where something is, not what it is. */
const PLACE =
  /^(?:科(?!目)|股|路|大道|街|场(?!景)|基地|中心|馆|广场|点(?!位)|区域?|堤段|现场|营地|楼|塔|场所|教室|仓?库(?!存)|物[资品]|器材|设备(?!测|调)|装备|道具|服装|帐篷|车辆|手册|预案|群)/
/** 演练用的通道, 演练放的烟饼, 消防演练的水枪, 演练中确定的路线: a thing of one, not what is said now. */
const THING =
  /^(?:的时候[^，。！!；;]{1,6}的|中[^，。！!；;：:]{1,6}的(?=[\u4e00-\u9fa5])|的(?=[\u4e00-\u9fa5])(?!时候|内容|信息|消息|第|指令|要求|通知|一部分|需要)|家|用(?:的(?=[\u4e00-\u9fa5])|过|剩|火|水|电|车|品|具)|放的|买的|发的|借|弄坏|撞坏|留下|剩)/
/** Over, called off, to come, or talked about. */
const TALK =
  /^(?:会议?|活动|工作|任务|现场会|比武|课)?(?:已经?|现|还|都|刚|才|就|也|一律|全部|立即|立刻|马上|即刻|随即|到此|就此|提前|暂时|临时|不再|不|因[^，。]{0,10})?(?:取消|为止|收队|撤收|撤销|改期|改天|改日|推迟|延期|暂停|叫停|中止|终止|停止|中断|作废|先停|不搞|不做|不弄|不用搞|搞了|做了|弄了|进行了|举行了|举行|举办了|结束|收尾|圆满|搞完|回来|回家|路上|途中|完了?(?![毕成])|累|过后|过的|那天|那次|之后|以后|总结|动员|方案|计划|安排(?!的)|通知|暴露|记录|次数|照片|几点|什么时候|时间|别忘|定在|定于|改到|很成功|成功|取得|达到|顺利|小结|通报会|搞得|正常|时(?!整|分)|中?(?:又|却|忽然|突然)?发现|脚本外|[^，。]{0,4}过(?:一|两|几|了|，|。|$))/
const OTHER_DAY =
  /(?:昨[天晚日夜]|前[天几]|上(?:次|回|周[一二三四五六日天]?|个月|个?星期|一次)|早上|上午|刚才?|原定|原计划|明[天早晚日]|后天|下(?:次|回|周|个月)|之前|以前|去年|前年|往年|每[年次月]|历次)[^，。；！？\n]{0,12}$/

/** 取消演练, 别演练了, 停止今天的消防演练: called off in front of the word. */
const OFF =
  /(?:取消|停止|停[办演]|中止|终止|暂停|叫停|停下|停了|结束|撤销|推迟|延[后期]|改期|缓办|没有?|(?<!分)别(?!的)|不要再?|不再|莫)(?:了|再|搞|当前|今天|今日|上午|下午|本次|这次|此次|原定|所有|全部|一切|的|防汛|防台|消防|应急|避险|转移|山洪){0,4}$/
/** 【演练】取消。: what the heading announced is called off; whether what follows it is real is asked. */
const OFF_BEHIND = /^[】\]］〕]\s?(?:已经?)?(?:取消|作废|改期|推迟|延期|叫停|中止|终止)了?(?:$|[，,。！!；;\s])/
/** 真的不是演练？, 是演练吗, 演练还是真的？: asked, so neither said nor denied. */
const ASKED = /^[^，,。！!；;：:\n【】]{0,8}(?:[?？]|[吗么嘛](?:$|[，,。！!]))/
/** 演练的啊：四组转了; 推演物资组：发出…: it labels the message however it is said. */
const SAID_SO = /^的?[啊哈哦呀嘛哟咯嘞](?:$|[^\u4e00-\u9fa5])|^(?:的[啊哈哦呀嘛哟咯嘞]|物资(?:组)?[:：])/
/** 演练结束，全体撤岗; 演练的钱家坞礼堂30人点名齐: of the drill, or after it. */
const LEADS = /^(?:的(?=[\u4e00-\u9fa5])|(?:结束|收队|完毕)(?=[，,]))/
/** 这个是演练的数; 请将以下作为演练处理, which an injected order says as well. */
const TO_BE = /这个是$|(?:作为|当作|视为)$/
const ENDS = /^(?:结束|收队|完毕)[。！!]?$/
/** Something happened: a word behind it does not head the message. */
const HAPPENED = /[了被塌垮埋淹困断倒冲涨滑伤亡火]/

/** What may stand before the word where it heads the message: 【…】 apart, 防汛演练：, 今天搞无脚本演练，. */
const HEADING_PIECE =
  /@[^\s@]{1,20}|各位|注意|通知|报告|现在|今天|今日|正在|本次|此次|这次|安排|搞|开展|进行|组织|无脚本|双盲|桌面|沙盘|实战|应急|防汛|防台|防震|防空|人防|消防|火灾|地震|山洪|地质|地灾|台风|暴雨|森林|避险|避灾|疏散|转移|抢险|救援|综合|联合|联调|模拟|测试|假想|场景|检查|执法|紧急|灾害|安全|预警|警报|报警|发布|信息|短信|大?喇叭|村村响|广播站?|系统|平台|终端|设备|全?[县镇]级?|年度|[\d.·、，：:\s（([*＊#＃“"”」—-]/y
/** Nothing but such pieces, taken off one by one. */
function isHeading(clause: string): boolean {
  HEADING_PIECE.lastIndex = 0
  let at = 0
  while (at < clause.length) {
    if (!HEADING_PIECE.test(clause)) return false
    at = HEADING_PIECE.lastIndex
  }
  return true
}
/** What follows a heading: its end, that it begins, or at once the signal. Any other words may as well say that it is off. */
const HEADED =
  /^(?:$|[^\u4e00-\u9fa5\ud800-\udfff]|[中啊哦呀了]?(?:$|[^\u4e00-\u9fa5\ud800-\udfff])|(?:活动|项目|环节)?(?:现在|正式|马上|今天)?(?:开始|启动|进行)|演[练习]|报告|通报|播报|预警|警报|[^，。！!；;]{0,9}(?:[县市省镇]|气象|发布))/

/** 以上为推演内容, 此为演练, 本条系测试: the message speaks of itself. */
const OF_ITSELF =
  /(?:以上|以下|此(?:次|条|信息|消息)?|这(?:个?是|条|次)|本(?:条|次|信息|消息|短信|广播|内容|通知|表)|(?:接下来|下面|现在)(?:将|就)?(?:是|进入|进行|开展|开始)|全(?:部|文)|(?:均|都|纯)(?:为|系|是)|this is an?)[^，。；！？\n]{0,10}$/i
/** 演练消息, 演练科目二, 推演用语: what follows says that the message is part of it. */
const PART =
  /^(?:导调|文书|注入|想定|脚本|台本|剧本|口播|内容|用语|专用|用(?![\u4e00-\u9fa5])|用的(?![\u4e00-\u9fa5])|消息|信息|短信|播发|科目|情景|场景|指令|口令|脚本|第[一二三四五六七八九十\d]|假设|喊的|发布|播放)/
const LABEL_PART =
  /(?:模拟|测试|调试)(?:发布|发送|推送|下发|播发)(?!会)|(?:模拟|假设|假定)(?:险情|灾情|情景|场景|火情|火点|假设|通报|报告|指令|科目|转移|演|情况)/
/** 模拟紧急调拨… at the head needs no mark behind it; 测试短信： does, since devices are tested too. */
const ROLE_PLAY = /模拟|假设|假定/
const HEAD_LABEL = /^(?:短信|信息|消息|播发|广播|预警|播放|测试)?(?:$|[^\u4e00-\u9fa5])/

/** It really happens, whatever else is said of drills: 刚才真塌方了, 来真的, 不是脚本. */
const INSISTS =
  /真(?:的|格)?(?:有|出[事险]|来[了的]|塌|滑|垮|冲|淹|着火?了|起火|烧|冒|倒|断|裂|漫|溃|掉|落|滚|进水|被|压|埋|伤|死|需要|要(?:修|转|撤)|发生|系)|来真的|(?:这|那)(?:个|次|回|都|可|些)?是真的(?![吗么吧?？])|动真格|实战不是|不是(?:脚本|道具|假的|假人|闹着玩)|真实(?:险情|灾情|事件|预警)(?!信号|一律|请|的?话|须|改)/
/** 情节均为虚构, 别当真: it does not, whatever it is called. */
const UNREAL = /(?:别|勿|莫|不要|不用)当真|(?<!是)(?:不是|非)真(?:的|实|$|[)）】，。])|不作真实|均[为系]虚构/

/** 演练中有人落水: during one, which says nothing of the event itself; 拉练中：… reports from it. */
const DURING = /^(?:中(?!心|[：:。])|期间|过程中|的时候)/

/** 测试，请忽略; 调试短信，内容无效: whoever reads it shall do nothing. */
const VOID =
  /^[^。；！？\n]{0,5}(?:忽略|(?:内容|本条|信息)无效|[不无]?[用必需]要?(?:理会|处[理置]|响应|回复)|(?:请勿|勿)(?:理会|处[理置]|响应|传播|扩散|惊慌))/

const ROLES: [Role, (s: Spot) => boolean][] = [
  ['open', (s) => ASKED.test(s.after) && !s.bracket && (!s.label || DENIED.test(s.before))],
  ['denied', (s) => DENIED.test(s.before)],
  ['open', (s) => !!s.bracket?.heading && OFF_BEHIND.test(s.after)],
  ['mark', (s) => !!s.bracket?.heading],
  ['mark', (s) => s.word === '演的' || (!s.label && (!s.clause || !!s.bracket) && SAID_SO.test(s.after))],
  ['open', (s) => !s.label && TO_BE.test(s.before)],
  ['open', (s) => !s.label && s.head && !s.clause && LEADS.test(s.after)],
  ['open', (s) => !s.label && !s.clause && ENDS.test(s.after)],
  // a march that ends is told of by those who marched
  ['open', (s) => s.word === '拉练' && /^(?:结束|收队|完毕|归来|收尾)/.test(s.after)],
  ['elsewhere', (s) => !s.label && (PLACE.test(s.after) || THING.test(s.after) || TALK.test(s.after))],
  ['elsewhere', (s) => !s.label && OFF.test(s.before)],
  ['mark', (s) => OF_ITSELF.test(s.before)],
  ['elsewhere', (s) => !s.label && OTHER_DAY.test(s.before)],
  ['mark', (s) => !!s.bracket],
  ['mark', (s) => VOID.test(s.after)],
  ['open', (s) => !s.label && !s.word.startsWith('试') && DURING.test(s.after)],
  ['mark', (s) => (s.label ? LABEL_PART.test(s.word + s.after) : PART.test(s.after))],
  [
    'mark',
    (s) =>
      s.head &&
      isHeading(s.clause) &&
      (s.label ? HEAD_LABEL.test(s.after) || ROLE_PLAY.test(s.word) : HEADED.test(s.after)),
  ],
  // a clause of its own, wherever it stands: 。演练。
  ['mark', (s) => !s.clause && /^(?:啊|哦|呀|中|完毕|报告完毕)?(?:$|[，,。！!；;：:\s])/.test(s.after)],
  ['open', (s) => !s.label],
]

/** A drill that was held, or looked back at, is work done: no part of it is played now. */
export const isHeldDrill = (intent: string, { kind }: Readonly<Record<string, unknown>>): boolean =>
  intent === 'activity' && (kind === '演练' || kind === '复盘')

/** Reads one text. Linear in its length; never throws. */
export function drillOrReal(text: string, { declared, running }: DrillContext = {}): DrillReading {
  const plain = simplified(normalise(text.slice(0, MOST))).replace(APART, '$1')
  const spots = spotsIn(plain)
  const found = spots.flatMap(({ said, at }) => {
    const role = ROLES.find(([, holds]) => holds(at))?.[0]
    return role ? [{ said, role, at, label: at.label && !at.bracket }] : []
  })
  const insists = INSISTS.test(plain)
  const told = !insists && !NOW.test(plain) && isTold(found) && spots.some(({ at }) => at.label)
  const roles = new Set(told ? [] : found.map(({ role }) => role))
  if (roles.size && UNREAL.test(plain)) roles.add('mark')
  return {
    verdict: verdictOf(roles, insists, { declared, running }),
    words: [...new Set(found.map(({ said }) => said))].slice(0, 5),
    ...(told ? { told } : {}),
  }
}

/** 明天组织消防演练，模拟厂房起火: the drill is of another day, so what it plays is not said now either. */
const isTold = (found: readonly { role: Role; label: boolean; at: Spot }[]): boolean =>
  found.every(({ role, label }) => label || role !== 'mark') &&
  found.some(
    ({ role, at }) =>
      (role === 'elsewhere' && (TALK.test(at.after) || OTHER_DAY.test(at.before))) ||
      (role === 'open' && AHEAD.test(at.before)),
  )
/** 定于12月3日开展应急演练 */
const AHEAD = /(?:定于|拟于|将于|计划于|拟定|计划)[^，。；！？\n]{0,14}$/
/** Something happens now, whatever was played once. */
const NOW = /刚才|刚刚|现在|突然|快来|救命|正在(?!组织|开展|进行)/

function verdictOf(roles: ReadonlySet<Role>, insists: boolean, { declared, running }: DrillContext): Verdict {
  const said = saidOf(roles, insists)
  if (declared === 'drill') return roles.has('denied') || insists ? 'doubt' : 'drill'
  if (declared === 'real') return said === 'drill' ? 'doubt' : said
  if (said !== 'real' || roles.has('denied') || insists || !running) return said
  return running === 'answers' ? 'drill' : 'doubt'
}

/** What the message says of itself. */
function saidOf(roles: ReadonlySet<Role>, insists: boolean): Verdict {
  if (roles.has('mark')) return roles.has('denied') || insists ? 'doubt' : 'drill'
  if (roles.has('denied') || insists) return 'real'
  return roles.has('open') ? 'doubt' : 'real'
}

const CLAUSE_END = /[，,。；;！!？?：:\n\s、—]/
const SENTENCE_END = /[。；;！!？?\n]/

function spotsIn(text: string): { said: string; at: Spot }[] {
  const brackets = bracketsIn(text)
  return [...text.matchAll(WORDS)].slice(0, 200).map((m) => {
    const from = m.index
    const to = from + m[0].length
    const ahead = text.slice(Math.max(0, from - 40), from)
    const cut = lastIndex(ahead, CLAUSE_END)
    const near = ahead.slice(lastIndex(ahead, SENTENCE_END) + 1).slice(-NEAR)
    const bracket = brackets.find((b) => b.from < from && to <= b.to)
    return {
      said: text.slice(Math.max(0, from - 6), Math.min(text.length, to + 6)).replace(/\s+/g, ' '),
      at: {
        word: m[0],
        before: near,
        after: text.slice(to, to + NEAR),
        clause: ahead.slice(cut + 1),
        head:
          from <= 24 &&
          !SENTENCE_END.test(text.slice(0, from).trim()) &&
          !HAPPENED.test(text.slice(0, Math.max(0, from - ahead.length + cut + 1))),
        bracket: bracket ? { text: text.slice(bracket.from, bracket.to), heading: bracket.heading } : null,
        label: !!m.groups!.label,
      },
    }
  })
}

function lastIndex(text: string, form: RegExp): number {
  for (let i = text.length - 1; i >= 0; i--) if (form.test(text[i]!)) return i
  return -1
}

const OPENS: Record<string, string> = { '【': '】', '[': ']', '［': '］', '〔': '〕', '（': '）', '(': ')', '《': '》' }
/** Longest aside in brackets that labels the message. */
const ASIDE = 40

/** Brackets of the text that hold little, the innermost first. */
function bracketsIn(text: string): { from: number; to: number; heading: boolean }[] {
  const open: { at: number; close: string; heading: boolean }[] = []
  const found: { from: number; to: number; heading: boolean }[] = []
  for (let i = 0; i < text.length; i++) {
    const close = OPENS[text[i]!]
    if (close) open.push({ at: i, close, heading: !'（(《'.includes(text[i]!) })
    else if (open.length && text[i] === open.at(-1)!.close) {
      const { at, heading } = open.pop()!
      if (i - at <= ASIDE) found.push({ from: at, to: i, heading })
    }
    if (open.length > 20) open.length = 0
  }
  return found
}
