import type { RouteRecordRaw } from 'vue-router'

export default [
  {
    path: '/',
    name: 'find-parking',
    component: () => import('./FindParkingPage.vue'),
    meta: {
      title: 'lots.find.title',
      nav: { label: 'lots.find.nav', icon: 'i-lucide-map-pin', order: 10 },
    },
  },
] satisfies RouteRecordRaw[]
