"""Who owes what until when: business time, clocks and the ladder of what happens when nobody acts."""
