import type { RouteRecordRaw } from 'vue-router'

export default [
  {
    path: '/forbidden',
    name: 'forbidden',
    component: () => import('./ForbiddenPage.vue'),
    meta: { title: 'shell.forbidden.title' },
  },
  {
    path: '/:path(.*)*',
    name: 'not-found',
    component: () => import('./NotFoundPage.vue'),
    meta: { title: 'shell.notFound.title' },
  },
] satisfies RouteRecordRaw[]
