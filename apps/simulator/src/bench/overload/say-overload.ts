import type { Delays } from './delays.js';
import type { OverloadReport } from './measure-overload.js';

export function sayOverload({ machine, profile, source, capacity, overload, packets, shed, heartRateAlerts, formAlerts, recovery, notFinished, generator, problems }: OverloadReport): string {
  return [
    `${machine}, ${profile}; ${source}`,
    `capacity     ${capacity.packetsPerS} packets/s from receiving to analysed, the generator on the same cores: ${capacity.sessions} sessions at the speed of life`,
    `overload     ${overload.sessions} sessions for ${overload.seconds} s: ${overload.offeredPacketsPerS} packets/s, ${overload.timesCapacity} times the capacity`,
    `packets      ${packets.sent} sent, ${packets.acknowledged} acknowledged, ${packets.stored} stored, ${packets.lost} lost; ${packets.copies} came more than once`,
    `shed         live curves: ${shed.curvesThinned} analyses thinned, ${shed.curvesDropped} without; held back at the door: ${shed.movementHeldBack} of movement, ${shed.othersHeldBack} others`,
    `heart rate   ${say(heartRateAlerts)}`,
    `form         ${say(formAlerts)}`,
    `live again   heart-rate alerts after ${recovery.heartRateS ?? 'not measured'} s, repetitions of patients who begin then after ${recovery.newSessionS ?? 'not measured'} s; all that had waited on devices is stored after ${recovery.storedS} s, analysed ${recovery.analysedS === null ? `not (${notFinished} sessions are not finished)` : `after ${recovery.analysedS} s`}`,
    `generator    ${generator.cpuSeconds.toFixed(0)} s of processor time; its timers late by ${generator.timerLagMs.p95} ms (p95), ${generator.timerLagMs.p99} ms (p99), ${generator.timerLagMs.longest} ms at most`,
    ...problems.map((problem) => `problem      ${problem}`),
    '',
  ].join('\n');
}

function say({ due, rang, inRecord, missing, delayMs, longestMs }: Delays): string {
  return `${due} alerts due, ${rang} rang, ${inRecord} only in the record, ${missing} missing; from measured to console, ms: p50 ${delayMs.p50} p95 ${delayMs.p95} p99 ${delayMs.p99}, at most ${longestMs}`;
}
