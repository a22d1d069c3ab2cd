"""Knowledge: what the hotline answers, with its legal basis, from a day to a day."""
