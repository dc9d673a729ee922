/** Where: villages by the gazetteer (names, aliases, homophones), unknown ones by form; the most precise phrase; stakes K12+300. */
import { pinyin } from 'pinyin-pro'
import { BEFORE_PLACES } from './lexicon/before-places.ts'
import { LANDMARKS } from './lexicon/landmarks.ts'
import { PLACE_ENDS, PLACE_ENDS_ON, PLACE_ENDS_UNLESS } from './lexicon/place-ends.ts'
import { anyOf } from './lexicon/words.ts'
import { plainName } from './names.ts'
import { timeSpans } from './times.ts'

export interface Gazetteer {
  villages: { name: string; aliases?: string[] }[]
  places?: string[]
  units?: string[]
  /** Names of the roster, as it writes them. */
  people?: string[]
}
export interface CompiledGazetteer {
  /** Written form → the village's name; the longest first, so that 上石岭村 is never read as 石岭村. */
  villages: [string, string][]
  /** The sound of a village's name without its suffix → its name; sounds that two villages share are left out. */
  sounds: Map<string, string>
  places: string[]
  /** Plain form of a person's name → the name, the longest first. */
  people: [string, string][]
}

const SUFFIX = /(?:村民委员会|居民委员会|村委会|居委会|村|社区)$/
const bare = (name: string) => name.replace(SUFFIX, '')

export function compileGazetteer(g: Gazetteer): CompiledGazetteer {
  const villages = g.villages.flatMap((v) =>
    [...new Set([v.name, bare(v.name), ...(v.aliases ?? [])])]
      .filter((n) => n.length > 1)
      .map((n): [string, string] => [n, v.name]),
  )
  const sounds = new Map<string, string>()
  const shared = new Set<string>()
  for (const v of g.villages) {
    const sound = soundOf(bare(v.name))
    if (sounds.has(sound) && sounds.get(sound) !== v.name) shared.add(sound)
    sounds.set(sound, v.name)
  }
  for (const s of shared) sounds.delete(s)
  return {
    villages: villages.sort((a, b) => b[0].length - a[0].length),
    sounds,
    places: [...(g.places ?? [])].sort((a, b) => b.length - a.length),
    people: [...new Set(g.people ?? [])]
      .map((name): [string, string] => [plainName(name), name])
      .filter(([plain]) => plain.length > 1)
      .sort((a, b) => b[0].length - a[0].length),
  }
}

/** How a word sounds in a southern mouth: without tones, zh=z, ch=c, sh=s, n=l, h=f before u, -ng=-n. */
const soundOf = (word: string) =>
  pinyin(word, { toneType: 'none', type: 'array' })
    .map((s) =>
      s
        .replace(/^(z|c|s)h/, '$1')
        .replace(/^n/, 'l')
        .replace(/^hu/, 'f')
        .replace(/ng$/, 'n'),
    )
    .join(' ')

export interface Where {
  village?: string
  place?: string
  stake?: string
  /** Where the place phrase begins and ends in the text. */
  from?: number
  to?: number
}

/** Words before a village's name that do not belong to it. */
const BEFORE = new RegExp(`${anyOf(...BEFORE_PLACES)}$`)
const VILLAGE =
  /[\u4e00-\u9fa5]{1,8}?(?:村委会|村|社区|居委会)(?!巴|民|干部|支|里|级|镇|小学|道|口|部|头|尾|庄|落|寨|通|组(?![0-9一二三四五六七八九十]))/g
/** Places below a township that are no village, by their last word. */
const LANDMARK = LANDMARKS.join('|')
const SITE = new RegExp(`[\\u4e00-\\u9fa5]{0,6}?(?:${LANDMARK})`, 'g')
const A_SITE = new RegExp(`(?:${LANDMARK}|[组社屯寨庄]|[GSXYZC]\\d{3})`)
/** Up to the last landmark of a phrase and what part of it is meant. */
const UP_TO_SITE = new RegExp(
  `^.{0,24}(?:${LANDMARK}|[组社屯寨庄]|[GSXYZC]\\d{3,4}线?)点?(?:门口|旁边?|对面|背后|后面|下面|上面|边上|[边上下里内外后前脚顶底口处段头]{1,2}|[一二三四五六\\d]{1,2}楼)?`,
)
const STAKE =
  /([A-Za-z]\d{3,4}(?:线|县道|乡道|国道|省道)?)?\s?(?:([\u4e00-\u9fa5]{2,4}(?:公路|线))\s?)?([KkＫ]?\d{1,4}\s?[+＋]\s?\d{1,3})/
