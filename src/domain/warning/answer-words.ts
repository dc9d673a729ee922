/**
 * The words by which people answer a warning, or say why they cannot. A clause is read from the left, the longest word first,
 * each character once: the time it takes grows with the length of the text and nothing else.
 */

/**
 * `ack`      it arrived, it is understood
 * `reach`    the same verbs of arriving where they stand for themselves: 通知, 告诉
 * `deed`     what is done about it
 * `go`       去: a deed where nothing else follows but a deed or a place
 * `now`      马上, 正在, 已: whoever writes does it, or it is done
 * `urge`     立即, 尽快: as often an order as a promise
 * `done`     了
 * `self`     who writes, or whom they speak for
 * `people`   of whom it is said
 * `all`      大家, 各组: whom an order is for, unless it says what they did
 * `place`    a village, a group, a count
 * `noun`     预警, 通知, 短信: what arrived
 * `glue`     也, 的, 正: says nothing here
 * `thanks`   courtesy
 * `not`      没, 不
 * `cannot`   走不了, 叫不到
 * `missed`   收不到: a denial in one word
 * `trouble`  what goes wrong
 * `help`     派人来: help is wanted
 * `calm`     没事: nothing goes wrong
 * `own`      没发错, 当我没讲: of what whoever writes wrote before
 * `what`     谁, 什么, 吗: a question
 * `please`   请, 务必: an order
 * `reply`    回复, 扣1: an answer is asked for
 * `but`      但是
 * `if`       收到后, 收到就好: of whoever receives, not of the writer
 * `before`   刚才, 开始: what was so before
 * `kin`      儿子, 机主: whoever has the phone in hand is somebody else, or the warning asks somebody else
 */
export type Word =
  | 'ack'
  | 'reach'
  | 'deed'
  | 'go'
  | 'now'
  | 'urge'
  | 'done'
  | 'self'
  | 'people'
  | 'all'
  | 'place'
  | 'noun'
  | 'glue'
  | 'thanks'
  | 'not'
  | 'cannot'
  | 'missed'
  | 'trouble'
  | 'help'
  | 'calm'
  | 'own'
  | 'what'
  | 'please'
  | 'reply'
  | 'but'
  | 'if'
  | 'before'
  | 'kin'

