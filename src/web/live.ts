/** Live news for the page: by the shared worker, or where that does not start within 3 s by a stream of the tab's own. */
import type { Message } from './api.ts'

export interface LiveHandlers {
  message(m: Message): void
  online(is: boolean): void
  /** The stream began anew: what was missed must be read again. */
  again(): void
}

export function listenLive(handlers: LiveHandlers): () => void {
  let stopOwn: (() => void) | undefined
  let ready = false
  let worker: SharedWorker | undefined
  const handle = (data: { type: string; message?: Message; online?: boolean }) => {
    if (data.type === 'ready') ready = true
    if (data.type === 'message') handlers.message(data.message!)
    if (data.type === 'online') handlers.online(data.online!)
    if (data.type === 'hello') handlers.again()
  }
  try {
    worker = new SharedWorker(new URL('./live.worker.ts', import.meta.url), { type: 'module', name: 'anan-live' })
    worker.port.onmessage = (e) => handle(e.data)
    worker.port.start()
    // a person signed in anew needs a stream with the new cookie
    worker.port.postMessage('again')
  } catch {
    worker = undefined
  }
  const timer = setTimeout(
    () => {
      if (!ready) stopOwn = own(handle)
    },
    worker ? 3000 : 0,
  )
  const bye = () => worker?.port.postMessage('bye')
  addEventListener('pagehide', bye)
  return () => {
    clearTimeout(timer)
    removeEventListener('pagehide', bye)
    bye()
    stopOwn?.()
  }
}

function own(handle: (data: { type: string; message?: Message; online?: boolean }) => void): () => void {
  const source = new EventSource('/web/events')
  source.addEventListener('hello', () => {
    handle({ type: 'online', online: true })
    handle({ type: 'hello' })
  })
  source.addEventListener('message', (e) => handle({ type: 'message', message: JSON.parse((e as MessageEvent).data) }))
  source.addEventListener('error', () => handle({ type: 'online', online: false }))
  return () => source.close()
}
