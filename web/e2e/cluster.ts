import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer, request, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'

/** Milliseconds. */
const START_MAX = 90_000

/** Names the process that answers; without it they take turns. */
export const WEB_HEADER = 'x-journey-web'

/**
 * Two processes that only answer, behind a proxy, on the database of the product under test, which does their
 * background work.
 */
export class Cluster {
  private constructor(
    readonly url: string,
    private readonly proxy: HttpServer,
    private readonly webs: ChildProcess[],
  ) {}

  static async start(): Promise<Cluster> {
    const data = process.env.PARKAPP_URL_DATA
    const java = process.env.JAVA_HOME
    if (!data || !java) {
      throw new Error('PARKAPP_URL_DATA (the data folder of the product under test) and JAVA_HOME are needed')
    }
    const databasePort = (await readFile(join(data, 'postgresql', 'postmaster.pid'), 'utf8')).split('\n')[3]
    const targets: number[] = []
    const proxy = createServer()
    await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening))
    const url = `http://localhost:${(proxy.address() as AddressInfo).port}`
    const webs = [0, 1].map(() =>
      spawn(
        join(java, 'bin', 'java'),
        [
          '-Xmx160m',
          '-XX:+UseSerialGC',
          '-XX:TieredStopAtLevel=1',
          '-jar',
          resolve('../server/target/app/parkapp.jar'),
        ],
        {
          env: {
            SPRING_PROFILES_ACTIVE: 'demo',
            PARKAPP_ROLE: 'web',
            PARKAPP_PORT: '0',
            PARKAPP_DATA: data,
            PARKAPP_PUBLIC_URL: url,
            PARKAPP_DATABASE_URL: `jdbc:postgresql://127.0.0.1:${databasePort}/parkapp`,
            PARKAPP_DATABASE_CONNECTIONS: '6',
          },
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      ),
    )
    const cluster = new Cluster(url, proxy, webs)
    try {
      targets.push(...(await Promise.all(webs.map(portOf))))
    } catch (error) {
      await cluster.stop()
      throw error
    }
    let turn = 0
    proxy.on('request', (asked, answer) => {
      const wanted = Number(asked.headers[WEB_HEADER] ?? turn++)
      const passed = request(
        {
          port: targets[wanted % targets.length],
          path: asked.url,
          method: asked.method,
          headers: asked.headers,
        },
        (answered) => {
          answer.writeHead(answered.statusCode ?? 502, answered.headers)
          answered.pipe(answer)
        },
      )
      passed.on('error', () => answer.destroy())
      answer.on('close', () => passed.destroy())
      asked.pipe(passed)
    })
    return cluster
  }

  async stop(): Promise<void> {
    this.proxy.closeAllConnections()
    this.proxy.close()
    await Promise.all(
      this.webs.map((web) => {
        const ended = web.exitCode !== null || new Promise((end) => web.once('exit', end))
        web.kill()
        return ended
      }),
    )
  }
}

/** As the process announces it. */
function portOf(web: ChildProcess): Promise<number> {
  return new Promise((found, failed) => {
    let text = ''
    const late = setTimeout(() => failed(new Error(`does not start: ${text}`)), START_MAX)
    web.stdout?.on('data', (some: Buffer) => {
      text += some.toString()
      const port = /listens on port (\d+)/.exec(text)?.[1]
      if (port) {
        clearTimeout(late)
        found(Number(port))
      }
    })
    web.once('exit', () => failed(new Error(`ended: ${text}`)))
  })
}
