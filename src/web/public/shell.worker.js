/**
 * Keeps the page itself, so that it opens without a network and what is written is kept. Only the bare page and its built files:
 * what belongs to a person is never kept here. The server is always asked first; the kept page is for when it does not answer.
 */
const KEPT = 'anan-shell'
const WAIT_MS = 6000

const isPage = (url) => url.pathname === '/' || url.pathname.startsWith('/chat/')

/** The page and what it names become what is kept; files of an earlier version go. */
async function keep(page) {
  const text = await page.clone().text()
  const named = [...text.matchAll(/(?:src|href)="(?:\.?\/)?(assets\/[^"]+)"/g)].map((m) => `/${m[1]}`)
  const cache = await caches.open(KEPT)
  const missing = []
  for (const path of named) if (!(await cache.match(path))) missing.push(path)
  await cache.addAll(missing)
  await cache.put('/', page)
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url)
    if (pathname !== '/' && !named.includes(pathname)) await cache.delete(request)
  }
}

async function open(event) {
  const asked = fetch(event.request).then((page) => {
    if (page.status >= 500) throw new Error('not served')
    if (page.ok && !page.redirected) event.waitUntil(keep(page.clone()).catch(() => {}))
    return page
  })
  const kept = await caches.match('/', { cacheName: KEPT })
  if (!kept) return asked
  const late = new Promise((_, failed) => setTimeout(() => failed(new Error('late')), WAIT_MS))
  return Promise.race([asked, late]).catch(() => kept)
}

self.addEventListener('install', (event) => {
  self.skipWaiting()
  event.waitUntil(
    fetch('/', { cache: 'no-store' })
      .then((page) => (page.ok ? keep(page) : undefined))
      .catch(() => {}),
  )
})
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return
  if (event.request.mode === 'navigate' && isPage(url)) event.respondWith(open(event))
  // built files carry their content in their name
  else if (url.pathname.startsWith('/assets/'))
    event.respondWith(
      caches.match(event.request, { cacheName: KEPT, ignoreVary: true }).then((kept) => kept ?? fetch(event.request)),
    )
})
