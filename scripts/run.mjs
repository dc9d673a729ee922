// Runs one TypeScript entry point on a fresh checkout: `node scripts/run.mjs src/main.ts …args`.
// Installs the locked dependencies first when they are missing or older than the lock file.
// Everything it says goes to stderr, so that a command's stdout stays the command's own.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`安安需要 Node.js 20.19 或更高版本，当前是 ${process.versions.node}。`)
  process.exit(1)
}

/** The lock file npm keeps inside node_modules names every installed package: equal sets of versions mean nothing to do. */
function dependenciesAreCurrent() {
  const installed = resolve(root, 'node_modules/.package-lock.json')
  if (!existsSync(installed)) return false
  const have = JSON.parse(readFileSync(installed, 'utf8')).packages
  const want = JSON.parse(readFileSync(resolve(root, 'package-lock.json'), 'utf8')).packages
  return Object.entries(want).every(
    ([path, p]) => path === '' || p.optional || p.peer || have[path]?.version === p.version || p.link,
  )
}

if (!dependenciesAreCurrent()) {
  console.error('首次运行：正在安装依赖（npm ci）……')
  const done = spawnSync('npm', ['ci', '--no-fund', '--no-audit'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (done.status !== 0) {
    console.error('依赖没有装好。请检查网络后重试：npm ci')
    process.exit(1)
  }
}

const [entry, ...args] = process.argv.slice(2)
if (!entry) throw new Error('usage: node scripts/run.mjs ENTRY.ts [args]')
const { bundle } = await import('./bundle.mjs')
const { file, sources } = await bundle(relative(root, resolve(root, entry))).catch((error) => {
  if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(error.code)) throw error
  console.error(
    `程序改过，要重新生成，但写不进 node_modules/.cache（${error.code}）。请检查磁盘空间和权限，或由安装它的用户先运行一次。`,
  )
  process.exit(1)
})
// `node --watch` sees the bundle only: it is told what stands behind it
if (process.env.WATCH_REPORT_DEPENDENCIES)
  process.send?.({ 'watch:import': sources.map((s) => pathToFileURL(resolve(root, s)).href) })
await import('./stacks.mjs')
process.argv = [process.argv[0], resolve(root, entry), ...args]
await import(pathToFileURL(file).href)
