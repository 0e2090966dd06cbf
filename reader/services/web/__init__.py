"""The web: addresses that may be asked, and what they answer, within limits."""
