"""What Tests/Transport/benchmark is made of: a module for each of its parts, and what they share."""
