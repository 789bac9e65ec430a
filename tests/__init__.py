"""What is tried, in folders by what a test needs."""
