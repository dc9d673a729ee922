/**
 * Figures: every quantity in a text with the word that says what it counts.
 * A quantity belongs to the nearest such word of its clause, and a number counts people only where the text says people.
 */
import { casualtiesTold, NOT_UP, TALE, toldIn, UNDERGROUND } from './casualties.ts'
import { clausesOf } from './clauses.ts'
import { nobodyDied } from './dying.ts'
import { NUM, numberOf } from './numbers.ts'

export interface Figure {
  field: string
  value: number
  from: string
  rule: string
}

type Unit = '人' | '户' | '间' | '亩' | '头' | '个'

/** What happened to those counted, the words that say so, and the field that each unit then fills. */
const CLAIMS: { name: string; words: string; fills: Partial<Record<Unit, string>> }[] = [
  {
    name: 'should',
    words: '(?:应|需|须|拟|要|待|计划|准备|打算|还得|必须|可能)(?:紧急)?(?:转移|撤离|转|撤|疏散)|应转|需转|应撤|待转移',
    fills: {},
  },
  {
    name: 'remaining',
    words:
      '还剩|剩余|剩下|剩|未转移|未转|没转移|没转|没走|不肯走|不愿走|不肯转|不愿转|还没撤|没撤|未撤|没有撤|还没回|未返回|没回|未回|待返|还在家|还有(?=[^，。]{0,8}(?:没(?!上来|出来|找到|浮|醒)|未|不肯|不愿))|(?:还|仍)(?:在|留在)(?:安置点|那边|避灾点|亲戚家|学校)',
    fills: { 人: 'remaining_people', 户: 'remaining_households' },
  },
  {
    name: 'dead',
    words:
      '死亡|遇难|身亡|丧生|罹难|死了|淹死|砸死|压死|电死|撞死|烧死|冻死|热死|病死|致死|(?<=人|个|孩子|娃)没了(?=[，。]|$)|去世|死(?=了?(?:猪|牛|羊|鸡|鸭|鹅|鱼|兔|家禽|牲畜|牲口))|(?<=[头只羽匹条人名个]|已经|当场|致|[猪牛羊鸡鸭鹅])死(?!活|者|角)|死(?=[0-9一二两三四五六七八九十])|冲走(?=了?[^，。]{0,6}[头只羽])|(?<=[头只羽])[^，。]{0,4}冲走|溺亡',
    fills: { 人: 'deaths', 头: 'livestock_lost', 个: 'deaths' },
  },
  {
    name: 'missing',
    words:
      '失踪|失联|没上来|没浮上来|没找到|找不到|找不着|下落不明|不见了|联系不上|没联系上|联系不到|没有音讯|不知去向|未找到|还没找着',
    fills: { 人: 'missing', 个: 'missing' },
  },
  {
    name: 'injured',
    words:
      '受(?:了)?(?:轻|重)?伤|(?:轻|重|擦|砸|摔|烧|烫|划|撞|压|扭|刮|碰|刺|割|咬|电|炸|冻)(?:了)?伤|骨折|中毒|中暑|昏迷|晕倒|挂彩|伤了|伤者|伤员|伤(?=[0-9一二两三四五六七八九十])|(?<=[人名个])伤|伤势',
    fills: { 人: 'injured', 个: 'injured' },
  },
  {
    name: 'rescued',
    words:
      '救出(?:来)?|获救|救起|救上(?:来|岸)|捞(?:起|上)来?|救下|救(?:了)?(?=[0-9一二两三四五六七八九十])|挖出(?:来)?|扒出(?:来)?|拉上来|脱困|解救|被救',
    fills: { 人: 'rescued', 个: 'rescued' },
  },
  {
    name: 'trapped',
    words:
      '被困|受困|困住|困在|困[了着](?=[0-9一二两三四五六七八九十])|困(?=[0-9一二两三四五六七八九十])|被埋|埋住|埋在|埋压|埋了|压在|被压|压住|卡在|卡住|出不来|下不来|滞留|没出来|没跑出来|(?:井下|洞里|矿)[^，。]{0,8}没上来|堵在里面|关在里面|悬在',
    fills: { 人: 'trapped', 个: 'trapped', 头: 'livestock_lost' },
  },
  {
    name: 'threatened',
    words: '受到?威胁|威胁(?:到)?|危及|受(?:到)?影响(?=风险)|危险区(?:内)?有|有危险',
    fills: { 人: 'threatened_people', 户: 'threatened_households' },
  },
  {
    name: 'evacuated',
    words:
      '转移(?:安置|避险|出来|出去|走|群众|人员|人口|户数|人数)?|撤离|撤出来?|撤走|撤到|撤完|撤了|撤(?=，|。|$)|转出|转走|转(?=[0-9一二两三四五六七八九十])|转到|转了|转至|疏散|安置|接到|接走|接出|接来|接进|送到|搬到|搬出|搬走|背出来?|背到|躲到|喊到|叫到|劝到|劝离|避险|住进|住到|带到|撤下来?|投亲靠友|投靠|投奔|入住|进驻|挪到',
    fills: { 人: 'evacuated_people', 户: 'evacuated_households', 个: 'evacuated_people' },
  },
  {
    name: 'returned',
    words: '返回|返家|回家|回去|回迁|回村|返迁|返程|转回|搬回|回来了|回屋',
    fills: { 人: 'returned_people', 户: 'returned_households' },
  },
  {
    name: 'power',
    words: '停电|断电|没电|没得电|停了电|断了电|电停|供电中断|失电',
    fills: { 户: 'power_out_households' },
  },
  // 受灾680亩、成灾410亩: a measure of its own that nobody asks for
  { name: 'severely', words: '成灾', fills: {} },
  {
    name: 'lost',
    words: '绝收|颗粒无收|绝产',
    fills: { 亩: 'crop_lost_area_mu' },
  },
  {
    name: 'burned',
    words:
      '过火(?:了)?(?:林地)?(?:面积)?|烧了(?=[^，。]{0,8}亩)|烧掉(?=[^，。]{0,8}亩)|烧过(?=[^，。]{0,8}亩)|烧毁(?:林地|山林|山)|火场面积|烧(?:到|了)?(?:大概|大约|约|差不多)?(?=[0-9一二两三四五六七八九十几]{1,4}多?亩)',
    fills: { 亩: 'burned_area_mu' },
  },
  {
    name: 'severe',
    words: '严重损坏|严重受损|严重损毁|严损|损坏严重|受损严重|成(?:了)?危房',
    fills: { 间: 'houses_severe_rooms' },
  },
  {
    name: 'minor',
    words: '一般损坏|一般受损|轻微损坏|轻微受损|轻损|轻度损坏',
    fills: { 间: 'houses_minor_rooms' },
  },
  {
    name: 'flooded',
    words: '进(?:了)?(?:洪)?水|灌(?:了)?水|被淹|受淹|淹(?:了|没|到|水)?|泡(?:了|水)?|被泡|水浸|浸水|漫进|倒灌',
    fills: { 户: 'houses_flooded_households', 亩: 'crop_area_mu' },
  },
  {
    name: 'collapsed',
    words:
      '倒塌|倒房|倒屋|房倒|垮塌|坍塌|垮了|垮掉|塌了|塌掉|塌(?=[0-9一二两三四五六七八九十])|冲毁|冲垮|冲倒|冲走|冲掉|压塌|压垮|压倒|烧毁|烧掉|烧光|烧了|烧塌|推倒|埋没|震塌|全倒|倒了|倒(?=[0-9一二两三四五六七八九十])|垮(?=[0-9一二两三四五六七八九十])|压垮|全毁|损毁',
    fills: { 间: 'houses_collapsed_rooms', 户: 'houses_collapsed_households', 亩: 'crop_area_mu' },
  },
  {
    name: 'damaged',
    words:
      '损坏|受损|受损坏|破损|倒损|开裂|裂了|裂缝|裂开|墙裂|压坏|砸坏|打坏|打烂|砸烂|打穿|砸穿|吹坏|掀(?:了|掉|翻|飞|开|走)?|揭(?:了|掉|翻|开)|刮(?:坏|走|掉|翻|飞)|吹(?:翻|走|掉|飞)|震坏|震裂|泡坏|熏黑|烧坏|掉瓦|漏雨',
    fills: { 间: 'houses_damaged_rooms', 户: 'houses_damaged_households', 亩: 'crop_area_mu' },
  },
  {
    name: 'crop',
    words:
      '倒伏|到伏|受旱|旱死|受冻|冻死|冻坏|枯死|晒死|打落|吹倒|刮倒|打倒|受灾面积|农作物|作物|水稻|玉米|苞谷|包谷|烤烟|烟叶|蔬菜|菜地|菜|油菜|小麦|花生|红薯|洋芋|土豆|茶园|茶叶|果园|柑橘|橘子|西瓜|辣椒|稻田|水田|田地|农田|耕地|庄稼|秧苗|菜苗|苗|枯了|稻谷|稻子|田|地|大棚',
    fills: { 亩: 'crop_area_mu' },
  },
  {
    name: 'affected',
    words:
      '受灾|受影响|影响|涉及|波及|遭灾|饮水困难|吃水困难|用水困难|缺水|没水(?:喝|吃|用)?|断水|停水|喝不上水|吃不上水|受困难',
    fills: { 人: 'affected_people', 户: 'affected_households', 亩: 'crop_area_mu' },
  },
]
const BY_NAME = new Map(CLAIMS.map((c) => [c.name, c]))
const CLAIM = new RegExp(CLAIMS.map((c) => `(?<${c.name}>${c.words})`).join('|'), 'g')

