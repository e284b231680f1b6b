"""The command line: the one room that asks the clock and touches the disk on somebody's behalf."""
