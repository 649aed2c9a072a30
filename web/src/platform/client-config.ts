import type { CreateClientConfig } from './api/generated/client.gen'
import { sendWithSession } from './http'

export const createClientConfig: CreateClientConfig = (config) => ({
  ...config,
  // Absolute, because a Request outside a page's own context refuses a relative address.
  baseUrl: window.location.origin,
  credentials: 'same-origin',
  fetch: sendWithSession,
})