/** Words at which a place phrase ends: what happened, when, how many. */
const MARK = '[\\s，。,.;；:：、！!？?（()）【】[\\]"“”\'/|\\n*#~～^=_`<>{}…]'
const END = new RegExp(
  `^(?:${[
    MARK,
    anyOf(...PLACE_ENDS),
    ...PLACE_ENDS_UNLESS.map(([word, on]) => `${word}(?!${on})`),
    ...PLACE_ENDS_ON.map(([word, on]) => `${word}(?:${on})`),
  ].join('|')})`,
)

/** The first place a text names, with how it is called most precisely. */
export function whereIn(text: string, gazetteer: CompiledGazetteer): Where {
  const stake = stakeIn(text)
  const village = villageIn(text, gazetteer)
  const named = gazetteer.places
    .map((name) => ({ name, at: text.indexOf(name) }))
    .filter((p) => p.at >= 0)
    .sort((a, b) => a.at - b.at || b.name.length - a.name.length)[0]
  const start = village ? roadBefore(text, village.at) : (named?.at ?? (stake ? stake.at : siteIn(text)))
  if (start === undefined) return {}
  const phrase = phraseFrom(
    text,
    start,
    village ? village.at + village.written.length : named ? named.at + named.name.length : start + 1,
  )
  // a phrase that no village begins names a place only where it says what kind of place it is
  if (!village && !named && !stake && (!A_SITE.test(phrase.text) || /[把被]/.test(phrase.text))) return {}
  const stakePart =
    stake &&
    !phrase.text.replace(/\s/g, '').toUpperCase().includes(stake.value.slice(1)) &&
    Math.abs(stake.at - phrase.to) < 24
      ? stake.phrase
      : ''
  const told =
    village || named || stake
      ? phrase.text
      : (UP_TO_SITE.exec(phrase.text)?.[0] ?? '').replace(/^(?:在|到|去|爸|妈)/, '')
  const place = tidy(`${told}${stakePart}`, village)
  return {
    ...(village ? { village: village.name } : {}),
    ...(place ? { place } : {}),
    ...(stake ? { stake: stake.value } : {}),
    from: start,
    to: phrase.to,
  }
}

