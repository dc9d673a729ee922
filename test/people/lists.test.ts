/** The township's lists: views over the same facts, in the form in which they are filed. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PhotonImage } from '@cf-wasm/photon/node'
import { strFromU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#domain/kernel/roster.ts'
import { fetchMedia } from '#jobs/media.ts'
import { checkPack, exportFile } from '#src/cli/export.ts'
import { readSheets } from '#src/sheets/workbook.ts'
import { createWorld, recordingChannel, type World } from '../world/world.ts'
import { type Folder, listIn, openFolder } from './books.ts'

let w: World
let folder: Folder
let dataDir: string
let owner: Person
const numbers: string[] = []

/** A photo of one colour, wider than high. */
function photoOf(red: number): Buffer {
  const [width, height] = [640, 480]
  const pixels = new Uint8Array(width * height * 4).fill(255)
  for (let i = 0; i < pixels.length; i += 4) pixels[i] = red
  return Buffer.from(new PhotonImage(pixels, width, height).get_bytes_jpeg(80))
}

let sent = 0
/** Photos that were sent arrive, each of a colour of its own. */
async function photosArrive() {
  const look = {
    media: async () => {
      sent += 1
      return { bytes: photoOf(sent * 40), type: 'image/jpeg' }
    },
    accounts: async () => new Map<string, string>(),
    members: async () => [],
  }
  const channels = new Map([['web', { ...recordingChannel().channel, look }]])
  await fetchMedia({ db: w.db, channels, mediaDir: join(dataDir, 'media'), now: w.clock.now, log: { warn() {} } })
}

const image = (key: string) => ({ attachments: [{ kind: 'image' as const, key }] })