const PEOPLE = `人次|口人|个(?:人|工人|民工|村民|群众|老乡|娃儿|娃娃|娃|小孩|孩子|学生|老人|老人家|老头|婆婆|大人|乘客|司机|驾驶员|游客|伤员|伤者|同志|妇女|男的|女的|男子|女子|师傅|老板|护林员|年轻人|病人|客人)|名(?:工人|民工|村民|群众|学生|老人|儿童|小孩|乘客|司机|驾驶员|游客|伤员|人员|男子|女子|妇女|孕妇|老师|护林员|队员|员工|职工)?|位(?:老人|村民|群众|老人家)?|人(?![家组民次])|口(?=[人，。；;、]|$|已|都|全|被|在|转|撤|到|人)|个(?=$|受伤|被困|失联|失踪|遇难|死亡|当场|轻伤|重伤|擦伤|送|没|还|在|，)`
const UNIT = `(?<people>${PEOPLE})|(?<house>户(?:人家|人)?|家(?=[的房屋人户]|$|进|受|被|都|屋)|家)|(?<room>间)|(?<mu>亩|公顷|分(?=地|田|菜|稻|水田))|(?<head>头|只|羽|匹|口猪)`
const QUANTITY = new RegExp(String.raw`(?<n>${NUM})\s?[多余来几]?\s?(?:${UNIT})(?<half>半)?`, 'g')
const FAMILY = /一家(?:子|人)?([两二三四五六七八九十]|\d{1,2})口/g
/** 有个老人: one, though no number is said. */
const ONE =
  /有[个名位](?:人|老人|老人家|老头|婆婆|大爷|大妈|村民|工人|小孩|孩子|娃儿|娃|学生|妇女|司机|驾驶员|男子|女子)(?!们)/