const LEXICON: Record<Word, string> = {
  ack: '收到 收悉 收讫 看到 看见 看过 接到 知道 晓得 知悉 知晓 明白 了解 清楚 懂 看懂 听懂 好 好的 好嘞 好咧 好滴 好哒 好勒 好呢 好吧 行 要得 中 妥 妥了 可以 没问题 没得问题 莫问题 冇问题 OK ok Ok okk OKK okay 1 +1 嗯 嗯嗯 嗯呐 哦 噢 喔 得嘞 得令 知 已阅 阅 已读 系 遵命 遵照执行 照办 服从 服从安排 坚决落实 坚决执行 强 握手 收道 收倒 手到 受到 首到 收导 手道 收岛 收刀 搜到 搜倒 艘到 首倒 首道 瘦到 搜道 手倒 shoudao SHOUDAO sd SD roger Roger received Received copy Copy',
  reach: '收 看 听到 听说 听见 通知 通知到 告知 告诉 传达 发 发给',
  deed: '转告 转达 转发 叫 叫应 喊 喊人 叫人 敲门 上门 入户 逐户 挨家挨户 转移 撤离 撤 撤出 撤走 疏散 安置 落实 安排 部署 组织 处理 处置 执行 办 办理 巡查 巡逻 巡 值守 值班 到位 到岗 到场 到现场 到达 抵达 赶到 赶往 赶去 赶过去 赶 出发 动身 准备 检查 排查 查看 去看 劝离 劝 封路 关闭 清场 广播 盯 盯着 守着 派人去 带人去 喊人去 安排人去 布置 集合 集结 就位 在岗 在位 在路上 过去 过来 下去 走 接 联系 核实 上报 报告 到 行动 通知下去 打电话 喊话 敲锣 在现场 搞 搞起 搞定 喊出来 叫出来 挨家 挨户 挨家挨户喊 逐家 一家家 一户户',
  go: '去',
  now: '在 马上 这就 正 正在 现在 现在就 已 已经 全部 全 全员 都 随后 稍后 立马',
  urge: '立即 立刻 迅速 赶紧 赶快 抓紧 尽快',
  done: '了 啦 咯 喽 啰 嘞 过 完 好了 完了 完毕 到了',
  self: '我 代表 阿拉 偶 我们 俺 俺们 咱 咱们 本人 这边 我这边 我们这边 这里 我这里 家里 我家 我村 我们村 本村 村里 村上 我组 我们组 本组 组里 我 信息员 网格员 护林员 组长 村主任 支书 书记 主任 片长 联络员 网格长',
  people: '人 人员 群众 村民 老人 住户 大伙 户主 危险户 人都 低洼户 危房户 乡亲 老百姓 老年人 孩子 娃娃',
  all: '大家 各组 各村 各位 各网格 各单位 各组组长 各责任人 所有人 全体 全体人员 未回复的 没回复的',
  place: '俩 仨 后山 后面 后头 屋后 房后 后坡 后门',
  noun: '预警 预警信号 预警信息 信号 信息 消息 短信 通知 文件 指令 要求 任务 电话 内容 警报 警 预报 微信 飞书 演练 演习 拉练 推演 红色 橙色 黄色 蓝色 红 橙 黄 蓝 级 那条 这条 头一条 头条 前一条 前面那条 前面那个 前面一条 上一条 后一条 后面那条 后面那个 后面一条 下一条 升级 升级后 升级后的 降级 降级后 降级后的',
  glue: '真 真的 参加 也 的 地 得 呀 啊 哈 呵 吧 哦 哟 嘛 呢 又 再 一下 是 把 和 跟 与 及 以及 还 刚 刚刚 就 各 哒 勒 撒 噻 嗦 起 才 会 了的 加强 做好 那个 这个 就是说 然后 呃 额 呗 噶 咧 按 按照 依照 遵照 根据 预案 方案 计划',
  thanks:
    '别催 莫催 不催 不用催 不要催 别急 莫急 不急 不用急 不要急 别慌 莫慌 谢谢 多谢 感谢 辛苦 辛苦了 领导 领导好 放心 请放心 请领导放心 领导放心 大家放心 别担心 不用担心 不要担心 安安 您 你 你好 您好 书记好 镇长 所长 站长 感谢提醒 谢谢提醒 注意安全 大家注意安全 请指示 报告领导 玫瑰 抱拳 敬礼',
  not: '没 没有 没得 没能 未 未能 未曾 尚未 还没 还没有 还未 冇 冇得 莫 莫得 不 无 唔 非 别 一直没 根本没 从没 不用 不会 不能 不敢 不想 没法 无法 没办法 不知道 不晓得 不清楚 不明白 不懂',
  cannot:
    '不得行 不行 不应 叫不应 喊不应 不了 不到 不上 不通 不动 不来 不出 不完 不住 不开 不下 不成 不起 不进 走不了 来不了 去不了 过不去 过不来 出不去 出不来 进不去 进不来 回不去 回不来 上不去 下不来 赶不到 叫不到 喊不到 喊不动 叫不动 劝不动 找不到 找不着 通知不到 联系不上 联系不到 打不通 走不脱 来不及 做不到 顾不过来 不过来 忙不过来 顾不上 顶不住 扛不住 撑不住 挡不住 守不住',
  missed:
    '收不到 看不到 看不见 接不到 听不到 听不见 收不着 没收到 没收着 没看到 没接到 没见到 没人通知 没人告诉 没人说 没通知我 没告诉我',
  trouble:
    '停电 断电 没电 停水 没信号 没有信号 信号断 没网 没有网 断网 网断 路断 断路 路不通 塌 塌方 垮 滑坡 泥石流 淹 进水 涨水 积水 决口 溃口 着火 起火 冒烟 受伤 伤亡 死亡 被困 困住 困在 被埋 失联 失踪 没人接 没人应 没人 关机 停机 空号 不在家 家里没人 不肯 不愿 不愿意 不听 不听劝 不走 不配合 不撤 拒绝 人手不够 缺人 人不够 不够 抛锚 堵住 堵死 危险 险情 灾情 火情 异常 事故 情况 问题 隐患 困难 变化 事 外地 在外地 在外面 外出 出差 请假 住院 生病 病了 锁着 锁了 锁门 没钥匙 陷 陷泥 陷住 陷进 陷在 打滑 爆胎 熄火 打不着火 翻车 侧翻 被抽调 我抽调 借调 调离 没油 没船 没车 没人手 没帮手 缺 退休 调走 辞职 不干了 不当了 不是网格员 不是信息员 不归我',
  help: '派人来 派人 来人 快来 快来人 来救 救命 救人 支援 增援 求援 求助 请求支援 需要支援 帮忙 帮帮 派车 派挖机 派船 送药 叫救护车 求救 呼救 救援 出事 出事了 出大事 出大事了 出人命',
  calm: '没事 没得事 没啥事 没什么事 没什么 没啥 冇事 无事 平安 安全 正常 一切正常 一切安好 无恙 没大碍 不要紧 不碍事 没关系 没变化',
  own: '没发错 没看错 没听错 没说错 没讲错 没记错 没搞错 没弄错 没打错 当我没说 当我没讲 当我没发 当没说 当没讲 发错 发错了 发错群 发错群了 发错地方',
  what: '? 吗 么 谁 哪 哪个 哪里 哪些 什么 啥 怎么 怎样 咋 咋个 为何 为什么 为啥 几点 几时 几号 多少 多久 是不是 有没有 能不能 要不要 可不可以 会不会 用不用 是否 请问 收没收到 知不知道 对不对 行不行 好不好',
  please:
    '请 请你 请您 请在 请各 请大家 麻烦 务必 必须 一律 不得 要求各 注意 注意查收 需要 速速 赶紧给 督促 提醒 记得 要把 别忘 勿',
  reply:
    '回复 回个 回一 回话 回执 回1 回复1 回收到 扣1 扣个1 报1 打1 报数 接龙 吱声 吱一声 吱个声 冒泡 冒个泡 应一声 应个 反馈 签收 请回 回信 说一声 说声 报一下 回一下 回下 点收到 点一下 点下',
  but: '但 但是 不过 可是 只是 就是 然而 可惜',
  if: '后 以后 之后 后请 的话 就好 就行 才行 才好 的人 的同志 者 没收到的 收到的人',
  before: '刚才 刚刚才 开始 一开始 起初 之前 先前 昨晚 昨天 早上 上午 原来 本来 前面',
  kin: '儿子 女儿 老婆 老公 爱人 媳妇 妻子 丈夫 孙子 孙女 家属 家里人 机主 他爸 他妈 他爱人 替 代收',
}

