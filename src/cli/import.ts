/**
 * `npm run import -- FILE.xlsx`: the roster from a workbook, everything or nothing. `--check` writes nothing, `--prune`
 * deactivates people who are not in it, `--template OUT.xlsx` writes an empty one.
 */
import { pathToFileURL } from 'node:url'
import { uuidv7 } from 'uuidv7'
import type { Database } from '#db/engine/client.ts'
import { importHazards, unknownOf } from '#db/hazard/import.ts'
import { importRoster } from '#db/roster/import.ts'
import { loadSettings } from '#db/roster/settings.ts'
import { loadRoster } from '#db/roster/snapshot.ts'
import { headsKnown, planHazards } from '#domain/hazard/import.ts'
import type { Roster } from '#domain/kernel/roster.ts'
import { STATE_WORDS } from '#domain/record/record.ts'
import { planRoster, type RosterPlan } from '#domain/roster/plan.ts'
import { SHEETS, saidFault } from '#domain/roster/sheet.ts'
import type { Config } from '../config.ts'
import type { SheetIn } from '../sheets/read.ts'
import { explanation, template } from '../sheets/template.ts'
import { openSheets, writeSheets } from '../sheets/workbook.ts'
import { contextAt } from './context.ts'
import { argumentsOf, main, withStation } from './station.ts'

const USAGE = `用法：
  npm run import -- 花名册.xlsx             导入
  npm run import -- --check 花名册.xlsx     只检查，不写入
  npm run import -- --prune 花名册.xlsx     导入，并停用表里没有的人
  npm run import -- --template 空表.xlsx    写一份空表
  npm run import -- 隐患台账.xlsx           导入原来的隐患台账（按表头认，同一份只记一次）；先用 --check 试一遍`

const KNOWN: string[] = Object.keys(SHEETS)
/** Faults said one by one; more are counted. */
const MOST_TOLD = 200

export interface ImportOptions {
  check: boolean
  prune: boolean
  now: Date
  say(line: string): void
}

/** @returns the exit code: 0 done, 1 with every fault said. */
export async function importFile(
  path: string,
  { db }: Pick<Database, 'db'>,
  config: Pick<Config, 'tz'>,
  { check, prune, now, say }: ImportOptions,
): Promise<number> {
  const sheets = await openSheets(path, (name) => KNOWN.includes(name))
  const shown = sheets.filter((s) => !s.hidden && KNOWN.includes(s.name))
  if (shown.length) for (const note of toldSheets(sheets)) say(`提醒：${note}`)
  const twice = shown.find((s, i) => shown.findIndex((x) => x.name === s.name) < i)
  if (twice) {
    say(`有两张表都叫“${twice.name}”，不知道该用哪一张。请改掉一张的名字再试。什么都没有写入。`)
    return 1
  }
  if (!shown.length) {
    const hazards = hazardSheet(await openSheets(path, () => true))
    if (hazards) return importHazardSheet(hazards, { db }, config, { check, now, say })
    for (const note of toldSheets(sheets)) say(`提醒：${note}`)
    say(`文件里没有认识的表。表名要是：${KNOWN.join('、')}。可先用 --template 写一份空表。`)
    return 1
  }
  const raw = Object.fromEntries(shown.map((s) => [s.name, s.rows]))
  const [roster, { duty_lines }] = await Promise.all([loadRoster(db, now), loadSettings(db)])
  const { plan, faults, notes } = planRoster(raw, roster, { newId: uuidv7, tz: config.tz, dutyLines: duty_lines })
  for (const note of notes) say(`提醒：${note}`)
  if (faults.length) {
    for (const fault of faults.slice(0, MOST_TOLD)) say(saidFault(fault))
    if (faults.length > MOST_TOLD) say(`……还有${faults.length - MOST_TOLD}处，先改上面这些。`)
    say(`共${faults.length}处要改，什么都没有写入。改好后再导入一次。`)
    return 1
  }
  for (const line of toldPlan(plan, roster, prune)) say(line)
  if (check) say('检查通过，没有写入。')
  else {
    await importRoster(db, plan, { prune, actor: 'cli:import', now, version: roster.version })
    say('已导入。')
  }
  return 0
}

/** The sheet of hazards in a file that is no roster: the one whose headings say most; a list of what was found before one of what was put right. */
function hazardSheet(sheets: SheetIn[]): SheetIn | undefined {
  const weighed = sheets
    .filter((s) => !s.hidden)
    .map((sheet) => ({ sheet, weight: headsKnown(sheet.rows) + (/隐患/.test(sheet.name) ? 3 : 0) }))
    .filter((s) => headsKnown(s.sheet.rows) >= FEWEST_HEADS)
  return weighed.sort((a, b) => b.weight - a.weight)[0]?.sheet
}
/** Headings by which a sheet is one of hazards: the problem, and two more. */
const FEWEST_HEADS = 3

