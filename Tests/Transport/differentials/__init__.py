"""What Tests/Transport/differential is made of, from the names of tests to the comparison."""
