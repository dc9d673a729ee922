/** Who issued it: bodies named in a text. Only the body as written is taken; who may issue what is for the officer to judge. */

const BODIES = [
  '气象台',
  '气象局',
  '气象站',
  '气象服务中心',
  '气象灾害预警中心',
  '气象部门',
  '突发事件预警信息发布中心',
  '预警信息发布中心',
  '预警发布中心',
  '预警中心',
  '防汛抗旱指挥部办公室',
  '防汛抗旱指挥部',
  '防汛防台抗旱指挥部办公室',
  '防汛防台抗旱指挥部',
  '防汛防旱指挥部办公室',
  '防汛防旱指挥部',
  '防汛指挥部办公室',
  '防汛指挥部',
  '三防指挥部办公室',
  '三防指挥部',
  '防汛办',
  '三防办',
  '防指办',
  '防指',
  '森林草原防灭火指挥部办公室',
  '森林草原防灭火指挥部',
  '森林防灭火指挥部办公室',
  '森林防灭火指挥部',
  '森林防火指挥部办公室',
  '森林防火指挥部',
  '森防指办公室',
  '森防办',
  '森防指',
  '减灾委员会办公室',
  '减灾委员会',
  '减灾委办公室',
  '应急指挥部办公室',
  '应急指挥部',
  '应急管理局',
  '应急管理厅',
  '应急管理部',
  '应急局',
  '应急办',
  '水利局',
  '水利厅',
  '水利部',
  '水务局',
  '水文局',
  '水文中心',
  '水文站',
  '水文水资源勘测局',
  '水文水资源勘测中心',
  '水文水资源中心',
  '自然资源和规划局',
  '规划和自然资源局',
  '自然资源局',
  '自然资源厅',
  '自然资源部',
  '国土资源局',
  '国土局',
  '林业和草原局',
  '林业局',
  '林草局',
  '生态环境局',
  '农业农村局',
  '公安局交通警察大队',
  '公安局交警大队',
  '交警大队',
  '公安局',
  '交通运输局',
  '住房和城乡建设局',
  '人民政府办公室',
  '人民政府',
].sort((a, b) => b.length - a.length)

const byFirst = new Map<string, string[]>()
for (const body of BODIES) byFirst.set(body[0]!, [...(byFirst.get(body[0]!) ?? []), body])

/** Characters of a longest full name: 新疆维吾尔自治区……自治县. */
const MAX_NAME = 30
const NAME_CHARACTER = /[\u4e00-\u9fa5×某○〇xX]/

/** What may stand right before a body's name and is not of it. */
const LEADS =
  /^(?:.{0,20}(?:接到|接(?=[省市县区])|根据|按照|转发自|转发|来源于|来自|刚刚|目前|当前|消息称|最新消息|通报|通知|提醒|紧急|加急|特急|速转|请转|扩散|信号|预警(?!中心|发布|信息))|[据由接]|经(?!开|济))/
const JOINTS = /^(?:、|和|与|及|以及|会同|联合|，)?$/

export interface Issuer {
  text: string
  at: number
  end: number
}

/** Bodies named, joint ones as one: 县自然资源局和县气象局. A named source of the relay (来源：…) is none. */
export function issuersIn(text: string): Issuer[] {
  const found: Issuer[] = []
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const body = byFirst.get(text[i]!)?.find((b) => text.startsWith(b, i))
    if (!body) continue
    const end = i + body.length
    const at = nameStart(text, i, from)
    from = end
    i = end - 1
    if (/来源[:：于]?$/.test(text.slice(Math.max(0, at - 4), at))) continue
    const last = found.at(-1)
    if (last && JOINTS.test(text.slice(last.end, at))) {
      last.end = end
      last.text = text.slice(last.at, end)
    } else found.push({ text: text.slice(at, end), at, end })
  }
  return found
}

/** Back from the body over its place names, as far as letters run and no lead or joint parts them. */
function nameStart(text: string, body: number, from: number): number {
  let at = body
  while (at > from && body - at < MAX_NAME && NAME_CHARACTER.test(text[at - 1]!)) at--
  const lead = LEADS.exec(text.slice(at, body))
  if (lead) at += lead[0].length
  // right after another body a joint may come first: 县水利局和县气象局
  const joint = at === from && from > 0 ? /^(?:以及|会同|联合|[和与及])/.exec(text.slice(at, body)) : null
  return at + (joint?.[0].length ?? 0)
}

/** A bare place that issues, right before what is given: 青溪县8时发布 → 青溪县. */
export function placeBefore(text: string): string | null {
  const m = /[\u4e00-\u9fa5]{1,20}(?:省|市|县|区|旗|州|镇|乡)$/.exec(text.slice(-22))
  return m ? m[0].replace(LEADS, '') || null : null
}
