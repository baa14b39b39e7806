"""Other people's servers, as real servers on this machine."""
