/** One server-sent event; a comment, which only shows that the line holds, has no name. */
export interface StreamEvent {
  name?: string
  id?: string
  data: string
}

/**
 * The events of an answer of type text/event-stream. The browser's EventSource cannot send the access token, and would
 * hide whether it was refused.
 */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader()
  let rest = ''
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) {
        return
      }
      const blocks = (rest + value).replaceAll('\r\n', '\n').split('\n\n')
      rest = blocks.pop() ?? ''
      yield* blocks.map(eventOf)
    }
  } finally {
    void reader.cancel().catch(() => {})
  }
}

function eventOf(block: string): StreamEvent {
  const event: StreamEvent = { data: '' }
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':')
    const value = line.slice(colon + 1).replace(/^ /, '')
    switch (line.slice(0, colon)) {
      case 'event':
        event.name = value
        break
      case 'id':
        event.id = value
        break
      case 'data':
        event.data += event.data ? `\n${value}` : value
        break
    }
  }
  return event
}