/** 死亡：0, 户数:11: a number alone after its label. */
const BARE = new RegExp(String.raw`[:：=]\s{0,2}(?<n>${NUM})\s?$`)
const OUTBUILDINGS = /猪圈|猪舍|牛栏|牛圈|羊圈|鸡舍|鸡棚|大棚|工棚|围墙|牛棚|猪栏|厕所|旱厕|岗亭|商铺|门面|教室/

interface Quantity {
  unit: Unit | 'bare'
  value: number
  from: number
  to: number
  text: string
}
interface Claimed {
  name: string
  from: number
  to: number
}

/** Words that may stand between a claim and its figure without coming between them; none of them is made of others, so that there is one way to read them. */
const FILLER =
  /^(?:[了的得约近达有是为共:：=\s]|大概|大约|大致|差不多|将近|接近|少说|至少|估计|目测|人口|人数|户数|户|人员|群众|村民|居民|农户|房子|住房|民房|农房|杂房|老屋|土坯房|厨房|面积|总数|左右|已经|分别|一共|总共|合计|累计|全村|危险区|地灾点|沿河|低洼处|受威胁|猪|牛|羊|鸡|鸭|鹅|家禽|牲畜|牲口|生猪|林地|山林|农田|农作物|也|就|者|住户|人家|房|屋|（|）|\(|\)|\/|间|亩|只|头|影响|涉及|造成|致|紧急|全部|安全|集中|情况|人)*$/

