/** An IDX file of bytes: header and data as given, whether they fit each other or not. */
export function idxBytes(
  shape: readonly number[],
  data: ArrayLike<number>,
  type = 0x08,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 + 4 * shape.length + data.length)
  bytes.set([0, 0, type, shape.length])
  const view = new DataView(bytes.buffer)
  shape.forEach((length, axis) => {
    view.setUint32(4 + 4 * axis, length)
  })
  bytes.set(data, 4 + 4 * shape.length)
  return bytes
}
