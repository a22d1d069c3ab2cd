"""Citizens: who asked. Least personal data, encrypted, masked, with a retention clock."""
