"""The pages citizens see, and the start page of a centre."""
