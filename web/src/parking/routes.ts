import type { RouteRecordRaw } from 'vue-router'

export default [
  {
    path: '/',
    name: 'find-parking',
    component: () => import('./FindParkingPage.vue'),
    meta: {
      title: 'parking.find.title',
      nav: { label: 'parking.find.nav', icon: 'i-lucide-map-pin', order: 10 },
    },
  },
] satisfies RouteRecordRaw[]
