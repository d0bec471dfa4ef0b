import { warp } from '../signal/warp.js';

/** A repetition's angle is compared at so many points (clinical C9). */
export const profilePoints = 100;
/** Sakoe & Chiba: time may be warped by this share of the repetition. */
const bandShare = 0.15;

/** What is compared besides the primary angle where it was measured; each counted from its value at rest, deg. */
export const secondaryChannels = ['offAxisDeg', 'trunkFrontalDeg', 'trunkSagittalDeg'] as const;
/** The primary angle says most about a path [P] (clinical C9). */
const primaryWeight = 1;
const secondaryWeight = 0.5;

/** A repetition at `profilePoints` equally spaced times. A channel that was not measured is left out, never 0. */
export type PathProfile = { angleDeg: readonly number[] } & { readonly [channel in (typeof secondaryChannels)[number]]?: readonly number[] };

/** `values` at `points` equally spaced places, linear in between. */
export function resample(values: readonly number[], points: number): number[] {
  return Array.from({ length: points }, (_, i) => {
    const at = (i * (values.length - 1)) / (points - 1);
    const low = Math.floor(at);
    const high = Math.min(values.length - 1, low + 1);
    return values[low] + (at - low) * (values[high] - values[low]);
  });
}

/** Mean distance along the warped path to the nearest of the reference profiles, deg. Profiles have `profilePoints` points. */
export function pathDistance(profile: readonly number[], references: readonly (readonly number[])[]): number | null {
  return channelsDistance({ angleDeg: profile }, references.map((angleDeg) => ({ angleDeg })));
}

/**
 * The same over every channel that both the repetition and the reference have, weighted (clinical C9). Null: there is no reference, or
 * no path to one of them that is all numbers.
 */
export function channelsDistance(profile: PathProfile, references: readonly PathProfile[]): number | null {
  let nearest = Infinity;
  for (const reference of references) {
    const shared = secondaryChannels.filter((channel) => profile[channel] !== undefined && reference[channel] !== undefined);
    const channelsOf = (of: PathProfile): (readonly number[])[] => [of.angleDeg, ...shared.map((channel) => of[channel] ?? [])];
    const weights = [primaryWeight, ...shared.map(() => secondaryWeight)];
    const { cost, steps } = warp(channelsOf(profile), channelsOf(reference), { weights, band: bandShare * profilePoints });
    if (cost / steps < nearest) nearest = cost / steps;
  }
  return nearest === Infinity ? null : nearest;
}