/** All figures of a text, in order. Subsets (其中…) of the same field and figures of what ought to be done are left out. */
export function figuresIn(text: string): Figure[] {
  const out: Claimant[] = []
  /** People told of in the clause before without a word yet of what became of them: 两个老人、一个娃被困. */
  let unclaimed = false
  let carried: Claimed | undefined
  let carriedText = ''
  /** The claim carried on has counted something already. */
  let spent = false
  const said = corrected(text)
  for (const clause of clausesOf(said)) {
    if (clause.first) {
      carried = undefined
      unclaimed = false
    }
    const claims = claimsIn(clause.text)
    const quantities = quantitiesIn(clause.text)
    const chains = chained(quantities)
    const before = chains.length && claims.length ? claims[0]!.from < chains[0]!.from : false
    let lastClaim: Claimed | undefined
    const listed = /[、和及]/.test(clause.after)
    const { says, saysBefore } = sayings(clause.text)
    let [passed, ahead] = [0, 0]
    for (const [i, chain] of chains.entries()) {
      const mixed = unclaimed && (i ? chain.from - chains[i - 1]!.to <= 1 : listed)
      unclaimed = false
      while (passed < claims.length && claims[passed]!.to <= chain.from) passed++
      while (ahead < claims.length && claims[ahead]!.from < chain.to) ahead++
      const left = claims[passed - 1]
      const nextFrom = chains[i + 1]?.from ?? clause.text.length + 1
      const next = claims[ahead]
      const right = next && next.from < nextFrom ? next : undefined
      const leftFrom = chains[i - 1]?.to ?? 0
      const leftNear = left && left.from >= leftFrom - 1 ? left : undefined
      const adjacent = leftNear && FILLER.test(clause.text.slice(leftNear.to, chain.from))
      const claim =
        adjacent && (before || !right || !FILLER.test(clause.text.slice(chain.to, right.from)))
          ? strongest(leftNear, right, clause.text)
          : right
            ? right
            : (leftNear ??
              left ??
              (chain.from <= 3 || clause.aside || GOES_ON.test(clause.text)
                ? carriedTo(carried, spent, clause.text)
                : undefined))
      if (!claim) unclaimed = chain.all.some((q) => q.unit === '人' || q.unit === '个')
      if (!claim) continue
      lastClaim = claim
      const afterPower =
        claim.name === 'affected' &&
        carried?.name === 'power' &&
        /^(?:影响|涉及|波及)/.test(clause.text.slice(claim.from))
      for (const q of chain.all) {
        const field = fieldOf(afterPower ? carried! : claim, q, clause.text, says, carriedText)
        if (!field) continue
        out.push({
          mixed,
          now: saysBefore(NOW, chain.from),
          before: saysBefore(ONCE, chain.from),
          field,
          value: q.value,
          from: `${clause.text.slice(Math.min(claim.from, q.from), Math.max(claim.to, q.to))}`,
          rule: `figure ${claim.name}`,
          total: /共|总|合计|累计|全村|全部|总计/.test(clause.text.slice(Math.max(0, chain.from - 6), chain.from)),
          part: saysBefore(PART, chain.from),
          aside: clause.aside,
        })
      }
    }
    if (lastClaim ?? claims.at(-1)) {
      carried = lastClaim ?? claims.at(-1)
      carriedText = clause.text
      spent = !!lastClaim
    }
  }
  return chosen(out)
}

const GOES_ON = /^(?:其中|共|有|还有|另有|另|分别|包括|总共|一共|累计|合计)/
/** 埋死猪6头，住户5人: what was counted of beasts says nothing of people. */
const carriedTo = (carried: Claimed | undefined, spent: boolean, clause: string): Claimed | undefined =>
  carried && spent && CASUALTY.has(BY_NAME.get(carried.name)!.fills.人 ?? '') && !GOES_ON.test(clause)
    ? undefined
    : carried

const NOW = /还有|仍有|尚有|还剩|剩下?|现有|目前/
const ONCE = /原报|原先|之前|先前|起初|最初|一开始/
const PART = /其中|含|包括|里面/

/** What a clause says, looked for once however many figures stand in it. */
function sayings(clause: string) {
  const ends = new Map<RegExp, number>()
  const endOf = (words: RegExp) => {
    if (!ends.has(words)) {
      const m = words.exec(clause)
      ends.set(words, m ? m.index + m[0].length : Number.POSITIVE_INFINITY)
    }
    return ends.get(words)!
  }
  return {
    says: (words: RegExp) => Number.isFinite(endOf(words)),
    saysBefore: (words: RegExp, at: number) => endOf(words) <= at,
  }
}

/** 已转移到村部的受威胁群众: a strong claim before the figure wins; a weak one (受灾, 影响, crop words) gives way to what follows. */
function strongest(left: Claimed, right: Claimed | undefined, text: string): Claimed {
  if (!right) return left
  const weak = left.name === 'crop' || left.name === 'affected'
  return weak &&
    right.name !== 'affected' &&
    right.name !== 'crop' &&
    right.name !== 'should' &&
    !/[，。]/.test(text.slice(left.to, right.from)) &&
    right.name !== 'evacuated'
    ? right
    : left
}

/** A figure as it was found, with how it stands among others of its field. */
interface Claimant extends Figure {
  total: boolean
  part: boolean
  aside: boolean
  /** Some of them were told of apart: 两个老人一个娃. */
  mixed: boolean
  /** 还有, 目前: as it stands now. 原报: as it once was. */
  now: boolean
  before: boolean
}

