/** The first millisecond of 2015, from which Discord counts. */
const epoch = 1_420_070_400_000n;

/** Makes ids of now that never repeat. */
export function countSnowflakes(): () => string {
  let count = 0n;
  return () => {
    count += 1n;
    return String(((BigInt(Date.now()) - epoch) << 22n) + count);
  };
}
