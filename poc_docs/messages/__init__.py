"""What is said to people outside, and what they answer: pure functions from plan to text, and from mail."""
