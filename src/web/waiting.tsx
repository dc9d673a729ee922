/** What was written here and is not there yet, under the messages of its chat. */
import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { Waiting } from './device.ts'
import type { Outbox } from './outbox.ts'
import { words } from './words.ts'

export const OutboxContext = createContext<Outbox | undefined>(undefined)
export const useOutbox = () => useContext(OutboxContext)!
export const useWaiting = (): Waiting[] => {
  const outbox = useOutbox()
  return useSyncExternalStore(outbox.subscribe, outbox.list)
}

/** The line is cut: what is written meanwhile is kept on the device, or lives as long as the page, which is told as it changes. */
export function LineCut({ outbox }: { outbox: Outbox }) {
  const keeps = useSyncExternalStore(outbox.subscribe, outbox.keeps)
  return (
    <div className="lost" role="alert">
      {keeps ? words.lost : words.lostUnkept}
    </div>
  )
}

export function WaitingMessages({ chat }: { chat: string }) {
  const waiting = useWaiting().filter((w) => !w.sentAt)
  // behind words that could not go, nothing is being sent
  const stuck = waiting.find((w) => w.failed && !w.refused)
  const mine = waiting.filter((w) => w.chat === chat && w.message)
  return (
    <>
      {mine.map((w) => (
        <WaitingMessage key={w.seq} waiting={w} queued={!!stuck && stuck.seq !== w.seq} />
      ))}
    </>
  )
}

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
})
const day = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', month: 'numeric', day: 'numeric' })
/** 05:14, with the day where that is not today. */
export const written = (at: number): string =>
  day.format(at) === day.format(Date.now()) ? clock.format(at) : `${day.format(at)} ${clock.format(at)}`

function WaitingMessage({ waiting: w, queued }: { waiting: Waiting; queued: boolean }) {
  const outbox = useOutbox()
  const { text, photos, location } = w.message!
  const wrong = w.failed || w.refused
  return (
    <article className={wrong ? 'waiting failed' : 'waiting'}>
      {text && <p className="text">{text}</p>}
      {photos.map((p, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: photos of a written message never move
        <Photo key={i} blob={p.blob} name={p.name} />
      ))}
      {location && (
        <p className="text">
          {words.place}：{location.name ?? ''} {location.lat.toFixed(5)}, {location.lon.toFixed(5)}
        </p>
      )}
      <p className="state" role="status">
        <time dateTime={new Date(w.at).toISOString()}>{written(w.at)}</time>
        <span>
          {w.refused
            ? `${words.unsent}：${w.refused}`
            : w.failed
              ? words.unsentYet
              : photos.some((p) => !p.key)
                ? words.uploading
                : queued
                  ? words.queued
                  : words.sending}
        </span>
        {wrong && (
          <button type="button" onClick={() => void outbox.retry(w.seq)}>
            {words.resend}
          </button>
        )}
        {w.refused && (
          <button type="button" onClick={() => void outbox.drop(w.seq)}>
            {words.drop}
          </button>
        )}
      </p>
    </article>
  )
}

function Photo({ blob, name }: { blob: Blob; name: string }) {
  const url = useMemo(() => URL.createObjectURL(blob), [blob])
  useEffect(() => () => URL.revokeObjectURL(url), [url])
  const [broken, setBroken] = useState(false)
  return broken ? (
    <p className="text">{name || words.photo}</p>
  ) : (
    <img className="photo" src={url} alt={name || words.photo} onError={() => setBroken(true)} />
  )
}
