/** Reads a request's body up to a limit; undefined where it is longer. */
export async function bodyOf(request: Request, maxBytes: number): Promise<Uint8Array | undefined> {
  const told = request.headers.get('content-length')
  // The HTTP parser holds a sender to the length it told; only without one must the bytes be counted as they come.
  if (told !== null)
    return Number(told) <= maxBytes ? within(new Uint8Array(await request.arrayBuffer()), maxBytes) : undefined
  return request.body ? collected(request.body, maxBytes) : new Uint8Array()
}

const within = (bytes: Uint8Array, maxBytes: number) => (bytes.byteLength <= maxBytes ? bytes : undefined)

/** All chunks as one array; undefined, and the source let go, once they pass the limit. */
export async function collected(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of source) {
    size += chunk.byteLength
    if (size > maxBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