/** One value a field: as it stands now, or the total, else the first; casualties told apart without a total are left to be asked. */
function chosen(found: Claimant[]): Figure[] {
  const fields = [...new Set(found.map((f) => f.field))]
  const figures = fields.flatMap((field) => {
    const all = found.filter((f) => f.field === field)
    const whole = all.filter((f) => !f.part && !f.aside)
    const pool = whole.length ? whole : all
    const total = pool.find((f) => f.total)
    const casualty = CASUALTY.has(field)
    if (casualty && pool.some((f) => f.mixed)) return []
    const since = pool.some((f) => f.before) ? pool.find((f) => !f.before) : undefined
    const now = casualty && pool.length > 1 ? (pool.find((f) => f.now) ?? since) : undefined
    const { value, from, rule } = total ?? now ?? pool[0]!
    if (field === 'crop_area_mu' && !total && pool.length > 1 && new Set(pool.map((p) => p.from)).size === pool.length)
      return [
        { field, value: pool.reduce((sum, f) => sum + f.value, 0), from: pool.map((f) => f.from).join(' '), rule },
      ]
    if (casualty && !total && !now && new Set(pool.map((f) => f.value)).size > 1) return []
    return [{ field, value, from, rule }]
  })
  // 5人被困，救出3人，剩2人还在里面: those left are the ones still trapped
  const left = figures.find((f) => f.field === 'remaining_people')
  return left && figures.some((f) => f.field === 'rescued')
    ? figures.map((f) => (f.field === 'trapped' ? { ...f, value: left.value, from: left.from } : f))
    : figures
}

const ROOFS = /屋顶|瓦|棚/
const CASUALTY: ReadonlySet<string> = new Set(['deaths', 'missing', 'injured', 'trapped'])

function fieldOf(
  claim: Claimed,
  q: Quantity,
  clause: string,
  says: (words: RegExp) => boolean,
  context: string,
): string | undefined {
  const { fills } = BY_NAME.get(claim.name)!
  const unit = q.unit === 'bare' ? bareUnit(claim, clause) : q.unit
  if (unit === '间' && says(OUTBUILDINGS)) return undefined
  if (unit === '户' && /商户|摊/.test(clause.slice(q.to, q.to + 2))) return undefined
  if (claim.name === 'collapsed' && unit === '户' && says(ROOFS)) return 'houses_damaged_households'
  // down in a mine or a cave they are trapped, in the water they are missing
  if (claim.name === 'missing' && says(NOT_UP) && UNDERGROUND.test(`${context}${clause}`)) return 'trapped'
  if (claim.name === 'crop' && /林/.test(context) && /过火/.test(context)) return 'burned_area_mu'
  return fills[unit]
}

/** The unit of a number without one: 户数, (间), 面积 in its label say it, else the claim counts people. */
function bareUnit(claim: Claimed, clause: string): Unit {
  if (/户/.test(clause)) return '户'
  if (/间|房/.test(clause)) return '间'
  if (/亩|面积|农作物|作物/.test(clause)) return '亩'
  if (/头|只|牲畜|家禽/.test(clause)) return '头'
  return claim.name === 'power'
    ? '户'
    : claim.name === 'flooded'
      ? '户'
      : claim.name === 'collapsed' || claim.name === 'damaged' || claim.name === 'severe' || claim.name === 'minor'
        ? '间'
        : '人'
}

function claimsIn(clause: string): Claimed[] {
  const out: Claimed[] = []
  for (const m of clause.matchAll(CLAIM)) {
    const name = CLAIMS.find((c) => m.groups![c.name] !== undefined)!.name
    // 没转移, 无人受伤: nothing of the kind was done
    const before = clause.slice(Math.max(0, m.index - 4), m.index)
    if (name !== 'remaining' && name !== 'missing' && /(?:没|无|未|不|尚未|没有|没得|莫得)(?:人|人员)?$/.test(before)) {
      if (name === 'evacuated') out.push({ name: 'remaining', from: m.index, to: m.index + m[0].length })
      else out.push({ name: 'should', from: m.index, to: m.index + m[0].length })
      continue
    }
    if (name === 'evacuated' && /(?:要|应|需|须|请|拟|准备|计划|必须|待)(?:紧急|立即|马上|全部)?$/.test(before)) {
      out.push({ name: 'should', from: m.index, to: m.index + m[0].length })
      continue
    }
    const last = out.at(-1)
    // 已转移受威胁群众4户: those under threat are the ones moved; 停电影响56户: those affected are without power
    if (
      last &&
      m.index - last.to <= 2 &&
      ((last.name === 'evacuated' && (name === 'threatened' || name === 'affected')) ||
        (last.name === 'power' && name === 'affected'))
    ) {
      last.to = m.index + m[0].length
      continue
    }
    out.push({ name, from: m.index, to: m.index + m[0].length })
  }
  return out
}

