/** "740 ms", "4.3 s", "2 min 5 s". */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  const total = Math.round(milliseconds / 1_000);
  return `${Math.floor(total / 60)} min ${total % 60} s`;
}
