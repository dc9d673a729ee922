/** The frames of the long connection (protobuf `pbbp2.Frame`), as little of protobuf as they need. */

export interface Frame {
  seq: bigint
  log: bigint
  service: number
  /** 0 control, 1 data. */
  method: number
  headers: Record<string, string>
  payload: Buffer
}

const varint = (value: bigint | number): number[] => {
  let n = BigInt(value)
  const out: number[] = []
  while (n > 127n) {
    out.push(Number(n & 127n) | 128)
    n >>= 7n
  }
  return [...out, Number(n)]
}

const bytesField = (field: number, bytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([(field << 3) | 2, ...varint(bytes.byteLength)]), bytes])

const numberField = (field: number, value: bigint | number): Buffer => Buffer.from([field << 3, ...varint(value)])

/** A frame's bytes. */
export function encodeFrame(f: Frame): Buffer {
  const headers = Object.entries(f.headers).map(([k, v]) =>
    bytesField(5, Buffer.concat([bytesField(1, Buffer.from(k)), bytesField(2, Buffer.from(v))])),
  )
  return Buffer.concat([
    numberField(1, f.seq),
    numberField(2, f.log),
    numberField(3, f.service),
    numberField(4, f.method),
    ...headers,
    bytesField(8, f.payload),
  ])
}

/** A frame from its bytes. */
export function decodeFrame(bytes: Buffer): Frame {
  const frame: Frame = { seq: 0n, log: 0n, service: 0, method: 0, headers: {}, payload: Buffer.alloc(0) }
  for (const [field, value] of fields(bytes)) {
    if (typeof value === 'bigint') {
      if (field === 1) frame.seq = value
      if (field === 2) frame.log = value
      if (field === 3) frame.service = Number(value)
      if (field === 4) frame.method = Number(value)
    } else if (field === 5) {
      const pair = new Map(fields(value))
      frame.headers[String(pair.get(1) ?? '')] = String(pair.get(2) ?? '')
    } else if (field === 8) frame.payload = value
  }
  return frame
}

/** Every field of a message, in order: numbers of wire type 0 and bytes of wire type 2. */
function* fields(bytes: Buffer): Generator<[number, bigint | Buffer]> {
  let at = 0
  const number = () => {
    let value = 0n
    for (let shift = 0n; at < bytes.length; shift += 7n) {
      const byte = bytes[at++]!
      value |= BigInt(byte & 127) << shift
      if (byte < 128) break
    }
    return value
  }
  while (at < bytes.length) {
    const tag = Number(number())
    if ((tag & 7) === 0) yield [tag >> 3, number()]
    else {
      const size = Number(number())
      yield [tag >> 3, bytes.subarray(at, at + size)]
      at += size
    }
  }
}
