export const now = () => performance.now();

export const median = (numbers) => percentile(numbers, 50);

export function percentile(numbers, which) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * which) / 100))];
}
