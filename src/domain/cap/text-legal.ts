/** The eight things the law asks an alarm to state (突发事件应对法 2024 art 64), each with the words that state it. */

const LEGAL_FIELDS = [
  '种类',
  '级别',
  '开始时间',
  '可能影响范围',
  '警示事项',
  '应采取的措施',
  '发布单位',
  '发布时间',
] as const
export type LegalField = (typeof LEGAL_FIELDS)[number]

export interface LegalReading {
  field: LegalField
  /** As written, or as read where it is spread over the text; null = missing. */
  found: string | null
}

const BEGINS =
  /(?:未来|今后|预计|今天|今日|今晚|今夜|明天|明日|今明|目前|当前|即日起|现在|正在|已经|已出现|立即)[\u4e00-\u9fa5\d]{0,12}|\d{1,2}[日时](?:\d{1,2}[时分])?起|\d{1,3}小时内|\d{1,2}[日时](?:\d{1,2}[时分])?(?:\d{1,2}分)?[至到—~～-]/
const WARNS = /可能|风险|警惕|谨防|注意|防范|危险|易发生|易引发|极易|诱发|引发|较高|极高|等级高|气象等级/
/** Where no such word stands, what is forecast is the warning; the change of a colour is not. */
const FORECASTS = /将(?!.{0,40}(?:预警|[红橙黄蓝]色))|有(?:\d|强|暴|大|雷|短时|较)/
/** Something to do, beyond 请注意防范. */
const ASKS =
  /转移|撤离|避险|避让|停止|停课|停业|停工|停运|暂停|关闭|加固|远离|避免|避开|减少|巡查|排查|巡护|检查|值守|值班|待命|做好|作好|采取|落实|加强|禁止|严禁|不要|切勿|尽量|防御工作|应急准备|抢险|疏散|安置|清理|收拢|看管|管制|保暖|防暑降温|限行|慢行|绕行/

/** The clause that holds the first match, without its surroundings. */
function clauseWith(text: string, form: RegExp): string | null {
  const clause = text.split(/[，,。；;！!\n]/).find((c) => form.test(c))
  return clause ? clause.trim().slice(0, 80) : null
}

export interface LegalFacts {
  kind: string | null
  level: string | null
  area: string | null
  issuer: string | null
  issuedAt: string | null
  guides: readonly string[]
}

/** @param body the text around the guides, which are given on their own. */
export function legalFields(body: string, facts: LegalFacts): LegalReading[] {
  const found: Record<LegalField, string | null> = {
    种类: facts.kind,
    级别: facts.level,
    开始时间: BEGINS.exec(body)?.[0] ?? null,
    可能影响范围: facts.area,
    警示事项: clauseWith(body, WARNS) ?? clauseWith(body, FORECASTS),
    应采取的措施: facts.guides[0] ?? clauseWith(body, ASKS),
    发布单位: facts.issuer,
    发布时间: facts.issuedAt,
  }
  return LEGAL_FIELDS.map((field) => ({ field, found: found[field] }))
}
