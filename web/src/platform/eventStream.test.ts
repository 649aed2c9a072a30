import { describe, expect, it } from 'vitest'
import { eventsOf, type StreamEvent } from './eventStream'

function bodyOf(...chunks: string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    start(controller) {
      chunks.forEach((chunk) => controller.enqueue(encoder.encode(chunk)))
      controller.close()
    },
  })
}

async function all(...chunks: string[]): Promise<StreamEvent[]> {
  const events: StreamEvent[] = []
  for await (const event of eventsOf(bodyOf(...chunks))) {
    events.push(event)
  }
  return events
}

describe('an event stream', () => {
  it('is read event by event', async () => {
    expect(
      await all('id:1\nevent:ready\ndata:{}\n\nid: 2\nevent: reservation\ndata: {"a":\ndata: 1}\n\n'),
    ).toEqual([
      { id: '1', name: 'ready', data: '{}' },
      { id: '2', name: 'reservation', data: '{"a":\n1}' },
    ])
  })

  it('may be cut anywhere', async () => {
    expect(await all('id:1\nev', 'ent:reset\nda', 'ta:{}\n', '\n')).toEqual([
      { id: '1', name: 'reset', data: '{}' },
    ])
  })

  it('has comments, which are no events but show that the line holds', async () => {
    expect(await all(':beat\n\n')).toEqual([{ data: '' }])
  })

  it('drops what was not finished', async () => {
    expect(await all('event:reservation\ndata:{}\n')).toEqual([])
  })
})
