/** What is measured: this checkout, and beside it an earlier one in the same run where `--against` names it. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { livingServer } from '#db/engine/cluster/platform.ts'
import type { Figure } from '../world/processes.ts'

export interface Side {
  /** Before the name of each of its figures: nothing for this checkout. */
  prefix: '' | 'before.'
  root: string
}

export const HERE: Side = { prefix: '', root: process.cwd() }

/** A folder as it stands, or a commit, checked out and installed for as long as the bench runs. */
export async function sideOf(against: string): Promise<{ side: Side; remove(): void }> {
  if (existsSync(against)) return { side: { prefix: 'before.', root: resolve(against) }, remove() {} }
  const root = await mkdtemp(join(tmpdir(), 'anan-before-'))
  const remove = () => execFileSync('git', ['worktree', 'remove', '--force', root])
  execFileSync('git', ['worktree', 'add', '--detach', root, against], { stdio: 'ignore' })
  try {
    execFileSync('npm', ['ci', '--prefer-offline', '--no-fund', '--no-audit'], { cwd: root, stdio: ['ignore', 2, 2] })
  } catch (error) {
    remove()
    throw error
  }
  return { side: { prefix: 'before.', root }, remove }
}

/** Each figure that both have: now, before, and the one by the other. */
export function compared(figures: Record<string, Figure>): string[] {
  return Object.entries(figures).flatMap(([key, now]) => {
    const before = figures[`before.${key}`]
    if (!before) return []
    const ratio = before.value ? (now.value / before.value).toFixed(2) : '–'
    return [`${key.padEnd(28)} ${String(now.value).padStart(10)} ${String(before.value).padStart(10)}  × ${ratio}`]
  })
}

/** The sides in turns, the other way round every other round: what disturbs the machine disturbs both. */
export const inTurns = <T>(sides: readonly T[], round: number): T[] => (round % 2 ? [...sides].reverse() : [...sides])

const stat = (pid: number | string): string[] | undefined => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  } catch {
    return undefined
  }
}
/** Ticks of a hundredth of a second, as Linux counts them. */
const MS_A_TICK = 10
const ticks = (fields: string[] | undefined, ...at: number[]) =>
  at.reduce((sum, i) => sum + Number(fields?.[i] ?? 0), 0)

/** Processor time that a process has used, in ms, in user code and kernel; 0 where there is no /proc. */
export const cpuOf = (pid: number): number => ticks(stat(pid), 11, 12) * MS_A_TICK

/** Processor time of a database server and all its processes, those that have ended too, in ms. */
export async function cpuOfServer(dataDir: string): Promise<number> {
  const server = await livingServer(join(dataDir, 'pg'))
  if (!server || !existsSync('/proc')) return 0
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(stat)
    .filter((fields) => Number(fields?.[1]) === server.pid)
  const own = ticks(stat(server.pid), 11, 12, 13, 14)
  return children.reduce((sum, fields) => sum + ticks(fields, 11, 12), own) * MS_A_TICK
}

/** Memory of a process in MB: `rss` as top shows it, `pss` with what is shared divided among its holders. */
export function memoryOf(pid: number): { rss: number; pss: number } {
  const read = (file: string, key: string) => {
    try {
      return (
        Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/${file}`, 'utf8'))?.[1]) / 1024
      )
    } catch {
      return Number.NaN
    }
  }
  return { rss: read('status', 'VmRSS'), pss: read('smaps_rollup', 'Pss') }
}
