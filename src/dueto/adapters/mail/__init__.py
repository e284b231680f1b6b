"""Mail as it leaves: letters made of sentences, and a server that takes each of them once."""
