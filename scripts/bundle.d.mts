export function bundle(entry: string): Promise<{ file: string; sources: string[] }>
