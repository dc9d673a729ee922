/**
 * Keeps the live page of a warning live: a stream says that something changed, and the board is fetched anew as the server draws it.
 * A hidden tab lets go of its stream, since a browser opens only six connections to one place; shown again, it catches up at once.
 */
import { boardWords } from './board-words.ts'

const SILENT_MS = 25_000
/** Times on the board are said by the server; they are drawn anew this often even when nobody answers. */
const REDRAW_MS = 30_000

const root = document.documentElement
const stale = document.getElementById('stale')!
const here = location.pathname.replace(/\/$/, '')
let source: EventSource | undefined
let heardAt = Date.now()
let drawing = false
let again = false

function heard(): void {
  heardAt = Date.now()
  say('')
}

/** Old figures must look old: the data fades, and words say since when. */
function say(words: string): void {
  root.classList.toggle('stale', words !== '')
  if (stale.textContent !== words) stale.textContent = words
}

const lost = () => say(boardWords.lost(document.querySelector('#board .foot time')?.textContent ?? '刚才'))

async function draw(): Promise<void> {
  if (drawing) {
    again = true
    return
  }
  drawing = true
  try {
    do {
      again = false
      const response = await fetch(`${here}/board`, { cache: 'no-store' })
      if (response.status === 401 || response.status === 403) return location.reload()
      if (!response.ok) throw new Error(String(response.status))
      replace(await response.text())
      heard()
    } while (again)
  } catch {
    lost()
  } finally {
    drawing = false
  }
}

function replace(html: string): void {
  const old = document.getElementById('board')!
  const opened = [...old.querySelectorAll('details')].map((d) => d.open)
  const next = new DOMParser().parseFromString(html, 'text/html').getElementById('board')
  if (!next) return
  next.querySelectorAll('details').forEach((d, i) => {
    d.open = opened[i] ?? false
  })
  old.replaceWith(next)
  size()
}

/**
 * A wall does not scroll: its villages are drawn smaller until all of them are on it. Whoever opened it by a wall's token has a
 * wall, since many are fed by a computer of 1920 pixels; so has whatever is wider than any desk's screen.
 */
function size(): void {
  const wall = innerWidth >= 2560 || (root.classList.contains('wall') && innerWidth >= 1200)
  root.classList.toggle('on-wall', wall)
  root.style.removeProperty('--villages')
  for (let rem = 1.6; wall && rem > 0.6 && root.scrollHeight > innerHeight; rem -= 0.1)
    root.style.setProperty('--villages', `${rem}rem`)
}

function open(): void {
  source?.close()
  source = new EventSource(`${here}/events`)
  source.addEventListener('hello', () => void draw())
  source.addEventListener('changed', () => void draw())
  source.addEventListener('beat', heard)
  source.addEventListener('error', () => {
    lost()
    if (source?.readyState === EventSource.CLOSED) setTimeout(open, 2_000)
  })
}

document.addEventListener('visibilitychange', () => {
  if (document.hidden) source?.close()
  else open()
})
setInterval(() => {
  if (document.hidden) return
  if (Date.now() - heardAt > SILENT_MS) {
    lost()
    open()
  }
}, 5_000)
setInterval(() => {
  if (!document.hidden) void draw()
}, REDRAW_MS)
addEventListener('resize', size)
size()
open()
