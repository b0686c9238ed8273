// What every runtime we target offers beyond ES2023 and the core may use: pure conversions only, no I/O, no clock.
declare class TextEncoder { encode(text: string): Uint8Array }
declare class TextDecoder { decode(bytes: Uint8Array): string }