function quantitiesIn(clause: string): Quantity[] {
  const out: Quantity[] = []
  for (const m of clause.matchAll(FAMILY)) {
    const n = numberOf(m[1]!)
    if (n === undefined) continue
    const at = { from: m.index, to: m.index + m[0].length, text: m[0] }
    out.push({ ...at, unit: '户', value: 1 }, { ...at, unit: '人', value: n })
  }
  const one = ONE.exec(clause)
  if (one) out.push({ unit: '人', value: 1, from: one.index + 1, to: one.index + one[0].length, text: one[0] })
  const taken = [...out]
  for (const m of clause.matchAll(QUANTITY)) {
    const g = m.groups!
    if (taken.some((q) => m.index < q.to && m.index + m[0].length > q.from)) continue
    const before = clause.slice(Math.max(0, m.index - 2), m.index)
    if (/[第初]$/.test(before)) continue
    if (/老$/.test(before) && g.people !== '口') continue
    const n = numberOf(g.n!)
    if (n === undefined) continue
    const unit: Unit = g.people
      ? g.people.startsWith('个') && g.people.length === 1
        ? '个'
        : '人'
      : g.house
        ? '户'
        : g.room
          ? '间'
          : g.mu
            ? '亩'
            : '头'
    let value = n + (g.half ? 0.5 : 0)
    if (g.mu?.startsWith('公顷')) value = Math.round(value * 15 * 1e4) / 1e4
    if (g.mu?.startsWith('分')) value = Math.round(value * 0.1 * 1e4) / 1e4
    out.push({ unit, value, from: m.index, to: m.index + m[0].length, text: m[0] })
  }
  if (!out.length) {
    const m = BARE.exec(clause)
    const n = m && numberOf(m.groups!.n!)
    if (m && n !== undefined && n !== null)
      out.push({ unit: 'bare', value: n, from: m.index + 1, to: clause.length, text: m[0] })
  }
  // 转移4户15: the number right behind the households is their people
  for (const m of clause.matchAll(THEIRS)) {
    const n = numberOf(m[1]!)
    if (n !== undefined && n % 1 === 0 && !out.some((q) => m.index < q.to && m.index + m[0].length > q.from))
      out.push({ unit: '人', value: n, from: m.index, to: m.index + m[0].length, text: m[0] })
  }
  return out.sort((a, b) => a.from - b.from)
}
const THEIRS = new RegExp(
  String.raw`(?<=[\d一二两三四五六七八九十]户)\s?(${NUM})(?=$|[到去进住在上下撤转安都全已])`,
  'g',
)

/** 4户13人, 1户3间: figures side by side share their claim. */
function chained(quantities: Quantity[]): { from: number; to: number; all: Quantity[] }[] {
  const out: { from: number; to: number; all: Quantity[] }[] = []
  for (const q of quantities) {
    const last = out.at(-1)
    if (last && q.from - last.to <= 1 && last.all.every((o) => o.unit !== q.unit)) {
      last.to = Math.max(last.to, q.to)
      last.all.push(q)
    } else out.push({ from: q.from, to: q.to, all: [q] })
  }
  return out
}

const OF = String.raw`(?:${NUM})\s?(?:户|人|间|亩|个|口|名|家|头)?`
const NOT_SO = new RegExp(String.raw`(?:不是|并非|而不是|不止|没有)${OF}(?:人)?(?=[，,。；;、\s是而]|$)`, 'g')
const BECOMES = '更正为|改为|改成|应为|应该是|更改为|变成|订正为|修正为|增加到|上升到|升到|增至|→|->'
const INTO = new RegExp(
  String.raw`(?:由|从|把|将|原报|之前报的?|刚才报的?|前面说的?)?${OF}[\u4e00-\u9fa5]{0,5}?\s?(?:${BECOMES})`,
  'g',
)

/** 是3户不是5户, 不是5户是3户, 由5户更正为3户: only what is said to be so stays. */
const corrected = (text: string): string => text.replace(NOT_SO, '，').replace(INTO, '为')

const WHO = '(?:人员|人畜|群众|村民|人口|人|什么人|任何人)?'
const NO =
  '(?<!有|是)(?:无|没有|没得|莫得|冇得|冇|未造成|没造成|未发生|暂无|暂未发现|暂没有?|没|未有|未见|不存在|尚无|目前无|也无|均无|都没有?|都没得|暂未造成|未接到|没发现|未发现)'