function tidy(place: string, village: { name: string; written: string } | undefined): string {
  const plain = place
    .replace(/\s+/g, '')
    .replace(/处$/, '')
    .replace(/[*＊#~～_]{1,8}$/, '')
    .replace(/(?:那个|这个|那家|这家|那边|这边|那里|这里|那|的)(?=[\u4e00-\u9fa5])/g, '')
  return village &&
    plain.startsWith(village.written) &&
    village.written.length < village.name.length &&
    !plain.startsWith(village.name)
    ? `${village.name}${plain.slice(village.written.length)}`
    : plain
}

/** 青石公路下坪村路段: the road named right before belongs to the place. */
function roadBefore(text: string, at: number): number {
  const m = /(?:[A-Za-z]\d{3,4}线?|[\u4e00-\u9fa5]{2}(?:公路|国道|省道|县道|大道|高速))$/.exec(
    text.slice(Math.max(0, at - 8), at),
  )
  return m ? at - m[0].length : at
}

/** From a start to the first word that says what happened, when, or how many. */
function phraseFrom(text: string, from: number, least: number): { text: string; to: number } {
  let to = least
  const most = Math.min(text.length, least + 22)
  while (to < most) {
    const rest = text.slice(to, to + 12)
    const group =
      /^\s?第?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?(?:村民小组|小组|组|社|队|屯|栋|号楼|楼|单元|号|网格|片|弄|巷|街)/.exec(
        rest,
      )
    if (group) {
      to += group[0].length
      continue
    }
    const stake =
      /^\s?(?:[A-Za-z]\d{3,4}(?:线|县道|乡道)?)?\s?[Kk]?\d{1,4}[+]\d{1,3}(?:处|段)?/.exec(text.slice(to, to + 20)) ??
      /^[A-Za-z]\d{3,4}线?/.exec(rest)
    if (stake?.[0]) {
      to += stake[0].length
      continue
    }
    const filler =
      /^(?:的|那个|这个|那家|这家|那边|这边|那里|这里)(?=[\u4e00-\u9fa5]{2,6}(?:店|家|屋|后面|后山|旁|边|楼|厂|场|库|门|桥|路|坎|坡|院|校|房|背后|对面|滑坡点|地灾点|沟))/.exec(
        rest,
      )
    if (filler) {
      to += filler[0].length
      continue
    }
    if (to > from && END.test(rest)) break
    to += 1
  }
  return { text: text.slice(from, to), to }
}

interface FoundVillage {
  name: string
  written: string
  at: number
}

/** The first village: by its name, by its form, or by how it sounds. */
export function villageIn(text: string, gazetteer: CompiledGazetteer): FoundVillage | undefined {
  let best: FoundVillage | undefined
  for (const [written, name] of gazetteer.villages) {
    const at = text.indexOf(written)
    if (at < 0 || !standsAlone(text, at, written) || MERELY.test(text.slice(Math.max(0, at - 8), at))) continue
    if (!best || at < best.at || (at === best.at && written.length > best.written.length)) best = { name, written, at }
  }
  const formed = formedVillage(text, gazetteer, best?.at ?? text.length)
  return formed && (!best || formed.at < best.at) ? formed : best
}

/** 石岭村 is not what 上石岭村 means, and 双溪 in 双溪桥镇 is none. */
function standsAlone(text: string, at: number, written: string): boolean {
  const before = text.slice(Math.max(0, at - 1), at)
  if (/[上下大小新老东西南北]/.test(before) && !BEFORE.test(text.slice(Math.max(0, at - 4), at))) return false
  return SUFFIX.test(written) || !/^(?:镇|乡|县|市|河|中学|线)/.test(text.slice(at + written.length))
}

/** What its form needs: without it the costly look is spared. */
const A_VILLAGE = /[村居组社]/
/** With blanks for what says when: no name begins in 去年12月 or 上午11点多. */
function untimed(text: string): string {
  let from = 0
  const left = timeSpans(text).map(({ index, end }) => {
    const piece = text.slice(from, index) + ' '.repeat(end - index)
    from = end
    return piece
  })
  return left.join('') + text.slice(from)
}

/** A village that stands before this place in the text, by the form of its name. */
function formedVillage(whole: string, gazetteer: CompiledGazetteer, before: number): FoundVillage | undefined {
  if (!A_VILLAGE.test(whole)) return undefined
  const text = untimed(whole)
  for (const m of text.matchAll(VILLAGE)) {
    if (m.index > before) break
    const suffix = /(?:村委会|村|社区|居委会)$/.exec(m[0])![0]
    const run = m[0].slice(0, -suffix.length)
    const name = nameOf(run)
    if (!name) continue
    const at = m.index + run.length - name.length
    if (at >= before) return undefined
    if (MERELY.test(text.slice(0, at))) continue
    const full = `${name}${suffix === '村委会' ? '村' : suffix === '居委会' ? '社区' : suffix}`
    const known = gazetteer.sounds.get(soundOf(name))
    return {
      name: known ?? full,
      written: `${name}${suffix.replace('委会', '')}`,
      at,
    }
  }
  // 黄泥坳三组: the group says that what stands before it is a village
  for (const m of text.matchAll(GROUPED)) {
    if (m.index > before) break
    const name = nameOf(m[1]!)
    const at = m.index + m[1]!.length - (name?.length ?? 0)
    if (name && at >= before) return undefined
    if (!name || MERELY.test(text.slice(0, at))) continue
    return { name: gazetteer.sounds.get(soundOf(name)) ?? `${name}村`, written: name, at }
  }
  return undefined
}
const GROUPED =
  /([\u4e00-\u9fa5]{2,8}?)(?:第)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:村民小组|组|社)(?!织|长|合|区|会)/g
/** Before a village that is threatened, asked to act or only told of, not where it happened. */
const MERELY = /(?:下游|威胁(?:到)?|危及|殃及|建议|请|责任单位[:：]?|督促|责令|通知|联系|波及)(?:的)?$/

/** The village's own name at the end of a run of characters: what is left when the words before it are taken off. */
function nameOf(run: string): string | undefined {
  for (let from = Math.max(0, run.length - 4); from < run.length; from++) {
    const name = run.slice(from)
    if (name.length < 2) break
    const head = run.slice(0, from)
    if (head && (!BEFORE.test(head) || ACROSS.test(run.slice(0, from + 1)) || splits(run, from))) continue
    // 在大枫, 建议罗塘: the beginning does not belong to it
    if (name.length > 2 && [1, 2].some((n) => name.length - n >= 2 && BEFORE.test(name.slice(0, n)))) continue
    if (NO_NAME.test(name) || GEAR.test(name) || BEFORE.test(name)) continue
    return name
  }
  // nothing marks where the name begins: the last two characters are the likeliest
  const name = run.slice(-2)
  return run.length >= 2 && !NO_NAME.test(name) && !GEAR.test(name) && !BEFORE.test(name) ? name : undefined
}
/** The second half of a word begins no name: 到达石岭, 刚才石岭. */
const ACROSS = /(?:到达|抵达)$/
const splits = (run: string, from: number) => (BEFORE.exec(run.slice(0, from + 1))?.[0].length ?? 0) > 1
/** 对讲机三组: gear. */
const GEAR = /(?:[话机]|喇叭|广播|电台|警报器|报警器)$/
const NO_NAME =
  /村|社区|[离个半整进出回到]$|^(?:.?(?:各|全|本|每|几个|我们|这个|那个|哪个|两个|三个|行政|自然|美丽|乡|农|隔壁|邻|驻|进|出|回|下|的|了|在|到|和|从|去|家|是))$/

const BROUGHT = /送(?:到|去|往|至|进)?了?[^，。]{0,4}(?:医院|卫生院|卫生室)$/

/** The beginning of a phrase that ends in a landmark: 青龙坑水库, 镇小学. */
function siteIn(text: string): number | undefined {
  for (const m of text.matchAll(SITE)) {
    const word = m[0]
    let from = m.index
    for (let cut = word.length - 2; cut > 0; cut--) {
      if (BEFORE.test(word.slice(0, cut))) {
        from = m.index + cut
        break
      }
    }
    // 已经送卫生院: where somebody was brought, not where it happened
    if (BROUGHT.test(word)) continue
    if (
      text.slice(from, m.index + word.length).length < 2 ||
      /^(?:物业|公司|集团|习|同志|某)/.test(text.slice(m.index + word.length))
    )
      continue
    if (
      /^(?:后山|上山|进山|下山|出山|上路|走路|半路|一路|没路|大路|公路|道路|这路|通路|过路|带路|赶路|上坡|下坡|放水|下河|过河|一段|这段|那段|上楼|下楼|一楼|二楼|三楼|车路)$/.test(
        text.slice(from, m.index + word.length),
      ) &&
      text.length > 12
    )
      continue
    // 5组李强家: the group's number belongs to it
    while (from > 0 && /[\d一二三四五六七八九十]/.test(text[from - 1]!) && /^[组社队]/.test(text.slice(m.index)))
      from -= 1
    return from
  }
  return /[GSXYZC]\d{3,4}线?/.exec(text)?.index
}

interface FoundStake {
  value: string
  phrase: string
  at: number
}

function stakeIn(text: string): FoundStake | undefined {
  const m = STAKE.exec(text)
  if (!m) return undefined
  const value = m[3]!.replace(/\s/g, '').replace('＋', '+').toUpperCase().replace('Ｋ', 'K')
  return { value, phrase: `${m[1] ?? ''}${m[2] ?? ''}${value}`.replace(/\s/g, ''), at: m.index }
}