/**
 * What people call a kind of warning by what they see of it. Such a word names the warning only where it is pointed at, 大雨那个:
 * by itself it tells of the weather.
 */
const SEEN_AS: Readonly<Record<string, string>> = {
  大雨: '暴雨',
  下雨: '暴雨',
  落雨: '暴雨',
  打雷: '雷电',
  刮风: '大风',
  吹风: '大风',
  塌方: '地质灾害',
  滑坡: '地质灾害',
  山洪: '山洪',
  涨水: '洪水',
  下雪: '暴雪',
  起雾: '大雾',
}
const POINTS = ['那个', '那条', '那则', '那份', '这个', '这条', '的那个', '的那条', '的预警', '预警']
const POINTED = Object.keys(SEEN_AS).flatMap((name) => POINTS.map((point) => name + point))

/** The kind that a clause points at in such a word, or undefined. */
export const pointedAt = (clause: string): string | undefined => {
  const name = Object.keys(SEEN_AS).find((n) => POINTS.some((point) => clause.includes(n + point)))
  return name && SEEN_AS[name]
}

/** Whoever is there is not here: 我在县城. 县里 alone is as often who sent the warning. */
const AWAY = ['在', '人在', '回', '去', '到', '来'].flatMap((verb) =>
  ['县里', '县城', '城里', '市里', '省城', '省里', '老家', '外省', '医院'].map((place) => [verb, place] as const),
)
// 送到县里 and 人员已调到位 are of others
const AWAY_WORDS = [
  ...['调到', '调去', '调往', '调回'].flatMap((verb) =>
    ['县', '镇', '市', '省', '乡', '别', '外'].map((to) => verb + to),
  ),
  ...AWAY.flatMap(([verb, place]) =>
    /在|回/.test(verb) ? [verb + place] : ['我', '我们', '我已经', '我已'].map((who) => who + verb + place),
  ),
]

