/** Where: villages by the gazetteer (names, aliases), unknown ones by form; the most precise phrase; stakes K12+300. */

export interface Gazetteer {
  villages: { name: string; aliases?: string[] }[]
  places?: string[]
  units?: string[]
}
export interface CompiledGazetteer {
  villages: [string, string][]
  places: string[]
}

/** Longest names first, so that 上石岭村 is never read as 石岭村. */
export function compileGazetteer(g: Gazetteer): CompiledGazetteer {
  const villages = g.villages.flatMap((v) =>
    [v.name, ...(v.aliases ?? [])].filter((n) => n.length > 1).map((n): [string, string] => [n, v.name]),
  )
  return {
    villages: villages.sort((a, b) => b[0].length - a[0].length),
    places: [...(g.places ?? [])].sort((a, b) => b.length - a.length),
  }
}

const UNKNOWN =
  /(?:^|[^\u4e00-\u9fa5]|在|我们|咱们|的|到|和|受|至)([\u4e00-\u9fa5]{2,3}(?:村|社区))(?!委|部|民|干|小学|口|里|级|镇|组)/
const STAKE = /[Kk]?\d{1,4}\s?[+＋]\s?\d{1,3}/
/** What may follow a village in a place phrase: groups, landmarks, roads. */
const TAIL =
  /^(?:第?[0-9一二三四五六七八九十]{1,3}\s?(?:组|社|队|屯|栋|号楼|号)|[A-Z]\d{3,4}线|[\u4e00-\u9fa5]{0,10}?(?:后山|屋后|背后|门口|路口|桥头|桥|河段|水库|山塘|学校|小学|幼儿园|菜市场|农贸市场|市场|小卖部|卫生室|工地|公路|河堤|堤|广场|仓库|厂|采石场|后面|边坡|下街|上街|老屋|家|楼下|路段|隧道|村部|码头|老河湾))/

export interface Where {
  village?: string
  place?: string
  stake?: string
}

/** The first place a text names. */
export function whereIn(text: string, gazetteer: CompiledGazetteer): Where {
  const stake = STAKE.exec(text)?.[0].replace(/\s/g, '').replace('＋', '+').toUpperCase()
  let best: { name: string; written: string; at: number } | undefined
  for (const [written, name] of gazetteer.villages) {
    const at = text.indexOf(written)
    if (at >= 0 && (!best || at < best.at || (at === best.at && written.length > best.written.length)))
      best = { name, written, at }
  }
  if (!best) {
    const m = UNKNOWN.exec(text)
    if (m) best = { name: m[1]!, written: m[1]!, at: m.index + m[0].indexOf(m[1]!) }
  }
  if (!best) return stake ? { stake, place: roadStake(text, stake) } : {}
  let place = best.name
  let rest = text.slice(best.at + best.written.length).replace(/^(?:村|社区)/, '')
  for (let i = 0; i < 3; i++) {
    const m = TAIL.exec(rest)
    if (!m) break
    place += m[0].trim()
    rest = rest.slice(m[0].length)
  }
  if (stake && !place.includes(stake)) place = `${place}${roadStake(text, stake)}`
  return { village: best.name, place, ...(stake ? { stake } : {}) }
}

const roadStake = (text: string, stake: string) => `${/[A-Z]\d{3,4}线?/.exec(text)?.[0] ?? ''}${stake}`
