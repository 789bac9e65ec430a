"""How fast it is: each states machine, size and last result, and fails when it is slower than it promises."""
