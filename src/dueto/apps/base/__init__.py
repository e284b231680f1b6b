"""One base for all sources: people, companies, what is known of them and what they did."""
