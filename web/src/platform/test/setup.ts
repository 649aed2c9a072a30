import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { config } from '@vue/test-utils'
import { i18n } from '../i18n'
import { router } from '../router'

// A refused request is an answer in a test; asking again would only make it slow.
const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })

window.scrollTo = () => {}

config.global.plugins = [i18n, router, [VueQueryPlugin, { queryClient }]]
