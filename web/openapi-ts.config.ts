import { defineConfig } from '@hey-api/openapi-ts'

export default defineConfig({
  input: './openapi.json',
  output: { path: './src/platform/api/generated', clean: true },
  logs: { level: 'error', file: false },
  plugins: [
    { name: '@hey-api/client-fetch', throwOnError: true, runtimeConfigPath: '../../client-config' },
    { name: '@hey-api/sdk' },
    { name: '@hey-api/typescript' },
    { name: '@tanstack/vue-query', queryKeys: { tags: true }, infiniteQueryKeys: { tags: true } },
  ],
})