/** @returns the exit code: 0 done, 1 with every fault said and nothing written. */
async function importHazardSheet(
  sheet: SheetIn,
  { db }: Pick<Database, 'db'>,
  { tz }: Pick<Config, 'tz'>,
  { check, now, say }: Omit<ImportOptions, 'prune'>,
): Promise<number> {
  const context = await contextAt(db, tz, now)
  const { rows, faults, notes } = planHazards(context, sheet.name, sheet.rows)
  say(`按隐患台账读“${sheet.name}”这一张。`)
  for (const note of notes.slice(0, MOST_TOLD)) say(`提醒：${note}`)
  if (faults.length) {
    for (const fault of faults.slice(0, MOST_TOLD)) say(saidFault(fault))
    if (faults.length > MOST_TOLD) say(`……还有${faults.length - MOST_TOLD}处，先改上面这些。`)
    say(`共${faults.length}处要改，什么都没有写入。改好后再导入一次。`)
    return 1
  }
  const fresh = await unknownOf(db, rows)
  const states = new Map<string, number>()
  for (const { record } of fresh)
    states.set(STATE_WORDS[record.state], (states.get(STATE_WORDS[record.state]) ?? 0) + 1)
  say(
    `隐患${rows.length}条，其中${rows.length - fresh.length}条以前已经导入；要新记${fresh.length}条${fresh.length ? `（${[...states].map(([words, n]) => `${words}${n}`).join('，')}）` : ''}。`,
  )
  if (check) say('检查通过，没有写入。')
  else say(`已导入${await importHazards(db, context, rows, 'cli:import')}条。`)
  return 0
}

/** What of the file is not read, or is read although nobody sees it. */
function toldSheets(sheets: SheetIn[]): string[] {
  const named = (list: SheetIn[]) => list.map((s) => s.name).join('、')
  const hidden = sheets.filter((s) => s.hidden)
  const strange = sheets.filter((s) => !s.hidden && !KNOWN.includes(s.name) && s.name !== explanation.name)
  return [
    ...(hidden.length ? [`隐藏的表没有读：${named(hidden)}。要导入，请先取消隐藏。`] : []),
    ...(strange.length ? [`没有读的表（不认识表名）：${named(strange)}。`] : []),
    ...sheets
      .filter((s) => !s.hidden && s.hiddenRows.length)
      .map(
        (s) =>
          `“${s.name}”里有${s.hiddenRows.length}行是隐藏的，也一起读了：第${s.hiddenRows.slice(0, 20).join('、')}行${s.hiddenRows.length > 20 ? '等' : ''}。`,
      ),
  ]
}

function toldPlan(plan: RosterPlan, known: Roster, prune: boolean): string[] {
  const fresh = plan.people.filter((p) => !known.people.has(p.id)).length
  const counts = [
    ['村', plan.villages.length],
    ['网格', plan.grids.length],
    ['人员', plan.people.length],
    ['群组', plan.groups.length],
    ['风险点', plan.places.length],
    ['值班', plan.shifts.length],
  ]
    .filter(([, n]) => n)
    .map(([noun, n]) => (noun === '人员' ? `人员${n}（新增${fresh}，更新${Number(n) - fresh}）` : `${noun}${n}`))
  const moved = plan.station && known.version && plan.station.code !== known.station.code
  return [
    counts.length ? counts.join('，') : '表里没有内容。',
    ...(moved
      ? [
          `提醒：本站原来是${known.station.township}，表里是${plan.station!.township}。原来的数据还在；正式使用请设 ANAN_DEMO=0 和一个新的 DATA_DIR 再导入。`,
        ]
      : []),
    ...(plan.missing.length
      ? [
          `花名册里有、表里没有的${plan.missing.length}人${prune ? '（将停用）' : '（没有动；要停用请加 --prune）'}：${plan.missing.map((p) => p.name).join('、')}`,
        ]
      : []),
  ]
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  main(async () => {
    const { options, rest } = argumentsOf(process.argv.slice(2), ['check', 'prune'])
    if (options.template !== undefined) {
      const out = options.template || rest[0]
      if (!out) throw new Error(USAGE)
      await writeSheets(out, template())
      console.error(`空表已写到 ${out}，怎么填见“说明”那一张。`)
      return 0
    }
    const [path] = rest
    if (!path) {
      console.error(USAGE)
      return 2
    }
    return withStation((database, config) =>
      importFile(path, database, config, {
        check: !!options.check,
        prune: !!options.prune,
        now: new Date(),
        say: (line) => console.error(line),
      }),
    )
  })
