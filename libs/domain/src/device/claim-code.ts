/** Crockford's base32 (https://www.crockford.com/base32.html): no I, L, O, U, which are mistaken for others. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 10 characters of 5 bits: 50 bits, for a code that lives ten minutes and of which few wrong guesses are taken. */
export const claimCodeLength = 10;

/** The code that these random bytes make. Throws `RangeError` when there are fewer than ten. */
export function claimCode(random: Uint8Array): string {
  if (random.length < claimCodeLength) throw new RangeError(`${random.length} random bytes; a code needs ${claimCodeLength}`);
  return Array.from(random.subarray(0, claimCodeLength), (byte) => alphabet[byte & 31]).join('');
}

/** What a person typed, as the code was made: any case, spaces and dashes, and the letters that are mistaken. null: not a code. */
export function readClaimCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return code.length === claimCodeLength && [...code].every((character) => alphabet.includes(character)) ? code : null;
}
