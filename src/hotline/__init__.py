"""Hotline: the public consultation hotline that a city can run."""
