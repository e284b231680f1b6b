"""The fast door: hits come in, are written durably, and only then answered. Its own process, without Django."""
