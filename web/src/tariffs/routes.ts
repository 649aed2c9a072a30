import type { RouteRecordRaw } from 'vue-router'

export default [
  {
    path: '/operate/lots/:id/prices',
    name: 'lot-prices',
    component: () => import('./PricesPage.vue'),
    props: true,
    meta: {
      title: 'tariffs.title',
      permission: 'tariffs:write',
      area: 'operate',
      tab: { of: 'lot', label: 'tariffs.title', order: 30 },
    },
  },
  {
    path: '/operate/lots/:id/prices/new',
    name: 'lot-price-new',
    component: () => import('./ComposerPage.vue'),
    props: true,
    meta: { title: 'tariffs.compose.title', permission: 'tariffs:write', area: 'operate', wide: true },
  },
] satisfies RouteRecordRaw[]
