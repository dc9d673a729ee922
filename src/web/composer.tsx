import { App, Button, Input, Modal } from 'antd'
import { useRef, useState } from 'react'
import { api, type Me, type Message, newKey } from './api.ts'
import { words } from './words.ts'

interface Draft {
  key: string
  text: string
  attachments: { kind: 'image'; key: string; name?: string }[]
  location?: { lat: number; lon: number; name?: string }
  replyTo?: string
}

/** Where one writes. What could not be sent stays, with a button to send it again under the same key. */
export function Composer({
  chat,
  quoted,
  onDone,
  onUnquote,
}: {
  chat: string
  me: Me
  quoted?: Message
  onDone: () => void
  onUnquote: () => void
}) {
  const { message: toast } = App.useApp()
  const [text, setText] = useState('')
  const [failed, setFailed] = useState<Draft>()
  const [placing, setPlacing] = useState(false)
  const file = useRef<HTMLInputElement>(null)

  const send = async (draft: Draft) => {
    try {
      await api.write(chat, draft)
      setFailed(undefined)
      onDone()
    } catch (e) {
      setFailed(draft)
      toast.warning((e as Error).message || words.failed)
    }
  }
  const write = () => {
    const said = text.trim()
    if (!said) return
    setText('')
    void send({ key: newKey(), text: said, attachments: [], replyTo: quoted?.id })
  }
  const photos = async (files: FileList | null) => {
    try {
      const attachments = await Promise.all(
        [...(files ?? [])]
          .slice(0, 9)
          .map(async (f) => ({ kind: 'image' as const, key: (await api.upload(f)).key, name: f.name })),
      )
      if (attachments.length)
        await send({ key: newKey(), text: text.trim(), attachments, replyTo: quoted?.id }).then(() => setText(''))
    } catch (e) {
      toast.warning((e as Error).message)
    }
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
      {failed && (
        <div className="failed">
          {failed.text || words.photo}
          <Button size="small" onClick={() => void send(failed)}>
            {words.resend}
          </Button>
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
          onChange={(e) => setText(e.target.value)}
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
        send={(location) => void send({ key: newKey(), text: '', attachments: [], location, replyTo: quoted?.id })}
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
