"""What Tests/Transport/benchmark is made of: a module a part, and what they share."""