const REST = '(?:或|和|及|、|，)?'
/** Words that say a figure is nought. */
const NOUGHTS: [RegExp, string[]][] = [
  [
    new RegExp(
      `${NO}(?:任何|造成|新增|出现|发生)?${WHO}(?:因灾)?伤亡|伤亡(?:情况|人员|人数)?[:：]\\s{0,2}(?:无|没有|0|零)|人员(?:均|都)?无伤亡|人畜(?:均|都)?(?:平安|无伤亡|无恙)|零伤亡|0伤亡|无人?伤亡`,
    ),
    ['deaths', 'injured'],
  ],
  [
    new RegExp(
      `${NO}(?:任何|造成)?${WHO}(?:因灾)?(?:死|亡)?伤亡${REST}(?:或|和|及)?(?:失踪|失联)|(?:死亡|伤亡)(?:、|和|及)(?:失踪|失联)(?:人员)?[:：]?\\s?(?:无|0|零)|${NO}${WHO}(?:失踪|失联)|失联[:：]\\s?(?:无|没有)|失踪[:：]\\s?(?:无|没有)|无伤亡失联|${NO}${WHO}伤亡(?:失联|失踪|、失联|、失踪|和失联|和失踪|及失联|及失踪|或失联)`,
    ),
    ['missing'],
  ],
  [
    new RegExp(
      `${NO}(?:得|任何|造成)?${WHO}(?:受伤|负伤|挂彩|伤着|伤到|伤者)|${NO}(?:有)?伤(?:到|着)?(?:人|一个人)|没(?:有)?伤(?:到|着)?(?:什么)?人|人(?:员)?(?:都|倒|倒是|全|也|些)?(?:没|莫得|冇得|没得|没有|冇|无)(?:啥|什么|得)?(?:事|大碍|受伤|伤)|人(?:员)?(?:都|均|全部|全|也)?(?:平安|安全|无恙|无大碍|好好的|好着)|${NO}得?人(?:员)?伤(?!亡|心)|(?<!有)(?:没|冇|未|莫|没有|没得)(?:人)?(?:砸|压|碰|伤|磕|烫|炸|打|砸伤|撞)(?:到|着|伤|中)?(?:什么|到|着)?人|人(?:也|都|倒是?|又)?(?:没|冇|未)(?:砸|压|碰|烫)(?:到|着)|(?:没|冇|无|未)伤(?=[，。；;\\s！]|$)|没死没伤|一根(?:汗)?毛没伤|谁也没(?:伤|烫|砸|碰)着|皮都没破|no one hurt|受伤[:：]\\s?(?:无|没有)|无人受伤|no\\s?(?:one\\s)?injur|nobody\\s?(?:was\\s)?(?:hurt|injured)|no casualties|无受伤`,
      'i',
    ),
    ['injured'],
  ],
  [
    new RegExp(`${NO}(?:造成)?${WHO}死亡|没(?:有)?死人|没死没伤|[^伤]亡[:：]\\s?无|死亡[:：]\\s?(?:无|没有)|没有?人死`),
    ['deaths'],
  ],
  [
    new RegExp(
      `${NO}${WHO}(?:车辆|和车辆|及车辆|、车辆)?(?:被困|受困|被埋|被压|困在|埋在|困住|埋到)|(?<!没|未)都(?:已经?)?(?:被)?(?:救|挖|扒)(?:了)?(?:出|上|下)来|被困[:：]\\s?(?:无|没有)|(?<!有|是)(?:没有?|没得)(?:人|车)(?:人|车)?(?:困|埋|压)`,
    ),
    ['trapped'],
  ],
  [
    /(?:倒房|倒塌房屋|房屋倒塌)[:：]\s?(?:无|没有)|(?:无|没有)房屋倒塌|没(?:有)?倒房|无倒房/,
    ['houses_collapsed_rooms'],
  ],
]

/** Every figure of a text by its field; what is said to be none is 0. */
export function figures(text: string, put: (field: string, value: number, from: string, rule: string) => void): void {
  const down = UNDERGROUND.test(text)
  const found = labelledFirst(text, figuresIn(text)).filter(
    (f) => !(down && f.field === 'missing' && NOT_UP.test(text)),
  )
  const plain = corrected(text)
  const people = toldIn(plain)
  const { told, disputed } = casualtiesTold(plain, people, new Map(found.map((f) => [f.field, f.value])))
  // somebody is: then not nobody
  const hurt = new Set(people.flatMap((t) => (t.n ? [t.field as string] : [])))
  for (const [words, fields] of NOUGHTS) {
    const m = words.exec(text)
    // in a tale somebody is always well
    if (!m || (text.length > TALE && fields[0] === 'injured')) continue
    for (const field of fields) {
      const counted = hurt.has(field) || [...found, ...told].some((f) => f.field === field)
      if (!counted && !(field === 'injured' && LIMB_HURT.test(text))) put(field, 0, m[0], 'nought')
    }
  }
  // 堵死了, 热死个人: said of no death
  const dead = nobodyDied(text)
  for (const { field, n, from } of told) if (!dead || field !== 'deaths') put(field, n, from, 'casualty told')
  for (const { field, value, from, rule } of found)
    if (!disputed.has(field) && !(dead && field === 'deaths' && value)) put(field, value, from, rule)
  const money = moneyIn(text)
  if (money) put('direct_loss_wan', money.value, money.from, 'money')
}

