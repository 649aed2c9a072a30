/** Saves what only the signed-in person may fetch, so that a plain link to it would not do. */
export async function save(file: Promise<{ data: unknown }>, name: string): Promise<void> {
  const { data } = await file
  const address = URL.createObjectURL(data instanceof Blob ? data : new Blob([String(data)]))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // Safari reads it only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
