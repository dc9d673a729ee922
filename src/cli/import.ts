/**
 * `npm run import -- FILE.xlsx`: the roster from a workbook, everything or nothing. `--check` writes nothing, `--prune`
 * deactivates people who are not in it, `--template OUT.xlsx` writes an empty one.
 */
import { pathToFileURL } from 'node:url'
import { uuidv7 } from 'uuidv7'
import type { Database } from '#db/client.ts'
import { importRoster } from '#db/facts/roster.ts'
import { loadRoster } from '#db/load/roster.ts'
import { loadSettings } from '#db/load/settings.ts'
import type { Roster } from '#domain/roster.ts'
import { planRoster, type RosterPlan } from '#domain/roster-plan.ts'
import { SHEETS, saidFault } from '#domain/roster-sheet.ts'
import type { Config } from '../config.ts'
import { template } from '../sheets/template.ts'
import { readSheets, writeSheets } from '../sheets/workbook.ts'
import { argumentsOf, main, withStation } from './station.ts'

const USAGE = `用法：
  npm run import -- 花名册.xlsx             导入
  npm run import -- --check 花名册.xlsx     只检查，不写入
  npm run import -- --prune 花名册.xlsx     导入，并停用表里没有的人
  npm run import -- --template 空表.xlsx    写一份空表`

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
  const sheets = await readSheets(path)
  const known = Object.keys(SHEETS)
  const named = Object.keys(sheets).filter((name) => known.includes(name))
  if (!named.length) {
    say(`文件里没有认识的表。表名要是：${known.join('、')}。可先用 --template 写一份空表。`)
    return 1
  }
  const [roster, { duty_lines }] = await Promise.all([loadRoster(db, now), loadSettings(db)])
  const { plan, faults, notes } = planRoster(sheets, roster, { newId: uuidv7, tz: config.tz, dutyLines: duty_lines })
  for (const note of notes) say(`提醒：${note}`)
  if (faults.length) {
    for (const fault of faults) say(saidFault(fault))
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
