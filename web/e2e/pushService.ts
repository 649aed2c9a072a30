import { createDecipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'

/**
 * Stands for the push service of the browser's maker, which no journey can reach, and for the part of the browser that
 * takes the encryption off (RFC 8291).
 */
export class PushService {
  /** What arrived, as the browser would read it. */
  readonly notes: string[] = []
  private readonly keys: ECDH
  private readonly auth = randomBytes(16)

  private constructor(
    private readonly port: number,
    private readonly server: Server,
  ) {
    this.keys = createECDH('prime256v1')
    this.keys.generateKeys()
    server.on('request', async (request, answer) => {
      const parts: Buffer[] = []
      for await (const part of request) {
        parts.push(part as Buffer)
      }
      this.notes.push(this.read(Buffer.concat(parts)))
      answer.writeHead(201).end()
    })
  }

  static async open(): Promise<PushService> {
    const port = Number(process.env.PARKAPP_TEST_PUSH_PORT)
    if (!port) {
      throw new Error(
        'PARKAPP_TEST_PUSH_PORT is needed: the port that PARKAPP_PUSH_SERVICES of the product names',
      )
    }
    const server = createServer()
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return new PushService(port, server)
  }

  /** As a browser says it of itself. */
  subscription() {
    return {
      endpoint: `http://127.0.0.1:${this.port}/${randomBytes(9).toString('base64url')}`,
      keys: { p256dh: this.keys.getPublicKey('base64url'), auth: this.auth.toString('base64url') },
    }
  }

  close(): void {
    this.server.closeAllConnections()
    this.server.close()
  }

  private read(body: Buffer): string {
    const salt = body.subarray(0, 16)
    const senderEnd = 21 + body.readUInt8(20)
    const sender = body.subarray(21, senderEnd)
    const secret = this.keys.computeSecret(sender)
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.keys.getPublicKey(), sender])
    const input = Buffer.from(hkdfSync('sha256', secret, this.auth, info, 32))
    const derived = (name: string, length: number) =>
      Buffer.from(hkdfSync('sha256', input, salt, `Content-Encoding: ${name}\0`, length))
    const cipher = createDecipheriv('aes-128-gcm', derived('aes128gcm', 16), derived('nonce', 12))
    cipher.setAuthTag(body.subarray(-16))
    const padded = Buffer.concat([cipher.update(body.subarray(senderEnd, -16)), cipher.final()])
    return padded.subarray(0, padded.lastIndexOf(2)).toString()
  }
}
