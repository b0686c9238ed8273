/** The counts of a result by the names that the SQL gives them; what is nought is left out. Money in millionths. */
export function countsOf({ instances, steps, goals, splits }) {
  const counts = { started: instances.started, converted: instances.converted }
  const put = (prefix, values) => Object.entries(values).forEach(([name, value]) => (counts[`${prefix}.${name}`] = value))
  put('outcome', instances.outcomes)
  for (const [step, { entered, waiting, sent, ports, ended, suppressed }] of Object.entries(steps)) {
    put(step, { entered, waiting, sent })
    put(`${step}.port`, ports)
    put(`${step}.ended`, ended)
    put(`${step}.suppressed`, suppressed)
  }
  for (const [goal, { conversions, value, creditedTo }] of Object.entries(goals)) {
    put(goal, { conversions, value: millionths(value) })
    put(`${goal}.creditedTo`, creditedTo)
  }
  for (const [split, variants] of Object.entries(splits)) {
    for (const [variant, { entered, converted, value }] of Object.entries(variants)) put(`${split}.variant.${variant}`, { entered, converted, value: millionths(value) })
  }
  return withoutNoughts(counts)
}

/** Names whose counts differ, with both. */
export function differences(one, other) {
  const [left, right] = [withoutNoughts(one), withoutNoughts(other)]
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].filter((name) => left[name] !== right[name]).map((name) => `${name}: ${left[name] ?? 0} and ${right[name] ?? 0}`)
}

function withoutNoughts(counts) {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0))
}

function millionths(value) {
  return Math.round(value * 1e6)
}