beforeAll(async () => {
  folder = await openFolder()
  dataDir = await mkdtemp(join(tmpdir(), 'anan-lists-'))
  w = await createWorld()
  const member = w.person('grid_member', '石岭村')
  const chat = w.groupOf('石岭村')
  const found = async (text: string, more = {}) => {
    await w.says(member, chat, text, more)
    numbers.push(String((await w.latest('records', { kind: 'hazard_report' }))!.no))
  }
  await found('隐患：石岭村石材厂电线裸露，责任单位：石岭石材厂', image('found'))
  await found('隐患：石岭村3组边坡有落石')
  await found('隐患：石岭村鑫源五金厂灭火器过期，责任单位：鑫源五金厂，联系人13800009999')
  await found('隐患：石岭村石材厂没有防护栏，责任单位：石岭石材厂')
  await w.says(member, chat, '巡查：石岭水库，正常', image('round'))
  await photosArrive()
  w.clock.forward(60)
  const [first] = await w.rows('records', { no: numbers[0]! })
  owner = w.roster.people.get(String(first!.ownerId))!
  await w.says(owner, `p2p:${owner.id}`, `${numbers[0]} 整改完成`, image('done'))
  await photosArrive()
})
afterAll(async () => {
  await w.close()
  await folder.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function written(kind: string, more: { unit?: string; village?: string; full?: boolean } = {}) {
  const path = folder.path()
  await exportFile(
    kind,
    path,
    { db: w.db },
    { tz: 'Asia/Shanghai', dataDir },
    { full: false, drill: false, now: w.clock.now(), actor: 'test', ...more },
  )
  return path
}
const lists = async (...of: Parameters<typeof written>) => {
  const sheets = await readSheets(await written(...of))
  return Object.fromEntries(Object.entries(sheets).map(([name, rows]) => [name, listIn(rows)]))
}
const parts = async (path: string) => unzipSync(await readFile(path))

describe('three lists', () => {
  test('stand unit by unit, and a place is no unit', async () => {
    const { 检查清单, 隐患清单, 整改清单, 变更记录 } = await lists('three-lists')
    expect([检查清单, 变更记录].every(Boolean)).toBe(true)
    const units = ['石岭石材厂', '石岭石材厂', '鑫源五金厂', '石岭村']
    expect(隐患清单!.rows.map((r) => r.单位).sort()).toEqual(expect.arrayContaining([...units].sort()))
    expect(整改清单!.rows.map((r) => r.单位)).toEqual(隐患清单!.rows.map((r) => r.单位))
    // what is of no unit stands under its village, with its place and owner beside it
    expect(隐患清单!.rows.find((r) => r.编号 === numbers[1])).toMatchObject({ 单位: '石岭村', 地点: '石岭村3组边坡' })
    // rows of one unit stand together, whatever was found when
    const order = 隐患清单!.rows.map((r) => r.单位)
    expect(order.filter((u, i) => u !== order[i - 1])).toHaveLength(new Set(order).size)
    expect(隐患清单!.rows.map((r) => r.序号)).toEqual(隐患清单!.rows.map((_, i) => i + 1))
  })
  test('of one unit alone', async () => {
    const { 隐患清单, 变更记录 } = await lists('three-lists', { unit: '石岭 石材厂' })
    expect(隐患清单!.rows.map((r) => r.编号).sort()).toEqual([numbers[0], numbers[3]].sort())
    expect(隐患清单!.line).toContain('责任单位：石岭石材厂')
    expect(变更记录!.rows.every((r) => r.责任单位 === '石岭石材厂')).toBe(true)
  })
  test('of one village alone; one that there is not is said', async () => {
    expect((await lists('three-lists', { village: '双溪村' })).隐患清单!.rows.map((r) => r.编号)).not.toContain(
      numbers[0],
    )
    await expect(written('three-lists', { village: '没有的村' })).rejects.toThrow(
      '没有“没有的村”这个村。例如 --village',
    )
  })
})

test('the history says who changed what, from what to what, and when', async () => {
  const { 变更记录 } = await lists('four-lists')
  const of = 变更记录!.rows.filter((r) => r.编号 === numbers[0])
  expect(of[0]).toMatchObject({ 什么: '登记', 改为: expect.stringContaining('电线裸露') })
  expect(of).toContainEqual(
    expect.objectContaining({ 什么: '状态', 原来: '待整改', 改为: expect.stringMatching(/^待复查/), 谁: owner.name }),
  )
  expect(of.every((r) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(String(r.时间)))).toBe(true)
  expect(of.map((r) => r.台账序号)).toEqual([...of.map((r) => Number(r.台账序号))].sort((a, b) => a - b))
})

test('the form: title, unit and period, heads in two rows, a line to sign, and how it prints', async () => {
  const path = await written('four-lists')
  const { 隐患清单 } = await lists('four-lists')
  expect(隐患清单!.title).toMatch(/隐患清单$/)
  expect(隐患清单!.line).toMatch(/填报单位：.+期间：2025-11-24 至 2026-11-24.+制表：/)
  expect(隐患清单!.last).toMatch(/填报人：.+签字/)
  const book = await parts(path)
  const sheet = strFromU8(book['xl/worksheets/sheet2.xml']!)
  expect(sheet).toMatch(/<mergeCell ref="A1:[A-Z]+1"\/>/)
  expect(sheet).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>')
  expect(sheet).toContain('fitToPage="1"')
  expect(sheet).toContain('第 &amp;P 页，共 &amp;N 页')
  expect(strFromU8(book['xl/workbook.xml']!)).toContain(`_xlnm.Print_Titles" localSheetId="1">'隐患清单'!$1:$4<`)
})

test('photos before and after stand small in their rows', async () => {
  const path = await written('four-lists')
  const book = await parts(path)
  const images = Object.keys(book).filter((name) => name.startsWith('xl/media/'))
  expect(images.length).toBeGreaterThanOrEqual(3)
  for (const name of images) {
    expect([...book[name]!.slice(0, 2)]).toEqual([0xff, 0xd8])
    expect(book[name]!.length).toBeLessThan(20_000)
  }
  // two of the first hazard's row: as it was found, and as it was put right
  const drawing = strFromU8(book['xl/drawings/drawing2.xml']!)
  expect(drawing.match(/<xdr:oneCellAnchor>/g)).toHaveLength(2)
})

test('a photo that cannot be shown is said, and what people wrote is never a formula', async () => {
  const member = w.person('grid_member', '石岭村')
  await w.says(member, w.groupOf('石岭村'), '隐患：石岭村4组路灯漏电，责任单位=HYPERLINK("http://x")厂', image('later'))
  const path = await written('three-lists')
  const xml = Object.entries(await parts(path))
    .filter(([name]) => name.startsWith('xl/worksheets/sheet'))
    .map(([, bytes]) => strFromU8(bytes))
    .join('')
  expect(xml).not.toContain('<f>')
  expect(xml).not.toMatch(/<t xml:space="preserve">[=+@-]/)
})

test('phones are masked unless whoever exports may see them', async () => {
  expect(JSON.stringify(await lists('four-lists'))).not.toContain('13800009999')
  expect(JSON.stringify(await lists('four-lists', { full: true }))).toContain('13800009999')
})

test('patrols: each round with its photo, and each member’s month', async () => {
  const { 巡查记录, 月度巡查报告 } = await lists('patrols')
  expect(巡查记录!.rows.map((r) => r.巡查人)).toContain(w.person('grid_member', '石岭村').name)
  expect(月度巡查报告!.rows).toContainEqual(
    expect.objectContaining({ 月份: '2026-11', 巡查人: w.person('grid_member', '石岭村').name, 照片: 1 }),
  )
})

test('checks show what was looked at and what it came to, what was wrong first with its hazard', async () => {
  await w.says(w.person('grid_member', '石岭村'), w.groupOf('石岭村'), '我和小王去了福利院，消防通道堵了，其余没问题')
  const check = await w.latest('records', { kind: 'inspection' })
  const hazard = await w.latest('records', { kind: 'hazard_report' })
  const { 检查清单 } = await lists('three-lists')
  const row = 检查清单!.rows.find((r) => r.编号 === check.no)!
  expect(row).toMatchObject({ 单位: '福利院', 结果: '不合格' })
  const [wrong, well] = String(row.检查项目和结果).split('\n')
  expect(wrong).toContain(`不合格（1项）：疏散通道、安全出口畅通，夜间不上锁（消防通道堵了，${hazard.no}）`)
  expect(well).toContain('合格（7项）：灭火器、消火栓、烟感报警完好；')
  await w.says(w.person('grid_member', '石岭村'), w.groupOf('石岭村'), '今日巡查青龙坑水库，一切正常')
  const told = [...(await lists('enforcement')).变更记录!.rows, ...(await lists('four-lists')).变更记录!.rows]
  expect(told.map((r) => String(r.什么)).filter((what) => /[a-z]/.test(what))).toEqual([])
  expect(told).toContainEqual(expect.objectContaining({ 什么: '计入巡查点', 改为: '石岭村青龙坑水库' }))
  const { 执法检查 } = await lists('enforcement')
  expect(执法检查!.rows.find((r) => r.编号 === check.no)!.检查项目和结果).toBe(row.检查项目和结果)
})

test('enforcement: checks with who made them, and what was handed on', async () => {
  expect(Object.keys(await lists('enforcement'))).toEqual(['执法检查', '移交和执法', '变更记录'])
})

describe('the pack of evidence', () => {
  const packed = async () => {
    const path = folder.path(`pack-${Math.random()}.zip`)
    const options = { full: false, drill: false, now: w.clock.now(), actor: 'test' }
    await exportFile('evidence', path, { db: w.db }, { tz: 'Asia/Shanghai', dataDir }, options)
    return path
  }
  const checked = async (path: string) => {
    const said: string[] = []
    const code = await checkPack(path, { db: w.db, tz: 'Asia/Shanghai' }, (line) => said.push(line))
    return [code, said.join('\n')] as const
  }
  const changed = async (path: string, change: (files: Record<string, Uint8Array>) => void) => {
    const files = unzipSync(await readFile(path))
    change(files)
    return folder.file(`changed-${Math.random()}.zip`, Buffer.from(zipSync(files)))
  }

  test('holds the lists, every photo, and a manifest with the hash of each and the place in the ledger', async () => {
    const path = await packed()
    const files = unzipSync(await readFile(path))
    const { files: listed, ledger, missing } = JSON.parse(strFromU8(files['manifest.json']!))
    expect(listed.map((f: { path: string }) => f.path)).toEqual(
      expect.arrayContaining([
        '三张清单.xlsx',
        '四张清单.xlsx',
        '巡查.xlsx',
        '执法台账.xlsx',
        '预警留痕.xlsx',
        '照片清单.xlsx',
      ]),
    )
    for (const { path: name, sha256 } of listed)
      expect(createHash('sha256').update(files[name]!).digest('hex')).toBe(sha256)
    expect(listed.filter((f: { path: string }) => f.path.startsWith(`photos/${numbers[0]}/`))).toHaveLength(2)
    expect(ledger).toMatchObject({ position: expect.any(Number), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(missing).toEqual([{ record: expect.any(String), sha256: null, why: '没有取到' }])
    expect(await w.rows('ledger', { change: 'export.packed' })).toHaveLength(1)
    const shown = await folder.file('shown.xlsx', Buffer.from(files['照片清单.xlsx']!))
    const [of] = listIn((await readSheets(shown)).照片清单!).rows
    expect(of).toMatchObject({ 编号: numbers[0], 阶段: '整改前', 'SHA-256': expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(of!.发送人).toBe(w.person('grid_member', '石岭村').name)
  })
  test('that nobody changed is said to be so', async () => {
    const [code, said] = await checked(await packed())
    expect([code, said]).toEqual([0, expect.stringContaining('包和台账都没有改过')])
  })
  test.each<[string, (files: Record<string, Uint8Array>) => void, string]>([
    ['a photo was changed', (f) => void Object.assign(f, { [photoIn(f)]: new Uint8Array([1, 2, 3]) }), '内容被改过'],
    ['a photo was taken out', (f) => void delete f[photoIn(f)], '少了 photos/'],
    ['something was added', (f) => void Object.assign(f, { 'photos/more.jpg': new Uint8Array([1]) }), '是后来加的'],
    [
      'the manifest was made to fit',
      (f) => {
        f['manifest.json'] = Buffer.from(strFromU8(f['manifest.json']!).replace(/"made_at": "[^"]+"/, '"made_at": "x"'))
      },
      '清单被改过',
    ],
  ])('is refused where %s', async (_, change, why) => {
    const [code, said] = await checked(await changed(await packed(), change))
    expect([code, said]).toEqual([1, expect.stringContaining(why)])
  })
  test('is checked anywhere, without a station: by its files and its manifest alone', async () => {
    const alone = async (path: string) => {
      const said: string[] = []
      return [await checkPack(path, undefined, (line) => said.push(line)), said.join('\n')] as const
    }
    const path = await packed()
    const [code, said] = await alone(path)
    expect([code, said]).toEqual([0, expect.stringContaining('每个文件都与清单一致')])
    const { 'manifest.json': manifest } = unzipSync(await readFile(path))
    expect(said).toContain(createHash('sha256').update(manifest!).digest('hex'))
    const other = await changed(path, (f) => void Object.assign(f, { [photoIn(f)]: new Uint8Array([1]) }))
    expect(await alone(other)).toEqual([1, expect.stringContaining('内容被改过')])
  })
  test('its command wants no folder, no database and no setting', async () => {
    const path = await packed()
    const run = (...args: string[]) =>
      promisify(execFile)(process.execPath, ['scripts/run.mjs', 'src/cli/export.ts', ...args], {
        env: { PATH: process.env.PATH, DATA_DIR: '/proc/nowhere', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
      })
    for (const args of [
      ['--check', path],
      ['evidence', '--check', path],
    ])
      expect((await run(...args)).stderr).toContain('每个文件都与清单一致')
  })
  test('anything else is named kindly', async () => {
    await expect(checked(await folder.file('no.zip', 'x'))).rejects.toThrow('这不是佐证包')
    await expect(checked(folder.path('nowhere.zip'))).rejects.toThrow('找不到文件')
  })
})

const photoIn = (files: Record<string, Uint8Array>) => Object.keys(files).find((name) => name.startsWith('photos/'))!