/** 受伤：1 of a form: nothing else can be meant. */
export const FORM = 'form'
const LABELS: [RegExp, string][] = (
  [
    ['死亡|遇难|亡', 'deaths'],
    ['失踪|失联', 'missing'],
    ['受伤|伤', 'injured'],
    ['被困|受困|未升井', 'trapped'],
  ] as const
).map(([words, field]) => [
  new RegExp(
    `(?:^|[\\n\\s，,、；;：:|/0-9人名])(?:${words})(?:人数|人员|人口)?[:：\\s|]{0,2}(\\d{1,4}|零)\\s?(?:人|名)?(?=[\\s，,、；;。|/（(]|$)`,
  ),
  field,
])

/** 死亡 0 失踪 1 受伤 4: a number right behind its label is what the label says. */
const labelledFirst = (text: string, found: Figure[]): Figure[] => {
  const labelled = LABELS.flatMap(([words, field]): Figure[] => {
    const m = words.exec(text)
    return m
      ? [{ field, value: numberOf(m[1]!) ?? 0, from: m[0].trim(), rule: /[:：|]\s?\d/.test(m[0]) ? FORM : 'label' }]
      : []
  })
  return [...found.filter((f) => !labelled.some((l) => l.field === f.field)), ...labelled]
}

/** Somebody's leg: hurt without the word for it. */
const LIMB_HURT =
  /(?:腿|手|胳膊|头|腰|脚|脸|背|眼睛|肋骨|骨头)[^，。；]{0,3}(?:断|折|破|伤(?!心)|骨折|流血|出血|砸|划|烧|烫)/

/** What says of people, and not of their beasts, that they are dead, hurt, missing or trapped. */
const SPOKEN = CLAIMS.flatMap(({ words, fills }): [string, RegExp][] =>
  fills.人 && CASUALTY.has(fills.人) ? [[fills.人, new RegExp(words)]] : [],
)
const OF_BEASTS = /[^，。；]{0,6}(?:猪|牛|羊|鸡|鸭|鹅|鱼|牲口|家禽|[头只羽])[^，。；]{0,8}/g

const ALL_NOUGHTS = NOUGHTS.map(([words]) => new RegExp(words, `g${words.flags}`))

/** Casualties that a text speaks of otherwise than to say that there are none: with or without a figure. */
export function casualtiesIn(text: string): Set<string> {
  const rest = ALL_NOUGHTS.reduce((t, words) => t.replace(words, ''), text).replace(OF_BEASTS, '')
  const spoken = new Set(SPOKEN.filter(([, words]) => words.test(rest)).map(([name]) => name))
  if (nobodyDied(rest)) spoken.delete('deaths')
  return LIMB_HURT.test(rest) ? spoken.add('injured') : spoken
}

const LOSS = new RegExp(
  String.raw`(?:损失|估损|价值|直损|损失额|损失金额)[^0-9一二两三四五六七八九十半，。；;\n]{0,10}(${NUM.replace('万?', '')})(?:余|多|来|几)?(万[一二三四五六七八九]?|千|百|亿)?(余|多|来)?(?:块|元|人民币|左右|的样子|上下|$|[，。；;、\s/）)])`,
)

/** 直接损失约7.5万元 → 7.5; 一万五 → 1.5; 3000元 → 0.3. In 万元. */
function moneyIn(text: string): { value: number; from: string } | undefined {
  const m = LOSS.exec(text)
  const n = m && numberOf(m[1]!)
  if (!m || n === undefined || n === null) return undefined
  const unit = m[2] ?? ''
  const tail = /万([一二三四五六七八九])/.exec(unit)?.[1]
  const value = unit.startsWith('万')
    ? n + (tail ? '一二三四五六七八九'.indexOf(tail) * 0.1 + 0.1 : 0)
    : unit === '亿'
      ? n * 10000
      : (n * (unit === '千' ? 1000 : unit === '百' ? 100 : 1)) / 10000
  return { value: Math.round(value * 1e4) / 1e4, from: m[0] }
}
