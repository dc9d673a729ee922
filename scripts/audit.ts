/**
 * `npm run audit`: known holes in what is shipped. High and critical ones fail, unless they are on the list below with a reason and
 * a day until which that reason holds. A registry that answers no audits is said, and does not fail.
 */
import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** An advisory by its id (GHSA-…) that may stay, why, and the last day of that. */
interface Accepted {
  id: string
  why: string
  until: string
}

const ACCEPTED: Accepted[] = []

interface Hole {
  id: string
  name: string
  severity: string
  title: string
}

/** What `npm audit --json` says, where it was answered. */
export interface Report {
  message?: string
  vulnerabilities?: Record<
    string,
    { via: (string | { source: number; name: string; title: string; severity: string; url?: string })[] }
  >
}

/** What must not be shipped. @param today `2026-11-28` */
export function judge(
  report: Report | undefined,
  today: string,
  accepted: Accepted[] = ACCEPTED,
): { asked: boolean; bad: Hole[] } {
  if (!report?.vulnerabilities) return { asked: false, bad: [] }
  const found = new Map<string, Hole>()
  for (const { via } of Object.values(report.vulnerabilities))
    for (const v of via)
      if (typeof v === 'object' && (v.severity === 'high' || v.severity === 'critical')) {
        const id = v.url?.split('/').at(-1) ?? String(v.source)
        found.set(id, { id, name: v.name, severity: v.severity, title: v.title })
      }
  const open = (id: string) => !accepted.some((a) => a.id === id && a.why && today <= a.until)
  return { asked: true, bad: [...found.values()].filter(({ id }) => open(id)) }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { stdout } = spawnSync('npm', ['audit', '--json', '--omit=dev'], {
    cwd: dirname(dirname(fileURLToPath(import.meta.url))),
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  let report: Report | undefined
  try {
    report = JSON.parse(stdout)
  } catch {}
  const { asked, bad } = judge(report, new Date().toISOString().slice(0, 10))
  if (!asked) console.error(`npm 源不答漏洞查询（${report?.message ?? '没有回音'}），这一次没有查。`)
  else console.error(bad.length ? `有 ${bad.length} 个高危漏洞：` : '没有高危漏洞。')
  for (const { id, name, severity, title } of bad) console.error(`  ${name}  ${severity}  ${id}  ${title}`)
  process.exit(bad.length ? 1 : 0)
}
