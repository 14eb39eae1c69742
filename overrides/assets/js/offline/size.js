// A size as readers know it from their phones.
const sizeInWords = bytes => bytes < 1e6 ? Math.max(1, Math.round(bytes / 1000)) + " KB" : (bytes / 1e6).toFixed(1) + " MB"
