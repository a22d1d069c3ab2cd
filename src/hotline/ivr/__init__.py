"""Call flows as data: their words, their checker, and a pure interpreter that never raises."""
