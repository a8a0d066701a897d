"""How far the policy's aims are reached."""
