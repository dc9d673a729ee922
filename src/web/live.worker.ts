/**
 * One stream for all tabs of a browser: HTTP/1.1 allows six connections, and a stream per tab would hang the sixth.
 * A new tab is told the present state at once.
 */
interface WorkerScope {
  onconnect: ((e: MessageEvent) => void) | null
}

const ports = new Set<MessagePort>()
let source: EventSource | undefined
let online = false
let lastBeat = 0

const tell = (message: unknown) => {
  for (const port of ports) port.postMessage(message)
}
const setOnline = (value: boolean) => {
  if (online !== value) tell({ type: 'online', online: value })
  online = value
}

function open(): void {
  source?.close()
  source = new EventSource('/web/events')
  const beat = () => {
    lastBeat = Date.now()
    setOnline(true)
  }
  source.addEventListener('hello', () => {
    beat()
    tell({ type: 'hello' })
  })
  source.addEventListener('beat', beat)
  source.addEventListener('message', (e) => {
    beat()
    tell({ type: 'message', message: JSON.parse((e as MessageEvent).data) })
  })
  source.addEventListener('error', () => {
    setOnline(false)
    if (source?.readyState === EventSource.CLOSED) setTimeout(open, 2000)
  })
}

setInterval(() => {
  if (!ports.size) return
  if (Date.now() - lastBeat > 25_000) {
    setOnline(false)
    open()
  }
}, 5_000)

;(self as unknown as WorkerScope).onconnect = (e) => {
  const port = e.ports[0]!
  ports.add(port)
  port.onmessage = ({ data }) => {
    if (data === 'bye') ports.delete(port)
    if (data === 'again') open()
  }
  port.postMessage({ type: 'ready' })
  port.postMessage({ type: 'online', online })
  if (!source) open()
}
