import type { FeatureCollection, LineString } from 'geojson'
import type { PropertyValueSpecification, LngLatBounds, StyleSpecification } from 'maplibre-gl'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import landAddress from 'world-atlas/land-10m.json?url'

export interface Tiles {
  url?: string
  attribution?: string
}

/** Land and sea carried along, so that the map needs nobody; or the tiles the installation was given. */
export async function mapStyle({ url, attribution }: Tiles): Promise<StyleSpecification> {
  const colour = paletteOf(getComputedStyle(document.documentElement))
  if (url) {
    return {
      version: 8,
      sources: { tiles: { type: 'raster', tiles: [url], tileSize: 256, maxzoom: 19, attribution } },
      layers: [{ id: 'tiles', type: 'raster', source: 'tiles' }],
    }
  }
  return {
    version: 8,
    sources: {
      land: { type: 'geojson', data: await land(), attribution: 'Natural Earth' },
      grid: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    },
    layers: [
      {
        id: 'water',
        type: 'background',
        paint: { 'background-color': byDetail(colour('--pk-water'), colour('--pk-land')) },
      },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': colour('--pk-land') } },
      {
        id: 'coast',
        type: 'line',
        source: 'land',
        paint: { 'line-color': colour('--pk-coast'), 'line-width': 1, 'line-opacity': byDetail(1, 0) },
      },
      {
        id: 'grid',
        type: 'line',
        source: 'grid',
        paint: { 'line-color': colour('--pk-coast'), 'line-width': 0.75, 'line-opacity': 0.45 },
      },
    ],
  }
}

// The coast is right to a kilometre or so. Closer up it would put car parks into the sea, so there the map
// is plain ground with its grid and scale.
function byDetail<T extends string | number>(far: T, near: T): PropertyValueSpecification<T> {
  return ['interpolate', ['linear'], ['zoom'], 8.5, far, 10.5, near]
}

/** Meridians and parallels at a round distance, about six across whatever is in view. */
export function graticule(
  bounds: Pick<LngLatBounds, 'getWest' | 'getEast' | 'getSouth' | 'getNorth'>,
): FeatureCollection<LineString> {
  const [west, east] = [bounds.getWest(), bounds.getEast()]
  const [south, north] = [Math.max(-85, bounds.getSouth()), Math.min(85, bounds.getNorth())]
  const step = roundStep((east - west) / 6)
  const lines: [number, number][][] = [
    ...multiples(west, east, step).map<[number, number][]>((lng) => [
      [lng, south],
      [lng, north],
    ]),
    ...multiples(south, north, step).map<[number, number][]>((lat) => [
      [west, lat],
      [east, lat],
    ]),
  ]
  return {
    type: 'FeatureCollection',
    features: lines.map((coordinates) => ({
      type: 'Feature',
      properties: {},
      geometry: { type: 'LineString', coordinates },
    })),
  }
}

export function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted))
  return ([1, 2, 5].find((digit) => digit * power >= wanted) ?? 10) * power
}

function multiples(low: number, high: number, step: number): number[] {
  const first = Math.ceil(low / step)
  const count = Math.max(0, Math.floor(high / step) - first + 1)
  return Array.from({ length: count }, (_, index) => (first + index) * step)
}

let loadedLand: Promise<FeatureCollection> | undefined

function land(): Promise<FeatureCollection> {
  loadedLand ??= fetch(landAddress)
    .then((response) => response.json() as Promise<Topology<{ land: GeometryCollection }>>)
    .then((topology) => feature(topology, topology.objects.land))
  return loadedLand
}

function paletteOf(style: CSSStyleDeclaration) {
  return (name: string) => style.getPropertyValue(name).trim() || '#888'
}
