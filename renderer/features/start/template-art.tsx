import styles from './template-art.module.css'

const STAGES = [
  { x: 0, people: 76 },
  { x: 96, people: 48 },
  { x: 192, people: 30 },
  { x: 288, people: 16 },
  { x: 384, people: 7 },
]
const MIDDLE = 96

/** A journey as the canvas shows it after a run, in small: stages, people flowing through and getting fewer. */
export function FunnelArt() {
  return (
    <svg viewBox="0 0 480 200" className={styles.art} preserveAspectRatio="xMidYMid slice">
      {STAGES.map(({ x }, index) => (
        <rect key={x} x={x + 4} y={14} width={88} height={172} rx={10} className={styles.band} data-odd={index % 2 === 1 || undefined} />
      ))}
      {STAGES.slice(0, -1).map(({ x, people }, index) => {
        const next = STAGES[index + 1]!
        const [from, to] = [x + 48, next.x + 48]
        const mid = (from + to) / 2
        const [a, b] = [people / 2, next.people / 2]
        return (
          <g key={x}>
            <path
              d={`M${from} ${MIDDLE - a}C${mid} ${MIDDLE - a} ${mid} ${MIDDLE - b} ${to} ${MIDDLE - b}L${to} ${MIDDLE + b}C${mid} ${MIDDLE + b} ${mid} ${MIDDLE + a} ${from} ${MIDDLE + a}Z`}
              className={styles.flow}
            />
            <path d={`M${from + 8} ${MIDDLE + a - 4}C${from + 34} ${MIDDLE + a} ${from + 30} ${MIDDLE + a + 22} ${from + 44} ${Math.min(180, MIDDLE + a + 34)}`} className={styles.loss} style={{ strokeWidth: Math.max(2, (people - next.people) / 5) }} />
          </g>
        )
      })}
      <Tile x={48} y={MIDDLE} family="entry" />
      <Tile x={144} y={MIDDLE} family="time" />
      <Tile x={240} y={MIDDLE} family="logic" />
      <Tile x={336} y={MIDDLE} family="message" />
      <Tile x={432} y={MIDDLE} family="end" />
    </svg>
  )
}

/** A journey that forks: one way for those who act, a reminder in two texts for the others. */
export function ForkArt() {
  return (
    <svg viewBox="0 0 480 200" className={styles.art} preserveAspectRatio="xMidYMid slice">
      <rect x={4} y={14} width={472} height={172} rx={10} className={styles.band} />
      <path d="M56 100H150" className={styles.line} style={{ strokeWidth: 22 }} />
      <path d="M150 100C200 100 200 56 254 56H420" className={styles.line} style={{ strokeWidth: 7 }} />
      <path d="M150 100C200 100 200 132 254 132" className={styles.line} style={{ strokeWidth: 15 }} />
      <path d="M254 132C300 132 300 108 344 108" className={styles.line} style={{ strokeWidth: 8 }} />
      <path d="M254 132C300 132 300 160 344 160" className={styles.line} style={{ strokeWidth: 7 }} />
      <path d="M344 108C380 108 380 64 420 58" className={styles.line} style={{ strokeWidth: 3 }} />
      <Tile x={56} y={100} family="entry" />
      <Tile x={150} y={100} family="time" />
      <Tile x={254} y={132} family="logic" />
      <Tile x={344} y={108} family="message" />
      <Tile x={344} y={160} family="message" />
      <Tile x={424} y={56} family="end" />
    </svg>
  )
}

type Family = 'entry' | 'time' | 'logic' | 'message' | 'end'

const OUTLINES: Record<Family, string> = {
  entry: 'M0 -14a14 14 0 1 0 0 28a14 14 0 1 0 0 -28Z',
  time: 'M-7.5 -13h15l7.5 13l-7.5 13h-15l-7.5 -13Z',
  logic: 'M0 -16l16 16l-16 16l-16 -16Z',
  message: 'M-8 -13h16a5 5 0 0 1 5 5v16a5 5 0 0 1 -5 5h-16a5 5 0 0 1 -5 -5v-16a5 5 0 0 1 5 -5Z',
  end: 'M-6 -14h12l8 8v12l-8 8h-12l-8 -8v-12Z',
}

function Tile({ x, y, family }: { x: number; y: number; family: Family }) {
  return <path d={OUTLINES[family]} transform={`translate(${x} ${y})`} className={styles.tile} data-family={family} />
}
