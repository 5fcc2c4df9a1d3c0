import type { Lifecycle } from '../../../spec/load-lifecycle.ts';
import type { RegionChange } from './region-changes.ts';
import { markup, type Markup } from '../markup.ts';
import { statusRole } from './status-role.ts';

const WIDTH = 460;
const HEIGHT = 250;
const BOX_HEIGHT = 30;
/** More than these have no room; the list beside the picture names them all. */
const MOST_OTHERS = 3;
const LETTER_WIDTH = 8;
/** How far apart the lines of both directions between two boxes are. */
const LINE_GAP = 12;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly kind: 'step' | 'jump' | 'unexplained';
}

/** The statuses in a ring, as the transitions lead from one to the next, with every change that was seen. */
export function lifecycleDiagram(changes: readonly RegionChange[], lifecycle: Lifecycle): Markup {
  const edges = edgesOf(changes, lifecycle);
  const places = placesOf(edges, lifecycle);
  const label = edges.map(({ from, to, count, kind }) => `${from} to ${to}: ${count} (${kind})`).join('; ');
  return markup`<svg class="lifecycle" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Changes of status that were seen: ${label}">
    <defs>
      ${(['step', 'jump', 'unexplained'] as const).map(
        (kind) =>
          markup`<marker id="arrow-${kind}" class="${kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" /></marker>`,
      )}
    </defs>
    ${edges.map((edge) => edgeView(edge, places))}
    ${[...places].map(([status, { x, y, width }]) => {
      const role = statusRole(status, lifecycle);
      return markup`<g class="node ${role}"><rect x="${(x - width / 2).toFixed(1)}" y="${(y - BOX_HEIGHT / 2).toFixed(1)}" width="${width}" height="${BOX_HEIGHT}" rx="7" /><text x="${x.toFixed(1)}" y="${(y + 4).toFixed(1)}">${status}</text></g>`;
    })}
  </svg>`;
}

/** The steps of the lifecycle, seen or not, and whatever else was seen. */
function edgesOf(changes: readonly RegionChange[], { transitions }: Lifecycle): Edge[] {
  const steps = transitions.flatMap(({ from, via, to }) => [
    [from, via],
    [via, to],
  ]);
  const edges = new Map(
    steps.map(([from = '', to = '']): [string, Edge] => [
      `${from} ${to}`,
      { from, to, count: 0, kind: 'step' },
    ]),
  );
  for (const { from, to, verdict } of changes) {
    const odd = verdict === 'unexplained';
    const key = `${from.status} ${to.status}`;
    const known = edges.get(odd ? `${key} unexplained` : key);
    const made: Edge = { from: from.status, to: to.status, count: 0, kind: odd ? 'unexplained' : 'jump' };
    const { count, ...edge } = known ?? made;
    edges.set(odd ? `${key} unexplained` : key, { ...edge, count: count + 1 });
  }
  return [...edges.values()];
}

/** The ring from the initial status on, and below it what stands outside the transitions and was seen to change. */
function placesOf(edges: readonly Edge[], lifecycle: Lifecycle): Map<string, Place> {
  const ring = new Set([lifecycle.initial]);
  for (const status of ring) {
    for (const { from, via, to } of lifecycle.transitions) if (from === status) ring.add(via).add(to);
  }
  const others = [...new Set(edges.flatMap(({ from, to }) => [from, to]))]
    .filter((status) => !ring.has(status))
    .slice(0, MOST_OTHERS);
  const height = others.length > 0 ? HEIGHT - 50 : HEIGHT;
  const places = new Map<string, Place>();
  for (const [index, status] of [...ring].entries()) {
    const angle = Math.PI + (2 * Math.PI * index) / ring.size;
    places.set(status, {
      x: WIDTH / 2 + Math.cos(angle) * 150,
      y: height / 2 + Math.sin(angle) * (height / 2 - BOX_HEIGHT / 2 - 4),
      width: boxWidth(status),
    });
  }
  for (const [index, status] of others.entries()) {
    const x = (WIDTH * (index + 0.5)) / others.length;
    places.set(status, { x, y: HEIGHT - BOX_HEIGHT / 2 - 4, width: boxWidth(status) });
  }
  return places;
}

function boxWidth(status: string): number {
  return Math.min(status.length, 24) * LETTER_WIDTH + 20;
}

function edgeView({ from, to, count, kind }: Edge, places: ReadonlyMap<string, Place>): Markup | null {
  const [start, end] = [places.get(from), places.get(to)];
  if (!start || !end) return null;
  const length = Math.hypot(end.x - start.x, end.y - start.y) || 1;
  const apart = kind === 'step' ? 0 : LINE_GAP;
  const [aside, down] = [(-(end.y - start.y) / length) * apart, ((end.x - start.x) / length) * apart];
  const tail = border(start, end);
  const head = border(end, start);
  const [x1, y1, x2, y2] = [tail.x + aside, tail.y + down, head.x + aside, head.y + down];
  const text = { x: (x1 + x2) / 2 + aside * 0.6, y: (y1 + y2) / 2 + 4 + down * 0.6 };
  const line = [x1, y1, x2, y2].map((value) => value.toFixed(1));
  return markup`<g class="edge ${kind}${count === 0 ? ' never' : ''}"><line x1="${line[0] ?? 0}" y1="${line[1] ?? 0}" x2="${line[2] ?? 0}" y2="${line[3] ?? 0}" marker-end="url(#arrow-${kind})" /><text x="${text.x.toFixed(1)}" y="${text.y.toFixed(1)}">${count}</text></g>`;
}

/** Where the line from the middle of a box to another point leaves the box. */
function border({ x, y, width }: Place, towards: Place): { x: number; y: number } {
  const [dx, dy] = [towards.x - x, towards.y - y];
  const share = Math.min(
    dx === 0 ? Infinity : (width / 2 + 3) / Math.abs(dx),
    dy === 0 ? Infinity : (BOX_HEIGHT / 2 + 3) / Math.abs(dy),
  );
  return { x: x + dx * share, y: y + dy * share };
}
