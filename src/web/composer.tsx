import { App, Button, Input, Modal } from 'antd'
import { useRef, useState } from 'react'
import type { Me, Message } from './api.ts'
import { drafts, type Waiting } from './device.ts'
import { forTheLine, MOST_PHOTO } from './photo.ts'
import { useOutbox } from './waiting.tsx'
import { words } from './words.ts'

/** Where one writes. What is typed and what is sent are on the device before anything else is done with them. */
export function Composer({
  chat,
  me,
  quoted,
  onUnquote,
}: {
  chat: string
  me: Me
  quoted?: Message
  onUnquote: () => void
}) {
  const { message: toast } = App.useApp()
  const outbox = useOutbox()
  const [text, setText] = useState(() => drafts.get(me.id, chat))
  const [placing, setPlacing] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const type = (typed: string) => {
    setText(typed)
    drafts.set(me.id, chat, typed)
  }

  const send = async (message: Partial<NonNullable<Waiting['message']>>) => {
    const said = message.text ?? ''
    setText('')
    const kept = await outbox.add(chat, { message: { text: said, photos: [], ...message, replyTo: quoted?.id } })
    if (!kept) toast.warning(words.noRoom)
    // what has been typed meanwhile stays
    if (drafts.get(me.id, chat).trim() === said) drafts.set(me.id, chat, '')
    onUnquote()
  }
  const write = () => {
    const said = text.trim()
    if (said) void send({ text: said })
  }
  const photos = async (files: FileList | null) => {
    const chosen = [...(files ?? [])].slice(0, 9)
    const taken = await Promise.all(chosen.map(async (f) => ({ blob: await forTheLine(f), name: f.name })))
    const large = taken.find(({ blob }) => blob.size > MOST_PHOTO)
    if (large) toast.warning(words.photoTooLarge + large.name)
    else if (taken.length) await send({ text: text.trim(), photos: taken })
    if (file.current) file.current.value = ''
  }
  return (
    <footer>
      {quoted && (
        <div className="quoting">
          {words.quoting}
          {(quoted.body.text || quoted.body.outbound?.text || words.photo).slice(0, 40)}
          <button type="button" onClick={onUnquote}>
            {words.cancel}
          </button>
        </div>
      )}
      <div className="row">
        <Button onClick={() => file.current?.click()}>{words.photo}</Button>
        <Button onClick={() => setPlacing(true)}>{words.place}</Button>
        <input
          ref={file}
          type="file"
          accept="image/jpeg,image/png,image/webp"
          multiple
          hidden
          onChange={(e) => void photos(e.target.files)}
        />
        <Input.TextArea
          aria-label={words.input}
          placeholder={words.input}
          value={text}
          autoSize={{ minRows: 1, maxRows: 5 }}
          maxLength={10_000}
          onChange={(e) => type(e.target.value)}
          onPressEnter={(e) => {
            if (!e.shiftKey && !e.nativeEvent.isComposing) {
              e.preventDefault()
              write()
            }
          }}
        />
        <Button type="primary" onClick={write} disabled={!text.trim()}>
          {words.send}
        </Button>
      </div>
      <PlaceDialog
        open={placing}
        close={() => setPlacing(false)}
        send={(location) =>
          void outbox.add(chat, { message: { text: '', photos: [], location, replyTo: quoted?.id } }).then((kept) => {
            if (!kept) toast.warning(words.noRoom)
            onUnquote()
          })
        }
      />
    </footer>
  )
}

function PlaceDialog({
  open,
  close,
  send,
}: {
  open: boolean
  close: () => void
  send: (l: { lat: number; lon: number; name?: string }) => void
}) {
  const { message: toast } = App.useApp()
  const [lat, setLat] = useState('')
  const [lon, setLon] = useState('')
  const [name, setName] = useState('')
  const locate = () => {
    if (!navigator.geolocation || !isSecureContext) return void toast.warning(words.locateFailed)
    navigator.geolocation.getCurrentPosition(
      (p) => {
        setLat(p.coords.latitude.toFixed(6))
        setLon(p.coords.longitude.toFixed(6))
      },
      () => void toast.warning(words.locateFailed),
      { timeout: 8000 },
    )
  }
  const ok = lat !== '' && lon !== '' && Math.abs(Number(lat)) <= 90 && Math.abs(Number(lon)) <= 180
  return (
    <Modal
      open={open}
      title={words.placeTitle}
      onCancel={close}
      okText={words.send}
      cancelText={words.cancel}
      okButtonProps={{ disabled: !ok }}
      onOk={() => {
        send({ lat: Number(lat), lon: Number(lon), name: name || undefined })
        close()
      }}
    >
      <div className="place-form">
        <Button onClick={locate}>{words.locate}</Button>
        <Input
          aria-label={words.latitude}
          placeholder={words.latitude}
          inputMode="decimal"
          value={lat}
          onChange={(e) => setLat(e.target.value)}
        />
        <Input
          aria-label={words.longitude}
          placeholder={words.longitude}
          inputMode="decimal"
          value={lon}
          onChange={(e) => setLon(e.target.value)}
        />
        <Input
          aria-label={words.placeName}
          placeholder={words.placeName}
          value={name}
          onChange={(e) => setName(e.target.value)}
        />
      </div>
    </Modal>
  )
}