/** One word of a text, with what it is; null = a stretch that no word of ours covers. */
export interface Token {
  said: string
  as: Word | null
}

/** Words in one table, by their first character, the longest first. */
export type Words = ReadonlyMap<string, readonly (readonly [string, Word])[]>

/** The lexicon, with words of the moment before its own: names of places and of what is warned of. */
export function wordsWith(more: readonly (readonly [string, Word])[] = []): Words {
  const all = new Map<string, Word>()
  for (const [as, list] of Object.entries(LEXICON) as [Word, string][])
    for (const word of list.split(' ').filter(Boolean)) if (!all.has(word)) all.set(word, as)
  for (const word of POINTED) all.set(word, 'noun')
  for (const word of AWAY_WORDS) all.set(word, 'trouble')
  for (const [word, as] of more) if (word) all.set(word, as)
  const byFirst = new Map<string, [string, Word][]>()
  for (const [word, as] of all) byFirst.set(word[0]!, [...(byFirst.get(word[0]!) ?? []), [word, as]])
  for (const list of byFirst.values()) list.sort((a, b) => b[0].length - a[0].length)
  return byFirst
}

const DIGIT = /[0-9一二三四五六七八九十百两几]/
const UNITS = [
  '个网格',
  '号网格',
  '网格',
  '村民小组',
  '小组',
  '组',
  '户',
  '人',
  '号',
  '社',
  '队',
  '个',
  '名',
  '位',
  '片',
  '条',
  '份',
  '则',
  '处',
]

/** A clause as words, left to right. */
export function tokensOf(clause: string, words: Words): Token[] {
  const out: Token[] = []
  const unknown = (c: string) => {
    const last = out.at(-1)
    if (last && last.as === null) last.said += c
    else out.push({ said: c, as: null })
  }
  for (let at = 0; at < clause.length; ) {
    const count = countAt(clause, at)
    const word = words.get(clause[at]!)?.find(([w]) => clause.startsWith(w, at))
    if (count && count.length > (word?.[0].length ?? 0)) {
      out.push({ said: count, as: 'place' })
      at += count.length
    } else if (word) {
      out.push({ said: word[0], as: word[1] })
      at += word[0].length
    } else {
      unknown(clause[at]!)
      at += 1
    }
  }
  return out
}

/** 3组, 十二户, 第二条: a number with what it counts. */
function countAt(text: string, from: number): string | undefined {
  const first = from + Number(text[from] === '第')
  let at = first
  while (at < text.length && at - first < 4 && DIGIT.test(text[at]!)) at += 1
  if (at === first) return undefined
  const unit = UNITS.find((u) => text.startsWith(u, at))
  return unit ? text.slice(from, at + unit.length) : undefined
}
