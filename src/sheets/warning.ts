import { findWarning, obligationsOf } from '#db/load/lists.ts'
import { dutyWords } from '#domain/warning.ts'
import { type Col, type Exporting, saying, sheet } from './columns.ts'
import type { SheetOut } from './workbook.ts'

/** `warning:ID`: the original as received, and everybody who was asked with when and how they answered (叫应 must be provable). */
export async function warningSheets(x: Exporting, ref: string): Promise<SheetOut[]> {
  const row = await findWarning(x.db, ref)
  if (!row) throw new Error(`没有编号或 id 是“${ref}”的预警。编号在预警卡片上，例如 warning:YJ-20261124-001。`)
  const { local, person, village, words } = saying(x)
  const { roster } = x.ground
  const facts: [string, unknown][] = [
    ['编号', row.no],
    ['演练', row.drill ? '演练' : ''],
    ['发布单位', row.issuer ?? '未写明'],
    ['发布时间', local(row.issuedAt) || '未写明'],
    ['收到时间', local(row.createdAt)],
    ['发出时间', local(row.openedAt)],
    ['结束时间', local(row.endedAt)],
    ['范围', row.villages.map(village).join('、') || `全${roster.station.township}`],
    ['原文', row.original],
    ['原文 SHA-256', row.hash],
    ['站里要求', row.task ?? ''],
  ]
  type Duty = Awaited<ReturnType<typeof obligationsOf>>[number]
  const HOW: Record<string, string> = { button: '点按钮', word: '回复', call: '电话', report: '报情况' }
  const REACH: Record<string, string> = { ok: '', unbound: '无账号，打电话', on_leave: '请假，打电话' }
  const phone = (id: string) => words(roster.people.get(id)?.phone ?? '')
  const cols: Col<Duty>[] = [
    ['村', (o) => o.village ?? village(o.villageCode)],
    ['姓名', (o) => o.name || person(o.personId)],
    ['身份', (o) => dutyWords(o.role)],
    ['手机', (o) => phone(o.personId)],
    ['应答时间', (o) => local(o.answeredAt)],
    ['方式', (o) => HOW[o.answeredHow ?? ''] ?? ''],
    ['应答', (o) => words(o.answer ?? '')],
    ['未应答', (o) => (o.answeredAt ? '' : o.endedAt ? '已由新的预警接替' : '未应答')],
    ['已催', (o) => o.step],
    ['备注', (o) => REACH[o.reach] ?? ''],
  ]
  return [
    { name: '预警原文', head: ['项目', '内容'], rows: facts },
    sheet('叫应情况', cols, await obligationsOf(x.db, [row.id])),
  ]
}
