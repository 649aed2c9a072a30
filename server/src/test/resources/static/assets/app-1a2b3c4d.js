export const words = "a file whose name carries its hash"
