"""What the line says: text made speakable, spoken by an exchangeable voice, kept as files that Asterisk plays."""
